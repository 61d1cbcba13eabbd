import { Memo } from '../../../core/memo.js';
import { hasOption } from '../../../shell/options.js';
import type { Dockerfile, Stage } from '../model/dockerfile.js';
import { scriptsOf } from '../model/script.js';
import { type PackageCommand, packageCommand, packageCommandsOf } from './package-commands.js';
import { usesNoLists } from './program-sources.js';

// Who uses the lists that an update fetched.

/** The verbs that use the lists that were fetched, or fetch them anew. */
const uses =
  /^(?:install|in|add|upgrade|up|update|dist-upgrade|full-upgrade|reinstall|groupinstall|localinstall|group|module|build-dep|source|download|fetch|satisfy|search|show|list|policy|patch|dup)$/;

function family(name: string): string {
  return name === 'apt' ? 'apt-get' : name;
}

/** Whether a command is of the same package manager as another, and uses its lists. */
export function usesListsOf(update: PackageCommand, other: PackageCommand): boolean {
  return family(update.manager) === family(other.manager) && uses.test(other.action);
}

/** The last command after an update in the same script that uses its lists. */
export function listUserAfter(update: PackageCommand): PackageCommand | undefined {
  return packageCommandsOf(update.use.script).findLast(
    (other) => other.verb.pos > update.verb.pos && usesListsOf(update, other),
  );
}

/** Whether a later command of the script is not known, and so may use the lists, as `xargs` and a script of the project do. */
export function mayUseListsAfter({ use }: PackageCommand): boolean {
  return use.script.commands.some(
    (other) =>
      other.pos > use.command.pos && !packageCommand({ ...use, command: other }) && !usesNoLists(other.name ?? ''),
  );
}

const lastUses = new Memo<Dockerfile, ReadonlyMap<Stage, ReadonlyMap<string, number>>>();

/** Whether a later RUN, of the stage or of one that starts from it, uses an update's lists. */
export function isUsedInLaterRun(document: Dockerfile, { manager, use }: PackageCommand): boolean {
  let found = lastUses.get(document);
  if (!found) {
    found = readLastUses(document);
    lastUses.set(document, found);
  }
  const last = use.stage && found.get(use.stage)?.get(family(manager));
  return last !== undefined && last > use.instruction.index;
}

/** By stage and package manager: the last instruction that uses lists which were there before. */
function readLastUses(document: Dockerfile): ReadonlyMap<Stage, ReadonlyMap<string, number>> {
  const found = new Map<Stage, Map<string, number>>();
  const note = (stage: Stage, name: string, index: number) => {
    const own = found.get(stage) ?? new Map<string, number>();
    found.set(stage, own);
    own.set(name, Math.max(index, own.get(name) ?? 0));
  };
  // A stage starts from an earlier one.
  for (const stage of [...document.stages].reverse()) {
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'RUN') continue;
      for (const command of scriptsOf(document, instruction).flatMap(packageCommandsOf)) {
        const { manager, action, options } = command;
        if (uses.test(action) && !hasOption(options, 'no-cache')) note(stage, family(manager), instruction.index);
      }
    }
    if (stage.base.kind !== 'stage') continue;
    for (const [name, index] of found.get(stage) ?? []) note(stage.base.stage, name, index);
  }
  return found;
}
