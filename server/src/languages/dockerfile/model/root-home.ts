import { join } from '../../../core/path.js';
import { imageFacts } from '../../../images/base-images.js';
import type { ShellWord } from '../../../shell/read.js';
import type { InstructionOf, Pair, Token } from '../syntax/tree.js';
import { installedBy, isPackageManager, packageName } from '../tools/packages.js';
import { bringsNothing, isSystem } from '../tools/program-sources.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from './dockerfile.js';
import { type CommandUse, scriptsOf } from './script.js';
import { baseUser, lastAtEnd, ofKind, userAt, workdirAt } from './state.js';
import { isRoot, userNameOf } from './users.js';
import { expandAt } from './variables.js';

// What a stage keeps in /root, which distributions close to everybody but root.

export interface CopiedToRoot {
  readonly copy: InstructionOf<'COPY'> | InstructionOf<'ADD'>;
  readonly destination: Token;
  readonly target: string;
}

export interface RootPath {
  readonly env: InstructionOf<'ENV'>;
  readonly pair: Pair;
  /** The entries of PATH below /root. */
  readonly entries: readonly string[];
}

/** `pip install --user`, run as root. */
export interface UserInstall {
  readonly use: CommandUse;
  readonly option: ShellWord;
}

const closed: ReadonlySet<string> = new Set([
  'almalinux',
  'alpine',
  'amazonlinux',
  'centos',
  'debian',
  'fedora',
  'oraclelinux',
  'rockylinux',
  'ubuntu',
]);

/** Whether /root of a stage's image is closed, and nothing in the stage opens it. */
export function isRootClosed(document: Dockerfile, stage: Stage): boolean {
  const image = rootImage(stage);
  const facts = image && imageFacts(image.repository, image.tag);
  if (!facts?.packageManager || !closed.has(facts.distribution?.id ?? '')) return false;
  return !runsOf(document, stage).some(
    ({ command }) =>
      !/^(?:cd|ls|rm|mkdir|du)$/.test(command.name ?? '') &&
      command.args.some((word) => /^(?:\/root|~root|~)\/?$/.test(word.value ?? word.text)),
  );
}

/** The user that a stage's container runs as, where it is known not to be root. */
export function otherUser(document: Dockerfile, stage: Stage): string | undefined {
  const last = lastAtEnd(stage, 'USER');
  const user = last ? userNameOf(document, last).user : baseUser(stage);
  return user === undefined || user === '' || isRoot(user) ? undefined : user;
}

export function copiedToRoot(document: Dockerfile, stage: Stage): readonly CopiedToRoot[] {
  const found: CopiedToRoot[] = [];
  for (const part of stageChain(stage)) {
    for (const copy of [...ofKind(part, 'COPY'), ...ofKind(part, 'ADD')]) {
      const { destination } = copy;
      const value = destination && expandAt(document, copy, destination).value?.replace(/^(['"])(.*)\1$/, '$2');
      if (!destination || !value) continue;
      const target = value.startsWith('/') ? join('/', value) : join(workdirAt(document, copy) ?? '/', value);
      if (target === '/root' || target.startsWith('/root/')) found.push({ copy, destination, target });
    }
  }
  return found;
}

export function rootPaths(stage: Stage): readonly RootPath[] {
  return stageChain(stage).flatMap((part) =>
    ofKind(part, 'ENV').flatMap((env) =>
      env.pairs.flatMap((pair) => {
        if (pair.key.text !== 'PATH' || !pair.value) return [];
        const entries = pair.value.text
          .replace(/["']/g, '')
          .split(':')
          .filter((entry) => /^\/root\/./.test(entry));
        return entries.length === 0 ? [] : [{ env, pair, entries }];
      }),
    ),
  );
}

export function userInstalls(document: Dockerfile, stage: Stage): readonly UserInstall[] {
  return runsOf(document, stage).flatMap((use) => {
    const { name, args } = use.command;
    const module = /^python[\d.]*$/.test(name ?? '') && args[0]?.value === '-m' && args[1]?.value === 'pip';
    if (!module && !/^pip[\d.]*$/.test(name ?? '')) return [];
    const option = args.find((word) => word.value === '--user');
    if (!option || !args.some((word) => word.value === 'install')) return [];
    return isRoot(userAt(document, use.instruction)?.split(':')[0]) ? [{ use, option }] : [];
  });
}

function runsOf(document: Dockerfile, stage: Stage): readonly CommandUse[] {
  return stageChain(stage).flatMap((part) =>
    ofKind(part, 'RUN').flatMap((instruction) =>
      scriptsOf(document, instruction).flatMap((script) =>
        script.commands.map((command) => ({ command, script, instruction, stage: part, span: script.span })),
      ),
    ),
  );
}

/** The program that a stage's container starts, where it is looked for in PATH. */
export function startedProgram(document: Dockerfile, stage: Stage): string | undefined {
  const start = lastAtEnd(stage, 'ENTRYPOINT') ?? lastAtEnd(stage, 'CMD');
  const command = start && scriptsOf(document, start)[0]?.commands[0];
  const word = command?.nameWord.value;
  return word === undefined || word.includes('/') ? undefined : word;
}

/** Whether the program that a stage starts may be anywhere else than in what root's home holds. */
export function mayBeElsewhere(document: Dockerfile, stage: Stage, program: string): boolean {
  const image = rootImage(stage);
  const programs = image && imageFacts(image.repository, image.tag)?.programs;
  if (!programs || [...programs.keys()].some((name) => name === program) || bringsNothing(program)) return true;
  if (/^(?:sh|dash|ash|exec|uv|poetry|pipenv|npx|yarn|corepack|catalina\.sh|docker-entrypoint\.sh)$/.test(program))
    return true;
  const parts = stageChain(stage);
  const copied = parts
    .flatMap((part) => [...ofKind(part, 'COPY'), ...ofKind(part, 'ADD')])
    .some((copy) => {
      const value = copy.destination && expandAt(document, copy, copy.destination).value;
      if (value === undefined) return true;
      const target = value.startsWith('/') ? join('/', value) : join(workdirAt(document, copy) ?? '/', value);
      return isSystem(target) || target.endsWith(`/${program}`);
    });
  if (copied || parts.flatMap((part) => ofKind(part, 'RUN')).some((run) => scriptsOf(document, run).length === 0))
    return true;
  return runsOf(document, stage).some((use) => {
    const { command } = use;
    const { name } = command;
    if (name === undefined) return true;
    if (bringsNothing(name) || command.args.some((word) => word.value === '--user')) return false;
    if (!isPackageManager(name)) return true;
    const installed = installedBy(use);
    return (
      installed !== undefined &&
      (installed.open || installed.packages.some((word) => packageName(word.value ?? '') === program))
    );
  });
}
