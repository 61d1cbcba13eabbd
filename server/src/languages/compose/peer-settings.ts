import type { FileView } from '../../core/files.js';
import type { PeerSettings } from '../../core/language.js';
import { ancestors, join } from '../../core/path.js';
import { dataOf } from '../../yaml/data.js';

/** Where dclint's settings may stand in a folder, in the order in which it looks. No program is ever run for them. */
const dclintNames: readonly string[] = [
  'package.json',
  '.dclintrc',
  '.dclintrc.json',
  '.dclintrc.yaml',
  '.dclintrc.yml',
];

/** What the peers' configuration files around a Compose file say, in our terms. */
export function peerSettings(path: string, files: FileView): readonly PeerSettings[] {
  for (const directory of ancestors(path)) {
    const there = new Set(files.list(directory)?.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])));
    for (const name of dclintNames) {
      if (!there.has(name)) continue;
      const at = directory === '' ? name : join(directory, name);
      const data = dataOf(files.read(at) ?? undefined);
      const settings = name === 'package.json' ? data.dclint : data;
      if (typeof settings === 'object' && settings !== null)
        return [dclintSettings(path, at, settings as Record<string, unknown>)];
    }
  }
  return [];
}

const levelNames = { 1: 'warning', 2: 'error' } as const;

/** Rules by name, each with a level (0, 1, 2) or a list of a level and options. */
function dclintSettings(path: string, at: string, { rules, exclude }: Record<string, unknown>): PeerSettings {
  const off: string[] = [];
  const levels: Record<string, 'error' | 'warning'> = {};
  const options: Record<string, Readonly<Record<string, unknown>>> = {};
  const written = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  for (const [rule, setting] of written) {
    const [level, given]: readonly unknown[] = Array.isArray(setting) ? setting : [setting];
    const name = `dclint:${rule}`;
    if (level === 0) off.push(name);
    else if (level === 1 || level === 2) levels[name] = levelNames[level];
    if (typeof given === 'object' && given !== null) options[name] = withoutLists(given);
  }
  const excluded =
    Array.isArray(exclude) && exclude.some((part) => typeof part === 'string' && part !== '' && path.includes(part));
  return {
    peer: 'dclint',
    path: at,
    // What dclint does not look at, it has no rules for.
    off: excluded ? ['dclint:*'] : off,
    levels: excluded ? {} : levels,
    options,
    on: [],
    directivesOff: false,
  };
}

/** Options of which maps of lists are maps of texts with commas between, as ours are. */
function withoutLists(given: object): Readonly<Record<string, unknown>> {
  const plain = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, Array.isArray(item) ? item.join(', ') : item]);
    return Object.fromEntries(entries);
  };
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, plain(value)]));
}
