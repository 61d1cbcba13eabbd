import { bad, good, source } from '../../../core/rule.js';
import { hasOption } from '../../../shell/options.js';
import { findSource } from '../model/build-context.js';
import { rootImage, stageChain } from '../model/dockerfile.js';
import { isBrought, type Project } from '../model/project-files.js';
import type { CommandUse } from '../model/script.js';
import { ofKind } from '../model/state.js';
import { dockerfileRule, type Rule } from '../rule.js';
import { type PackageCommand, packageCommand } from '../tools/package-commands.js';

export const rule: Rule = dockerfileRule('dockerfile/lockfile-missing', {
  summary: 'Install that needs a lockfile which is not copied',
  why: `\`npm ci\` and \`pnpm install --frozen-lockfile\` install what the lockfile names, and fail without one. Copy it together
with \`package.json\`, before the step. Nothing is said where other stages, archives or earlier steps may bring it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    uncopied: '"{command}" fails without {lockfile}, which nothing copies before. Copy it with package.json.',
    absent: '"{command}" fails without {lockfile}, which the project does not have. Make one, or use "{loose}".',
  },
  on: {
    command(use, ctx) {
      const command = packageCommand(use);
      const locked = command && needsLockfile(command);
      if (!command || !locked || mayBringFiles(use)) return;
      const project: Project = { files: ctx.files, path: ctx.path };
      if (isBrought(project, use, 'package.json') !== 'yes') return;
      if (locked.files.some((name) => isBrought(project, use, name) !== 'no')) return;
      const there = locked.files.some((name) => findSource(ctx.files, ctx.path, name)) || copiesFilesOnly(use);
      // A folder that is copied whole has what is in it when the image is built, which may be more than is here now.
      const params = { command: locked.text, lockfile: locked.files[0] ?? '', loose: `${command.manager} install` };
      ctx.report(use.span(command.verb), there ? 'uncopied' : 'absent', params, there ? {} : { severity: 'warning' });
    },
  },
  examples: [
    bad('FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm ‹ci› --omit=dev\nCOPY . .\n'),
    bad('FROM node:24-slim\nCOPY package.json .npmrc ./\nRUN corepack enable && pnpm ‹install› --frozen-lockfile\n'),
    bad('FROM node:24-slim\nCOPY . .\nRUN npm ‹ci›\n', { files: { 'package.json': '{}', 'yarn.lock': '' } }),
    good('FROM node:24-slim\nCOPY package.json package-lock.json ./\nRUN npm ci\n'),
    good('FROM node:24-slim\nCOPY package*.json ./\nRUN npm ci\n'),
    good('FROM node:24-slim\nCOPY package.json npm-shrinkwrap.json ./\nRUN npm ci\n'),
    good('FROM node:24-slim\nCOPY . .\nRUN npm ci\n', { files: { 'package.json': '{}', 'package-lock.json': '{}' } }),
    good('FROM node:24-slim\nCOPY package.json \\\n  $LOCK ./\nRUN npm ci\n'),
    good('FROM node:24-slim AS a\nFROM node:24-slim\nCOPY package.json ./\nCOPY --from=a /l ./\nRUN npm ci\n'),
    good('FROM node:24-slim\nCOPY package.json ./\nRUN npm install --package-lock-only\nRUN npm ci\n'),
    good('FROM example/base:1\nCOPY package.json ./\nRUN npm ci\n'),
    good(source`
      FROM node:24-slim
      COPY package.json ./
      RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci && npm install
    `),
  ],
});

interface Locked {
  readonly text: string;
  readonly files: readonly string[];
}

function needsLockfile({ manager, action, options, dry }: PackageCommand): Locked | undefined {
  if (dry || hasOption(options, 'g', 'global', 'prefix', 'C', 'dir')) return undefined;
  if (manager === 'npm' && action === 'ci')
    return { text: 'npm ci', files: ['package-lock.json', 'npm-shrinkwrap.json'] };
  if (manager !== 'pnpm' || !/^(?:install|i)$/.test(action) || !hasOption(options, 'frozen-lockfile')) return undefined;
  return { text: 'pnpm install --frozen-lockfile', files: ['pnpm-lock.yaml'] };
}

/** Whether something that cannot be seen through may have brought the lockfile. */
function mayBringFiles({ instruction, stage, command, script }: CommandUse): boolean {
  if (
    !stage ||
    !rootImage(stage) ||
    !/^(?:.*\/)?(?:node|alpine|debian|ubuntu)$/.test(rootImage(stage)?.repository ?? '')
  )
    return true;
  if (
    script.commands.some(
      (other) => other.pos < command.pos && /^(?:cd|pushd|git|cp|mv|curl|wget|tar)$/.test(other.name ?? ''),
    )
  )
    return true;
  return stageChain(stage).some((part) =>
    part.instructions.some((other) => {
      if (part === stage && other.index >= instruction.index) return false;
      if (other.kind === 'ADD') return true;
      if (other.kind === 'COPY')
        return (
          other.flags.some(({ name }) => name.text === 'from') || other.sources.some(({ text }) => text.includes('$'))
        );
      return (
        other.kind === 'RUN' &&
        /lock|\b(?:git|curl|wget|tar|unzip|cp|mv|npx|npm (?:i|install)|pnpm dlx)\b/.test(other.logical.text)
      );
    }),
  );
}

/** Whether all that is copied before is files by their names, so that no folder can have brought the lockfile. */
function copiesFilesOnly({ instruction, stage }: CommandUse): boolean {
  const before = (stage ? stageChain(stage) : []).flatMap((part) =>
    ofKind(part, 'COPY').filter(({ index }) => part !== stage || index < instruction.index),
  );
  return before.every(({ sources }) => sources.every(({ text }) => /(?:^|\/)[\w.-]+\.\w+$|^\.\w+$/.test(text)));
}
