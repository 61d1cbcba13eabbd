import { replace, type TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { isBrought, type Project } from '../model/project-files.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { type Manager, type PackageCommand, packageCommand } from '../tools/package-commands.js';
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
  reach: 'part',
  messages: { loose: '"{tool} install" may install other versions than {lockfile} names. Use "{strict}".' },
  fixes: { strict: 'Use "{strict}"' },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      if (!command) return;
      const strict = strictForm(command, ctx);
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
    bad('FROM node:22-slim\nCOPY package.json yarn.lock ./\nRUN yarn --version && ‹yarn› --production\n', {
      fixed:
        'FROM node:22-slim\nCOPY package.json yarn.lock ./\nRUN yarn --version && yarn --frozen-lockfile --production\n',
    }),
    bad('FROM node:22-slim\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn ‹install›\n', {
      fixed: 'FROM node:22-slim\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN yarn install --immutable\n',
    }),
    good('FROM node:22-slim\nCOPY package.json package-lock.json ./\nRUN npm ci && npm install -g a@1.0.0\n'),
    bad('FROM node:22-slim AS deps\nCOPY . .\nFROM deps\nRUN npm ‹install›\n', {
      files: { 'package-lock.json': '{}' },
    }),
    good('FROM node:22-slim\nCOPY package.json ./\nRUN npm install\n'),
    good('FROM node:22-slim\nCOPY package*.json ./\nRUN npm install\n', { files: { 'package.json': '{}' } }),
    good('FROM node:22-slim\nCOPY . .\nRUN npm install\n', {
      files: { 'package-lock.json': '{}', '.dockerignore': '*-lock.json\n' },
    }),
    good(source`
      FROM node:22-slim
      COPY package.json yarn.lock ./
      RUN yarn install --frozen-lockfile && yarn install --immutable
    `),
  ],
});

const lockfilesOf: Readonly<Partial<Record<Manager, readonly string[]>>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
  yarn: ['yarn.lock'],
  pnpm: ['pnpm-lock.yaml'],
  bun: ['bun.lock', 'bun.lockb'],
};

interface Strict {
  readonly lockfile: string;
  readonly text: string;
  readonly edit: TextEdit;
}

function strictForm(command: PackageCommand, project: Project): Strict | undefined {
  const { manager, action, words, options, verb, use } = command;
  const lockfiles = lockfilesOf[manager];
  if (!lockfiles || !/^(?:install|i)$/.test(action) || words.length > 0) return undefined;
  if (
    hasOption(
      options,
      'frozen-lockfile',
      'immutable',
      'no-frozen-lockfile',
      'no-lockfile',
      'no-package-lock',
      'g',
      'global',
    )
  ) {
    return undefined;
  }
  const isThere = (name: string): boolean => isBrought(project, use, name) === 'yes';
  const lockfile = lockfiles.find(isThere);
  if (lockfile === undefined) return undefined;
  if (manager === 'npm') {
    const text = use.script.form === 'exec' ? '"ci"' : 'ci';
    return { lockfile, text: 'npm ci', edit: replace(use.span(verb), text) };
  }
  const option = manager === 'yarn' && isThere('.yarnrc.yml') ? '--immutable' : '--frozen-lockfile';
  return { lockfile, text: `${manager} ${action} ${option}`, edit: insertAfterWord(use, verb, option) };
}
