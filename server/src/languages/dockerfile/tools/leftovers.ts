import { Memo } from '../../../core/memo.js';
import { join } from '../../../core/path.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import type { CommandUse, Script } from '../model/script.js';
import { isTarget } from '../model/stage-uses.js';
import { isInside, userAt } from '../model/state.js';
import { accountsOf, isNumeric, isRoot } from '../model/users.js';
import { variableAt } from '../model/variables.js';
import { mountsOf, mountTarget } from '../syntax/mount.js';
import { ownVariable, type PackageCommand } from './package-commands.js';

// What package managers leave behind, and what keeps it out of the image.

/** Whether a cache or tmpfs mount of the instruction covers a folder. */
export function hasCacheMount(use: CommandUse, covers: (target: string) => boolean): boolean {
  return mountsOf(use.instruction).some((mount) => {
    const target = mountTarget(mount);
    return (mount.type === 'cache' || mount.type === 'tmpfs') && target !== undefined && covers(join('/', target));
  });
}

const shipped = new Memo<Dockerfile, { readonly targets: string; readonly stages: ReadonlySet<Stage> }>();

/**
 * Whether what a stage leaves behind ends in an image: in the final one, in one that other files name as their target, or in
 * one that starts from the stage.
 */
export function isShipped(document: Dockerfile, stage: Stage | undefined, targets: ReadonlySet<string>): boolean {
  if (!stage) return true;
  const key = [...targets].sort().join(' ');
  let found = shipped.get(document);
  if (found?.targets !== key) {
    found = { targets: key, stages: shippedStages(document, targets) };
    shipped.set(document, found);
  }
  return found.stages.has(stage);
}

function shippedStages(document: Dockerfile, targets: ReadonlySet<string>): ReadonlySet<Stage> {
  const found = new Set<Stage>();
  // From the last to the first, as each comes after those that it starts from.
  for (const stage of [...document.stages].reverse()) {
    const named = (stage.name !== undefined && targets.has(stage.name)) || targets.has(`${stage.index}`);
    if (stage.final || named) found.add(stage);
    // Of a stage whose files are only copied nothing else is left.
    if (stage.base.kind === 'stage' && (found.has(stage) || isTarget(document, stage))) found.add(stage.base.stage);
  }
  return found;
}

/** Tells the paths that hold one of these folders or are a part of it. */
export function around(...folders: readonly string[]): (path: string) => boolean {
  return (path) => path.length > 1 && folders.some((folder) => isInside(folder, path) || isInside(path, folder));
}

const lastPlaces = new Memo<Script, Map<(path: string) => boolean, number>>();

/**
 * Whether a later command of the same script removes something.
 * @param test tells the paths that count, without the `/*` at their end. The same function each time, as what it finds
 * in a script is kept.
 */
export function removesLater({ script, command }: CommandUse, test: (path: string) => boolean): boolean {
  const places = lastPlaces.get(script) ?? new Map<(path: string) => boolean, number>();
  lastPlaces.set(script, places);
  const place = places.get(test) ?? removals(script).findLast(({ path }) => test(path))?.pos ?? -1;
  places.set(test, place);
  return place > command.pos;
}

interface Removal {
  readonly path: string;
  /** The place of the command. */
  readonly pos: number;
}

const removers = /^(?:cd|rm|find|pip[\d.]*)$/;

function removals(script: Script): readonly Removal[] {
  const found: Removal[] = [];
  let directory = '';
  for (const { pos, name, args } of script.commands) {
    if (!removers.test(name ?? '')) continue;
    const words = args.map((arg) => (arg.value ?? arg.text).replace(/["']/g, ''));
    if (name === 'cd') directory = join('/', words[0] ?? '');
    if (name?.startsWith('pip') && words[0] === 'cache' && words[1] === 'purge')
      found.push({ pos, path: '~/.cache/pip' });
    if (
      (name !== 'rm' && name !== 'find') ||
      (name === 'find' && !words.some((word) => word === '-delete' || word === 'rm'))
    )
      continue;
    for (const word of words.flatMap(alternatives)) {
      if (word.startsWith('-') || word === '') continue;
      const path = word.replace(/\/?\*$|\/(?:\*\.\*)?$/, '');
      const relative = directory !== '' && !/^[/~$]/.test(path);
      found.push({ pos, path: relative ? join(directory, path) : path });
    }
  }
  return found;
}

/** `a/{b,c}` as the shell sees it: `a/b` and `a/c`. */
function alternatives(word: string): readonly string[] {
  const open = word.indexOf('{');
  const close = word.indexOf('}', open);
  if (open === -1 || close === -1 || word[open - 1] === '$') return [word];
  const [before, inside, after] = [word.slice(0, open), word.slice(open + 1, close), word.slice(close + 1)];
  return inside.split(',').map((part) => before + part + after);
}

/**
 * A mount for a cache in the home of the user that runs a command. Undefined where that home or, as the mount has to
 * belong to that user, its number is not known.
 * @param forRoot where root's cache is.
 */
export function homeCacheMount(
  document: Dockerfile,
  use: CommandUse,
  path: string,
  forRoot: string = `/root/${path}`,
): string | undefined {
  const user = userAt(document, use.instruction)?.split(':')[0] ?? 'root';
  if (isRoot(user)) return `type=cache,target=${forRoot}`;
  const account =
    use.stage &&
    accountsOf(document, use.stage).findLast(
      ({ name, uid }) => name === user || (isNumeric(user) && uid === Number(user)),
    );
  if (account?.home === undefined || account.uid === undefined) return undefined;
  return `type=cache,target=${account.home}/${path},uid=${account.uid}`;
}

/** Whether a command keeps its cache in a mounted folder that its option or a variable names. */
export function cachesInMount(
  document: Dockerfile,
  command: PackageCommand,
  option: string,
  variable: string,
): boolean {
  const { use, options } = command;
  const given = options.options.findLast(({ name }) => name === option);
  const folder = given
    ? given.value
    : (ownVariable(use, variable) ?? variableAt(document, use.instruction, variable)?.value);
  return folder?.startsWith('/') === true && hasCacheMount(use, (target) => isInside(folder, target));
}
