import { bad, good } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Rule } from '../rule.js';
import { pinRule } from '../tools/pin-rule.js';

export const rule: Rule = pinRule('dockerfile/pin-pip', {
  tool: 'pip',
  why: `A build of tomorrow may install other versions than one of today, and an update of a dependency then breaks an image
that nobody has changed. Give the version, or install from a requirements file with versions.`,
  profile: 'strict',
  peers: ['hadolint:DL3013'],
  form: 'requests==2.32.4',
  installs: ({ manager, action }) => (manager === 'pip' || manager === 'pipx') && action === 'install',
  settled: ({ options, use }) =>
    hasOption(options, 'r', 'requirement', 'c', 'constraint') || use.command.args.some((word) => word.value === '.'),
  isPinned: (name) =>
    /[=<>!~]=|[<>]|===/.test(name) ||
    /^(?:git|hg|svn|bzr)\+.*@/.test(name) ||
    /\.(?:whl|tar\.gz|zip)$/.test(name) ||
    (name.includes('/') && !/^(?:git|hg|svn|bzr)\+/.test(name)),
  examples: [
    bad('FROM python:3.13-slim\nRUN pip install --no-cache-dir requests==2.32.4 ‹flask›\n'),
    bad('FROM python:3.13-slim\nRUN python3 -m pip install --no-cache-dir --upgrade ‹pip›\n'),
    bad(
      'FROM python:3.13-slim\nRUN pip3 install --index-url https://example.com/simple ‹git+https://example.com/a.git›\n',
    ),
    bad('FROM python:3.13-slim\nRUN pipx install --python python3.12 ‹poetry›\n'),
    good('FROM python:3.13-slim\nRUN pip install -r requirements.txt && pip install --constraint c.txt flask\n'),
    good('FROM python:3.13-slim\nRUN pip install . && pip install -e . flask\n'),
    good('FROM python:3.13-slim\nRUN pip install "flask>=3,<4" a~=1.0 ./pkg b.whl git+https://example.com/a.git@v1\n'),
    good('FROM python:3.13-slim\nRUN pip install "$PACKAGE" && pip uninstall flask\n'),
  ],
});
