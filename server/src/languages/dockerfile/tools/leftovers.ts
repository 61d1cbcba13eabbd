import { join } from '../../../core/path.js';
import type { ShellCommand } from '../../../shell/read.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import type { CommandUse, Script } from '../model/script.js';
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
    return (
      (mount.type === 'cache' || mount.type === 'tmpfs') && target !== undefined && covers(target.replace(/\/+$/, ''))
    );
  });
}

/** Whether what a stage leaves behind ends in an image: it is the final one, or another starts from it. */
export function isShipped(document: Dockerfile, stage: Stage | undefined): boolean {
  if (!stage || stage.final) return true;
  return document.stages.some((other) => other.base.kind === 'stage' && other.base.stage === stage);
}

/** Whether a command after `from` in the same script removes what a folder holds, or a part of that. */
export function removesLater(use: CommandUse, from: ShellCommand, ...folders: readonly string[]): boolean {
  return pathsRemovedLater(use, from).some((path) =>
    folders.some((folder) => path.length > 1 && (`${folder}/`.startsWith(`${path}/`) || path.startsWith(`${folder}/`))),
  );
}

/** The paths that commands after `from` in the same script remove, without the `/*` at their end. */
export function pathsRemovedLater(use: CommandUse, from: ShellCommand): readonly string[] {
  return removals(use.script).flatMap(({ path, pos }) => (pos >= from.pos ? [path] : []));
}

interface Removal {
  readonly path: string;
  /** The place of the command. */
  readonly pos: number;
}

const removed = new WeakMap<Script, readonly Removal[]>();

function removals(script: Script): readonly Removal[] {
  const cached = removed.get(script);
  if (cached) return cached;
  const found: Removal[] = [];
  let directory = '';
  for (const { pos, name, args } of script.commands) {
    if (name !== 'cd' && name !== 'rm' && name !== 'find') continue;
    const words = args.map((arg) => (arg.value ?? arg.text).replace(/["']/g, ''));
    if (name === 'cd') directory = join('/', words[0] ?? '');
    if (name === 'cd' || (name === 'find' && !words.some((word) => word === '-delete' || word === 'rm'))) continue;
    for (const word of words.flatMap(alternatives)) {
      if (word.startsWith('-') || word === '') continue;
      const path = word.replace(/\/\*?$|\/\*\.\*$/, '');
      const relative = directory !== '' && !/^[/~$]/.test(path);
      found.push({ pos, path: !relative ? path : path === '*' ? directory : join(directory, path) });
    }
  }
  removed.set(script, found);
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
