import { replace, type TextEdit } from '../../../core/edit.js';
import { basename } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import type { Dockerfile } from '../model/dockerfile.js';
import type { CommandUse } from '../model/script.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { type PackageCommand, packageCommand } from '../tools/package-commands.js';
import { insertAfterWord } from '../tools/script-edits.js';

export const rule: Rule = dockerfileRule('dockerfile/npm-ci', {
  summary: 'Install that may change what the lockfile says',
  why: `Without its strict form, an install takes newer versions than the lockfile names where the two files differ, and nobody
is told. \`npm ci\` and the \`--frozen-lockfile\` of the others install exactly what is locked, or fail.`,
  category: 'reliability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: { loose: '"{tool} install" may install other versions than {lockfile} names. Use "{strict}".' },
  fixes: { strict: 'Use "{strict}"' },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      if (!command) return;
      const lockfiles = copiedNames(ctx.document, use);
      const strict = strictForm(command, lockfiles);
      if (!strict) return;
      ctx.report(
        use.span(command.verb),
        'loose',
        { tool: command.manager, lockfile: strict.lockfile, strict: strict.text },
        { fix: { title: 'strict', params: { strict: strict.text }, edits: [strict.edit] } },
      );
    },
  },
  examples: [
    bad('FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm ‹install› --omit=dev\n', {
      fixed: 'FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n',
    }),
    bad('FROM node:22-slim\nCOPY package.json pnpm-lock.yaml ./\nRUN corepack enable && pnpm ‹i›\n', {
      fixed:
        'FROM node:22-slim\nCOPY package.json pnpm-lock.yaml ./\nRUN corepack enable && pnpm i --frozen-lockfile\n',
    }),
    bad('FROM node:22-slim\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn ‹install›\n', {
      fixed: 'FROM node:22-slim\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install --immutable\n',
    }),
    good('FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm ci && npm install -g a@1.0.0\n'),
    good('FROM node:22-slim\nCOPY package.json ./\nRUN npm install\n'),
    good(source`
      FROM node:22-slim
      COPY package.json yarn.lock ./
      RUN yarn install --frozen-lockfile && yarn install --immutable
    `),
  ],
});

/** Names of the files that COPY has brought into the stage before a command. */
function copiedNames(document: Dockerfile, use: CommandUse): ReadonlySet<string> {
  const stage = document.stageOf[use.instruction.index];
  const names = new Set<string>();
  for (const instruction of stage?.instructions ?? []) {
    if (instruction.index >= use.instruction.index) break;
    if (instruction.kind === 'COPY') for (const word of instruction.sources) names.add(basename(word.text));
  }
  return names;
}

interface Strict {
  readonly lockfile: string;
  readonly text: string;
  readonly edit: TextEdit;
}

function strictForm(command: PackageCommand, copied: ReadonlySet<string>): Strict | undefined {
  const { manager, action, words, options, verb, use } = command;
  const installs = /^(?:install|i)$/.test(action) && words.length === 0;
  const lockfile = (...names: string[]): string | undefined =>
    names.find((name) => copied.has(name)) ??
    (names.some((name) => copied.has(name.replace(/\.json$|\.yaml$/, '*.json'))) ? names[0] : undefined);
  const frozen = hasOption(options, 'frozen-lockfile', 'immutable', 'no-frozen-lockfile', 'no-lockfile', 'g', 'global');
  if (!installs || frozen) return undefined;
  const add = (name: string | undefined, option: string): Strict | undefined =>
    name === undefined
      ? undefined
      : { lockfile: name, text: `${manager} ${action} ${option}`, edit: insertAfterWord(use, verb, option) };
  switch (manager) {
    case 'npm': {
      const name = lockfile('package-lock.json', 'npm-shrinkwrap.json');
      const text = use.script.form === 'exec' ? '"ci"' : 'ci';
      return name === undefined ? undefined : { lockfile: name, text: 'npm ci', edit: replace(use.span(verb), text) };
    }
    case 'yarn':
      return add(lockfile('yarn.lock'), copied.has('.yarnrc.yml') ? '--immutable' : '--frozen-lockfile');
    case 'pnpm':
      return add(lockfile('pnpm-lock.yaml'), '--frozen-lockfile');
    case 'bun':
      return add(lockfile('bun.lock', 'bun.lockb'), '--frozen-lockfile');
    default:
      return undefined;
  }
}
