import type { FileView } from '../../../core/files.js';
import { ancestors, below, join } from '../../../core/path.js';
import { readYaml } from '../../../yaml/read.js';
import { entriesOf, mapIn, valueIn } from './nodes.js';

// The names that runners of scripts know, from the file that they read. `undefined` where that is not known, or where not all
// of them stand in the file.

export interface ScriptNames {
  /** The file that has them. */
  readonly path: string;
  readonly names: ReadonlySet<string>;
}

/** The scripts of the nearest `package.json`, from a folder up to the root of its repository. */
export function packageScripts(folder: string, root: string, files: FileView): ScriptNames | undefined {
  const path = ancestors(join(folder, 'package.json'))
    .filter((one) => one === root || below(root, one) !== undefined)
    .map((one) => join(one, 'package.json'))
    .find((one) => files.kind(one) !== 'missing');
  const text = path === undefined ? undefined : files.read(path);
  if (path === undefined || typeof text !== 'string') return undefined;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return undefined;
    const scripts = 'scripts' in read ? read.scripts : {};
    if (typeof scripts !== 'object' || scripts === null) return undefined;
    return { path, names: new Set(Object.keys(scripts)) };
  } catch {
    return undefined;
  }
}

/** A first file of a folder that is there. */
function firstOf(
  folder: string,
  names: readonly string[],
  files: FileView,
): { path: string; text: string } | undefined {
  for (const name of names) {
    const path = join(folder, name);
    const text = files.read(path);
    if (text === undefined) return undefined;
    if (text !== null) return { path, text };
  }
  return undefined;
}

/** What may bring targets that do not stand in the file. */
const dynamicMake =
  /^[ \t]*(?:-include|sinclude|include|define|load)\b|\$[({](?:eval|call|foreach)\b|^%[ \t]*:|^\.DEFAULT[ \t]*:/m;

/** Longer lines are no rules that people write. */
const longestLine = 2000;

/** The targets of a Makefile, and patterns with `%`. */
export function makeTargets(folder: string, files: FileView): ScriptNames | undefined {
  const found = firstOf(folder, ['GNUmakefile', 'makefile', 'Makefile'], files);
  if (!found || dynamicMake.test(found.text)) return undefined;
  const names = new Set<string>();
  for (const line of found.text.replace(/\\\r?\n/g, ' ').split('\n')) {
    if (/^[\s#]/.test(line)) continue;
    if (line.length > longestLine) return undefined;
    const [head = '', ...behind] = line.split(':');
    const [next = ''] = behind;
    // Assignments have an `=` before the colon, or right behind it.
    if (behind.length === 0 || /[=#]/.test(head) || /^:?=/.test(next)) continue;
    if (head.includes('$')) return undefined;
    const targets = head.replace(/&$/, '').trim().split(/\s+/);
    for (const name of targets) names.add(name);
    if (targets[0] === '.PHONY') for (const name of behind.join(':').split(/\s+/)) if (name !== '') names.add(name);
  }
  return { path: found.path, names };
}

const taskfiles = [
  'Taskfile.yml',
  'taskfile.yml',
  'Taskfile.yaml',
  'taskfile.yaml',
  'Taskfile.dist.yml',
  'Taskfile.dist.yaml',
];

/** The tasks of a Taskfile. */
export function taskNames(folder: string, files: FileView): ScriptNames | undefined {
  const found = firstOf(folder, taskfiles, files);
  const root = found && readYaml(found.text).documents.find((one) => one.root !== undefined)?.root;
  if (!found || valueIn(root, 'includes')) return undefined;
  const names = new Set<string>();
  for (const { name, value } of entriesOf(mapIn(root, 'tasks'))) {
    names.add(name);
    const aliases = value && valueIn(value, 'aliases');
    if (aliases?.kind === 'seq')
      for (const { value: alias } of aliases.items) if (alias?.kind === 'scalar') names.add(alias.text);
  }
  return names.size === 0 || [...names].some((name) => name.includes('*')) ? undefined : { path: found.path, names };
}

/** The recipes of a justfile. */
export function justRecipes(folder: string, files: FileView): ScriptNames | undefined {
  const found = firstOf(folder, ['justfile', 'Justfile', '.justfile'], files);
  if (!found || /^(?:import|mod)\b/m.test(found.text)) return undefined;
  const names = new Set<string>();
  for (const [, alias, recipe] of found.text.matchAll(
    /^(?:alias[ \t]+([\w-]+)[ \t]*:=|@?([A-Za-z_][\w-]*)(?:[ \t][^:\n]*)?:(?!=))/gm,
  )) {
    const name = alias ?? recipe;
    if (name !== undefined) names.add(name);
  }
  return names.size === 0 ? undefined : { path: found.path, names };
}
