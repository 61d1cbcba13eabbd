import type { FileView } from './files.js';
import { ancestors, join } from './path.js';

// What configuration files of other tools have in common.

/** Of each name, the file that is nearest to a path: in its folder or in one above. */
export function nearestFiles(path: string, files: FileView, names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const directory of ancestors(path)) {
    for (const { name, kind } of files.list(directory) ?? []) {
      if (kind !== 'file' || !names.includes(name) || found.has(name)) continue;
      found.set(name, directory === '' ? name : join(directory, name));
    }
  }
  return found;
}

/** A list of texts, or one text with commas between them. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A name a line; `#` starts a comment, and `exp:DATE` ends what the line says. */
export function ignoreLines(text: string, peer: string, today: string): readonly string[] {
  const names: string[] = [];
  for (const line of text.split('\n')) {
    const [name, ...rest] = line.replace(/#.*/, '').trim().split(/\s+/);
    const until = rest.map((word) => /^exp:(\d{4}-\d{2}-\d{2})$/.exec(word)?.[1]).find((date) => date !== undefined);
    if (name && (until === undefined || until >= today)) names.push(`${peer}:${name}`);
  }
  return names;
}

/** What Checkov's configuration file skips. */
export function checkovSkips(data: Readonly<Record<string, unknown>>): readonly string[] {
  return textsOf(data['skip-check']).map((name) => `checkov:${name}`);
}
