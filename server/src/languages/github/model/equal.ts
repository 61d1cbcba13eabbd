import type { YamlNode } from '../../../yaml/tree.js';
import { resolved, valueOf } from '../../../yaml/values.js';
import { entriesOf, hasExpression } from './nodes.js';

/** Whether anything in a value comes from an expression, so that it is not known. */
export function isDynamic(node: YamlNode | undefined): boolean {
  const value = resolved(node);
  if (!value) return false;
  if (value.kind === 'scalar') return hasExpression(value);
  if (value.kind === 'seq') return value.items.some((item) => isDynamic(item.value));
  return value.entries.some((entry) => isDynamic(entry.value));
}

/** A value as text that is equal for equal values: keys in order, numbers by value. */
export function canonical(node: YamlNode | undefined): string {
  const value = resolved(node);
  if (!value) return 'null';
  if (value.kind === 'scalar') return JSON.stringify(valueOf(value));
  if (value.kind === 'seq') return `[${value.items.map((item) => canonical(item.value)).join(',')}]`;
  const entries = entriesOf(value).map(({ name, entry }) => `${JSON.stringify(name)}:${canonical(entry.value)}`);
  return `{${entries.sort().join(',')}}`;
}

/** Whether a value of `exclude` fits one of a row: an object by those of its keys that are given. */
export function fits(pattern: YamlNode | undefined, node: YamlNode | undefined): boolean {
  const [wanted, value] = [resolved(pattern), resolved(node)];
  if (wanted?.kind === 'map' && value?.kind === 'map') {
    const own = new Map(entriesOf(value).map(({ name, entry }) => [name, entry.value]));
    return entriesOf(wanted).every(({ name, entry }) => own.has(name) && fits(entry.value, own.get(name)));
  }
  if (wanted?.kind === 'scalar' && value?.kind === 'scalar') return sameScalar(wanted.text, value.text);
  return canonical(wanted) === canonical(value);
}

/** Scalars are compared as the texts that they stand for: `3.10` in quotes is not `3.1`, but `"18"` is `18`. */
function sameScalar(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || (one.trim() !== '' && Number(one) === Number(other));
}
