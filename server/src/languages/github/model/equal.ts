import { Memo } from '../../../core/memo.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { resolved, valueOf } from '../../../yaml/values.js';
import { entriesOf, hasExpression } from './nodes.js';

// Values of matrices compared. Aliases may make a value as large as they like, so what was found for a node is kept, and
// nothing is written out beyond a bound.

const dynamic = new Memo<YamlNode, boolean>();

/** Whether anything in a value comes from an expression, so that it is not known. */
export function isDynamic(node: YamlNode | undefined): boolean {
  const value = resolved(node);
  if (!value) return false;
  if (value.kind === 'scalar') return hasExpression(value);
  const known = dynamic.get(value);
  if (known !== undefined) return known;
  // Of what contains itself, the rest decides.
  dynamic.set(value, false);
  const found =
    value.kind === 'seq'
      ? value.items.some((item) => isDynamic(item.value))
      : value.entries.some((entry) => isDynamic(entry.value));
  dynamic.set(value, found);
  return found;
}

const longest = 2000;
const texts = new Memo<YamlNode, string>();
let large = 0;

/** A value as text that is equal for equal values: keys in order, numbers by value. One that is too large equals only itself. */
export function canonical(node: YamlNode | undefined): string {
  const value = resolved(node);
  if (!value) return 'null';
  if (value.kind === 'scalar') return JSON.stringify(valueOf(value));
  const known = texts.get(value);
  if (known !== undefined) return known;
  texts.set(value, `#${++large}`);
  const text =
    value.kind === 'seq'
      ? `[${value.items.map((item) => canonical(item.value)).join(',')}]`
      : `{${entriesOf(value)
          .map(({ name, entry }) => `${JSON.stringify(name)}:${canonical(entry.value)}`)
          .sort()
          .join(',')}}`;
  const kept = text.length > longest ? `#${++large}` : text;
  texts.set(value, kept);
  return kept;
}

/** Tables inside of tables that are looked into. */
const deepest = 8;

/** Whether a value of `exclude` fits one of a row: an object by those of its keys that are given. */
export function fits(pattern: YamlNode | undefined, node: YamlNode | undefined, depth = 0): boolean {
  const [wanted, value] = [resolved(pattern), resolved(node)];
  if (wanted === value) return true;
  if (wanted?.kind === 'map' && value?.kind === 'map' && depth < deepest) {
    const own = new Map(entriesOf(value).map(({ name, entry }) => [name, entry.value]));
    return entriesOf(wanted).every(({ name, entry }) => own.has(name) && fits(entry.value, own.get(name), depth + 1));
  }
  if (wanted?.kind === 'scalar' && value?.kind === 'scalar') return sameScalar(wanted.text, value.text);
  return canonical(wanted) === canonical(value);
}

/** Scalars are compared as the texts that they stand for: `3.10` in quotes is not `3.1`, but `"18"` is `18`. */
function sameScalar(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || (one.trim() !== '' && Number(one) === Number(other));
}
