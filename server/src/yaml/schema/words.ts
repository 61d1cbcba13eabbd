import type { YamlPath } from '../walk.js';
import type { ValueKind } from './schema.js';

// What messages on schemas call things.

export const kindWords: Readonly<Record<ValueKind, string>> = {
  map: 'a map',
  list: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'nothing',
};

/** The kinds that a value may be of. */
export function kindsIn(kinds: readonly ValueKind[]): string {
  return listed(kinds.filter((kind) => kind !== 'null').map((kind) => kindWords[kind]));
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/** A place of a file, by all keys that lead to it. */
export function pathWords(path: YamlPath): string {
  if (path.length === 0) return 'the file';
  const keys = path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`));
  return `"${keys.join('')}"`;
}

/** A place of a file, by the key that is nearest to it. */
export function keyWords(path: YamlPath): string {
  return pathWords(
    path.slice(
      Math.max(
        0,
        path.findLastIndex((key) => typeof key === 'string'),
      ),
    ),
  );
}
