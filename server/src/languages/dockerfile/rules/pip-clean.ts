import { bad, good, source } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { variableAt } from '../model/variables.js';
import type { Rule } from '../rule.js';
import { noCacheRule } from '../tools/no-cache-rule.js';
import { removesLater } from '../tools/package-commands.js';

const on = /^(?:1|true|True|TRUE|on|On|ON|yes|Yes|YES)$/;

export const rule: Rule = noCacheRule('dockerfile/pip-clean', {
  tool: 'pip',
  peers: ['hadolint:DL3042'],
  severity: 'warning',
  option: '--no-cache-dir',
  caches: ({ manager, action }) => manager === 'pip' && action === 'install',
  isOff: ({ options, use }, document) => {
    if (hasOption(options, 'no-cache-dir')) return true;
    const inline = use.command.assignments.find((one) => one.name === 'PIP_NO_CACHE_DIR');
    if (inline) return inline.value.type === 'Word' && on.test(inline.value.value);
    const exported = use.script.reading?.commands.some(
      (command) =>
        command.name === 'export' &&
        command.pos < use.command.pos &&
        command.args.some((arg) => arg.value?.startsWith('PIP_NO_CACHE_DIR=') && on.test(arg.value.slice(17))),
    );
    const variable = variableAt(document, use.instruction, 'PIP_NO_CACHE_DIR');
    return (
      exported === true || on.test(variable?.value ?? '') || removesLater(use, use.command, /\.cache(?:\/pip)?(?:\/|$)/)
    );
  },
  isCached: (target) => /\.cache(?:\/pip)?$/.test(target),
  mount: 'type=cache,target=/root/.cache/pip',
  examples: [
    bad('FROM python:3.13-slim\nRUN pip ‹install› -r requirements.txt\n', {
      fixed: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir -r requirements.txt\n',
    }),
    bad('FROM python:3.13-slim\nENV PIP_NO_CACHE_DIR=0\nRUN python3 -m pip ‹install› flask==3.1.1\n', {
      fixed: 'FROM python:3.13-slim\nENV PIP_NO_CACHE_DIR=0\nRUN python3 -m pip install --no-cache-dir flask==3.1.1\n',
    }),
    good('FROM python:3.13-slim\nRUN pip install --no-cache-dir -r requirements.txt && pip --no-cache-dir install .\n'),
    good('FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n'),
    good(source`
      FROM python:3.13-slim AS base
      ENV PIP_NO_CACHE_DIR=1
      FROM base
      RUN pip install -r requirements.txt
    `),
    good('FROM python:3.13-slim\nRUN PIP_NO_CACHE_DIR=on pip install . && pipx install a && pipenv install b\n'),
  ],
});
