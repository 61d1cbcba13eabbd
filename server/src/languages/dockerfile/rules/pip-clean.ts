import { bad, good, source } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { variableAt } from '../model/variables.js';
import type { Rule } from '../rule.js';
import { cachesInMount, homeCacheMount, removesLater } from '../tools/leftovers.js';
import { noCacheRule } from '../tools/no-cache-rule.js';
import { ownVariable } from '../tools/package-commands.js';

const on = /^(?:1|true|True|TRUE|on|On|ON|yes|Yes|YES)$/;

/** A cache of pip, or a folder that holds it. */
const isCache = (path: string) => /\.cache(?:\/pip(?:\/|$)|$)/.test(path);

export const rule: Rule = noCacheRule('dockerfile/pip-clean', {
  tool: 'pip',
  peers: ['hadolint:DL3042'],
  severity: 'warning',
  option: '--no-cache-dir',
  caches: ({ manager, action }) => manager === 'pip' && action === 'install',
  isOff: (command, document) => {
    const { options, use } = command;
    if (hasOption(options, 'no-cache-dir') || cachesInMount(document, command, 'cache-dir', 'PIP_CACHE_DIR'))
      return true;
    const own = ownVariable(use, 'PIP_NO_CACHE_DIR');
    if (own !== undefined) return on.test(own);
    const exported = use.script.commands.some(
      ({ name, pos, args }) =>
        name === 'export' &&
        pos < use.command.pos &&
        args.some((arg) => arg.value?.startsWith('PIP_NO_CACHE_DIR=') && on.test(arg.value.slice(17))),
    );
    const variable = variableAt(document, use.instruction, 'PIP_NO_CACHE_DIR');
    return exported || on.test(variable?.value ?? '') || removesLater(use, isCache);
  },
  isCached: isCache,
  mount: ({ use }, document) => homeCacheMount(document, use, '.cache/pip'),
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
    bad('FROM python:3.13-slim AS build\nRUN pip ‹install› flask==3.1.1\nFROM scratch\nCOPY --from=build /a /a\n'),
    bad('FROM python:3.13-slim AS dev\nRUN pip ‹install› flask==3.1.1\nFROM scratch\nCOPY --from=dev /a /a\n', {
      files: { 'compose.yaml': 'services:\n  web:\n    build: { context: ., target: dev }\n' },
    }),
    good('FROM python:3.13-slim\nRUN --mount=type=cache,target=/c pip install --cache-dir=/c/pip flask==3.1.1\n'),
    good('FROM python:3.13-slim\nRUN env PIP_NO_CACHE_DIR=1 pip install flask==3.1.1\n'),
    good('FROM python:3.13-slim\nRUN pip install flask==3.1.1 && pip cache purge\n'),
    good('FROM python:3.13-slim\nRUN PIP_NO_CACHE_DIR=on pip install . && pipx install a && pipenv install b\n'),
  ],
});
