import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../yaml/tree.js';
import { entryOf, resolved } from '../../../yaml/values.js';

// What is written at keys of an object, looked up through aliases.

export type Resolved = Exclude<YamlNode, { kind: 'alias' }>;

export function valueIn(node: YamlNode | undefined, ...keys: readonly string[]): Resolved | undefined {
  let at = resolved(node);
  for (const key of keys) at = resolved(entryOf(at, key)?.value);
  return at;
}

export function scalarIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlScalar | undefined {
  const value = valueIn(node, ...keys);
  return value?.kind === 'scalar' ? value : undefined;
}

export function textIn(node: YamlNode | undefined, ...keys: readonly string[]): string | undefined {
  return scalarIn(node, ...keys)?.text;
}

export function mapIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlMap | undefined {
  const value = valueIn(node, ...keys);
  return value?.kind === 'map' ? value : undefined;
}

export function seqIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlSeq | undefined {
  const value = valueIn(node, ...keys);
  return value?.kind === 'seq' ? value : undefined;
}

/** The items of a list that are tables; none of anything else. */
export function mapsIn(node: YamlNode | undefined, ...keys: readonly string[]): readonly YamlMap[] {
  return (seqIn(node, ...keys)?.items ?? []).flatMap((item) => {
    const value = resolved(item.value);
    return value?.kind === 'map' ? [value] : [];
  });
}

/** The key of an entry at a path, where a finding about its value can stand; undefined where there is none. */
export function keyIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  return entryIn(node, ...keys)?.key;
}

export function entryIn(node: YamlNode | undefined, ...keys: readonly string[]): YamlEntry | undefined {
  const last = keys[keys.length - 1];
  return last === undefined ? undefined : entryOf(valueIn(node, ...keys.slice(0, -1)), last);
}
