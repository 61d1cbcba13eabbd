import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../yaml/tree.js';
import { entryOf, isEmpty, keyText, resolved } from '../../../yaml/values.js';

// What is written at a key, looked up through aliases. Structural keys are compared as written.

type Resolved = Exclude<YamlNode, { kind: 'alias' }>;

/** The value at a path of keys; undefined where there is none. */
export function valueIn(node: YamlNode | undefined, ...keys: readonly string[]): Resolved | undefined {
  let at = resolved(node);
  for (const key of keys) at = resolved(entryOf(at, key)?.value);
  return at;
}

export function scalarIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlScalar | undefined {
  const value = valueIn(node, ...keys);
  return value?.kind === 'scalar' ? value : undefined;
}

export function mapIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlMap | undefined {
  const value = valueIn(node, ...keys);
  return value?.kind === 'map' ? value : undefined;
}

export function seqIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlSeq | undefined {
  const value = valueIn(node, ...keys);
  return value?.kind === 'seq' ? value : undefined;
}

export function textIn(node: YamlNode | undefined, ...keys: readonly string[]): string | undefined {
  return scalarIn(node, ...keys)?.text;
}

/** An entry of a map whose key is text. */
export interface NamedEntry {
  readonly name: string;
  readonly key: YamlScalar;
  readonly entry: YamlEntry;
  /** With aliases followed; undefined where nothing or null is written. */
  readonly value: Resolved | undefined;
}

/** The entries of a map in order; none of anything else. */
export function entriesOf(node: YamlNode | undefined): readonly NamedEntry[] {
  const map = resolved(node);
  if (map?.kind !== 'map') return [];
  return map.entries.flatMap((entry) => {
    const name = keyText(entry);
    if (name === undefined || entry.key?.kind !== 'scalar') return [];
    const value = resolved(entry.value);
    return [{ name, key: entry.key, entry, value: isEmpty(value) ? undefined : value }];
  });
}

/** The entry of a name, in any case: inputs, outputs, secrets, jobs, variables are compared so. */
export function namedEntry(node: YamlNode | undefined, name: string): NamedEntry | undefined {
  const wanted = name.toLowerCase();
  return entriesOf(node).find((one) => one.name.toLowerCase() === wanted);
}

/** The scalars of a list, or the one that stands for it: `K` or `[K, …]`. */
export function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  const value = resolved(node);
  if (value?.kind === 'scalar') return isEmpty(value) ? [] : [value];
  if (value?.kind !== 'seq') return [];
  return value.items.flatMap((item) => {
    const one = resolved(item.value);
    return one?.kind === 'scalar' ? [one] : [];
  });
}

/** Whether a scalar holds an expression, so that its text is not what it means. */
export function hasExpression(scalar: YamlScalar): boolean {
  return scalar.text.includes('${{');
}

/** A text as it is written within a scalar: quotes and backslashes of the scalar's own style are escaped. */
export function escapedIn({ style }: YamlScalar, text: string): string {
  if (style === 'single') return text.replaceAll("'", "''");
  return style === 'double' ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"') : text;
}
