import { glob } from '../../../core/glob.js';
import { ancestors, below, join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import { inputLines } from './input-lines.js';
import { absenceOf, leavesFilesAlone } from './made-files.js';
import { hasMatch } from './matching-files.js';
import { hasExpression, type NamedEntry, valueIn } from './nodes.js';
import { type PlacedCommand, placedCommands } from './placed-commands.js';
import { isAction, majorOf } from './uses.js';
import { withOf } from './with.js';
import { inRepository, type StepPlace } from './workspace.js';

/** A cache or an installation that does not find its lock file. */
export interface LockProblem {
  readonly at: Span;
  readonly message: 'cache' | 'elsewhere' | 'pattern' | 'install' | 'order' | 'noPnpm' | 'nothing' | 'key';
  readonly params?: Readonly<Record<string, string>>;
  readonly severity?: 'warning' | 'info';
}

type Inputs = ReadonlyMap<string, NamedEntry>;

/** Files in the root of the repository, one of which a cache needs; and what shows that the project is of that kind. */
const nodeLocks: Readonly<Record<string, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock'],
  yarn: ['yarn.lock'],
  pnpm: ['pnpm-lock.yaml'],
};

/** Patterns, one of which has to fit a file. */
const patterns: Readonly<Record<string, readonly string[]>> = {
  pip: ['**/requirements.txt', '**/pyproject.toml'],
  pipenv: ['**/Pipfile.lock'],
  poetry: ['**/poetry.lock'],
  maven: ['**/pom.xml'],
  gradle: [
    ...['**/*.gradle*', '**/gradle-wrapper.properties', 'buildSrc/**/Versions.kt', 'buildSrc/**/Dependencies.kt'],
    ...['gradle/*.versions.toml', '**/versions.properties'],
  ],
  sbt: ['**/*.sbt', '**/project/build.properties'],
};

/** What shows that the repository holds a project of that language at all. */
const signs: Readonly<Record<string, RegExp>> = {
  'actions/setup-python': /^(?:setup\.py|setup\.cfg|pyproject\.toml|Pipfile|requirements[\w-]*\.txt|tox\.ini)$/,
  'actions/setup-java': /^(?:pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|settings\.gradle(?:\.kts)?)$/,
};

export function setupProblems(place: StepPlace): readonly LockProblem[] {
  const { step } = place;
  const inputs = step.uses && withOf(step);
  if (!inputs || step.uses?.form.kind !== 'repository') return [];
  if (isAction(step.uses, 'actions/cache', 'actions/cache/save')) return keyProblem(inputs);
  const cache = inputs.get('cache')?.value;
  const kind = cache?.kind === 'scalar' && !hasExpression(cache) ? cache.text : undefined;
  const isGiven = inputs.has('cache-dependency-path');
  if (isAction(step.uses, 'actions/setup-go')) return isGiven || cache ? [] : goProblem(place);
  if (!cache || kind === undefined) return [];
  const found: LockProblem[] = [];
  const { slug } = step.uses.form;
  if (slug === 'actions/setup-node' && Object.hasOwn(nodeLocks, kind)) {
    if (kind === 'pnpm') found.push(...pnpmProblem(place, cache));
    if (!isGiven) found.push(...nodeProblem(place, cache, kind));
  } else if (Object.hasOwn(signs, slug) && Object.hasOwn(patterns, kind) && !isGiven) {
    found.push(...patternProblem(place, cache, kind, signs[slug]));
  }
  return found;
}

function nodeProblem(place: StepPlace, at: Span, kind: string): readonly LockProblem[] {
  const locks = nodeLocks[kind] ?? [];
  if (locks.some((lock) => absenceOf(lock, place) !== 'missing')) return [];
  const params = { kind, files: listed(locks.slice(0, 1)) };
  const path = inFolderBelow(locks, place);
  if (path !== undefined) return [{ at, message: 'elsewhere', params: { ...params, path } }];
  // Without a package there is no project yet.
  const root = inRepository(place.workspace, '');
  if (root === undefined || place.files.kind(join(root, 'package.json')) !== 'file') return [];
  return [{ at, message: 'cache', params }];
}

/** A file of one of the names in a folder right below the root. */
function inFolderBelow(names: readonly string[], { workspace, files }: StepPlace): string | undefined {
  const root = inRepository(workspace, '');
  if (root === undefined) return undefined;
  for (const { name: folder, kind } of files.list(root) ?? []) {
    if (kind !== 'directory' || folder === 'node_modules' || folder.startsWith('.')) continue;
    const name = names.find((one) => files.kind(join(root, folder, one)) === 'file');
    if (name !== undefined) return `${folder}/${name}`;
  }
  return undefined;
}

function patternProblem(place: StepPlace, at: Span, kind: string, sign: RegExp | undefined): readonly LockProblem[] {
  const { workspace, files } = place;
  const root = inRepository(workspace, '');
  const wanted = patterns[kind] ?? [];
  if (root === undefined || !files.list(root)?.some(({ name }) => sign?.test(name))) return [];
  const isMissing = (pattern: string): boolean =>
    absenceOf(pattern.slice(pattern.lastIndexOf('/') + 1), place) === 'missing' &&
    hasMatch(files, root, pattern, glob(`/${pattern}`)) === false;
  return wanted.every(isMissing) ? [{ at, message: 'pattern', params: { kind, files: listed(wanted) } }] : [];
}

/** Without go.sum, nothing is cached, and that is only said in the log. */
function goProblem(place: StepPlace): readonly LockProblem[] {
  const { uses } = place.step;
  const form = uses?.form;
  if (!uses || form?.kind !== 'repository' || (majorOf(form.ref) ?? 0) < 4) return [];
  if (absenceOf('go.sum', place) !== 'missing' || absenceOf('go.mod', place) !== 'missing') return [];
  const path = inFolderBelow(['go.sum'], place);
  return path === undefined ? [] : [{ at: uses.scalar, message: 'nothing', params: { path }, severity: 'info' }];
}

function pnpmProblem({ step, job }: StepPlace, at: Span): readonly LockProblem[] {
  const index = job.steps.indexOf(step);
  if (valueIn(job.map, 'container')) return [];
  const mayBring = (one: StepPlace['step']): boolean =>
    one.run
      ? /pnpm|corepack/.test(one.run.text)
      : one.uses !== undefined && /pnpm|vite-plus|moon|mise|volta|nix|devbox/i.test(one.uses.text);
  const before = job.steps.slice(0, index);
  const isUnknown = ({ run, uses }: StepPlace['step']): boolean =>
    run ? /\.\/|\bmake\b/.test(run.text) : !!uses && !isAction(uses, 'actions/checkout') && !leavesFilesAlone(uses);
  if (before.some((one) => mayBring(one) || isUnknown(one))) return [];
  return [{ at, message: job.steps.slice(index + 1).some(mayBring) ? 'order' : 'noPnpm' }];
}

/** Folders that tools keep packages in. */
const packageFolders =
  /(?:^|\/)(?:node_modules|\.npm|\.pnpm-store|\.cache\/(?:pip|pypoetry|yarn|uv|composer|go-build)|\.m2(?:\/repository)?|\.gradle(?:\/caches)?|\.cargo(?:\/registry)?|go\/pkg\/mod|vendor\/bundle|\.nuget\/packages|\.yarn\/cache|\.composer\/cache|\.ivy2|\.venv)\/?$/;

function keyProblem(inputs: Inputs): readonly LockProblem[] {
  const key = inputs.get('key')?.value;
  const path = inputs.get('path')?.value;
  if (key?.kind !== 'scalar' || path?.kind !== 'scalar') return [];
  const rest = key.text.replace(/\$\{\{\s*(?:runner\.(?:os|arch)|matrix\.[\w.-]+)\s*\}\}/g, '');
  if (rest.includes('${{') || !inputLines(path).every(({ text }) => packageFolders.test(text))) return [];
  return [{ at: key, message: 'key', severity: 'warning' }];
}

interface Installer {
  /** The words behind the program with which it needs a lock file. */
  readonly words: RegExp;
  readonly locks: readonly string[];
  readonly manifest: string;
}

const installers: Readonly<Record<string, Installer>> = {
  npm: {
    words: /^(?:ci|clean-install)\b/,
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    manifest: 'package.json',
  },
  pnpm: {
    words: /^i(?:nstall)? (?:.* )?--frozen-lockfile(?: |$)/,
    locks: ['pnpm-lock.yaml'],
    manifest: 'package.json',
  },
  uv: { words: /^sync (?:.* )?--(?:locked|frozen)(?: |$)/, locks: ['uv.lock'], manifest: 'pyproject.toml' },
  cargo: {
    words: /^(?:build|test|check|clippy|run) (?:.* )?--(?:locked|frozen)(?: |$)/,
    locks: ['Cargo.lock'],
    manifest: 'Cargo.toml',
  },
};

export function installProblems(place: StepPlace): readonly LockProblem[] {
  return placedCommands(place.step, place).flatMap((placed): readonly LockProblem[] => {
    const { command, folder, isSure, script } = placed;
    const { name = '' } = command;
    const installer = Object.hasOwn(installers, name) ? installers[name] : undefined;
    const words = command.args.map(({ text }) => text).join(' ');
    if (!installer || !isSure || folder === undefined || !installer.words.test(words) || leadsElsewhere(placed))
      return [];
    const inside = inRepository(place.workspace, folder);
    if (inside === undefined || place.files.kind(join(inside, installer.manifest)) !== 'file') return [];
    const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    if (installer.locks.some((lock) => absenceOf(at(lock), place, command.pos) !== 'missing')) return [];
    // Workspaces keep one lock file for all of their packages.
    const root = inRepository(place.workspace, '') ?? inside;
    const above = ancestors(inside).filter((one) => one === root || below(root, one) !== undefined);
    if (above.some((one) => installer.locks.some((lock) => place.files.kind(join(one, lock)) !== 'missing'))) return [];
    const params = { command: `${name} ${words}`, files: listed(installer.locks.slice(0, 1)) };
    return [{ at: script.span(command.nameWord), message: 'install', params }];
  });
}

function leadsElsewhere({ command: { args } }: PlacedCommand): boolean {
  return args.some(
    ({ value }) =>
      value === undefined ||
      /^(?:-C|--(?:prefix|dir|cwd|project|directory|manifest-path)|-w|--workspace|--filter)/.test(value),
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
