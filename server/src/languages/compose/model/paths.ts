import { itemsOf, membersOf, type Value, valueAt } from './value.js';

/** The values at a path of keys, in which `*` stands for every member and `[]` for every item. */
export function valuesAt(value: Value | undefined, path: string): readonly Value[] {
  let found: readonly Value[] = value ? [value] : [];
  for (const key of path.split('.')) {
    found = found.flatMap((one) => {
      if (key === '[]') return itemsOf(one);
      if (key === '*') return membersOf(one).flatMap((member) => member.value ?? []);
      return valueAt(one, key) ?? [];
    });
  }
  return found;
}
