import type { YamlEntry, YamlMap, YamlNode } from '../tree.js';
import { keyText, resolved } from '../values.js';

/** How many maps a check looks into for the sake of merge keys; what follows is made to be large, and taken as good. */
export const mostMerged = 100_000;

/** The entries that a map takes over by `<<`, without those whose keys it has itself. */
export interface Merged {
  readonly entries: readonly YamlEntry[];
  /** Whether these are all: every `<<` leads to maps, and `budget` was enough. */
  readonly complete: boolean;
}

const nothing: Merged = { entries: [], complete: true };

export function mergedEntries(map: YamlMap, budget: { left: number }): Merged {
  if (!map.entries.some(isMerge)) return nothing;
  const entries: YamlEntry[] = [];
  const keys = new Set(map.entries.map(keyText));
  const seen = new Set<YamlMap>([map]);
  const open: YamlMap[] = [];
  let complete = true;
  /** The nearest come last, to be taken first. */
  const add = (one: YamlMap): void => {
    for (const entry of one.entries.toReversed()) {
      if (!isMerge(entry)) continue;
      const value = resolved(entry.value);
      const nodes: readonly (YamlNode | undefined)[] =
        value?.kind === 'seq' ? value.items.map((item) => resolved(item.value)).reverse() : [value];
      for (const node of nodes) {
        if (node?.kind === 'map') open.push(node);
        else complete = false;
      }
    }
  };
  add(map);
  for (let one = open.pop(); one; one = open.pop()) {
    if (seen.has(one)) continue;
    if (budget.left-- <= 0) return { entries, complete: false };
    seen.add(one);
    for (const entry of one.entries) {
      const key = keyText(entry);
      if (key === undefined || isMerge(entry) || keys.has(key)) continue;
      keys.add(key);
      entries.push(entry);
    }
    add(one);
  }
  return { entries, complete };
}

export function isMerge(entry: YamlEntry): boolean {
  return entry.key?.kind === 'scalar' && entry.key.text === '<<' && entry.key.style === 'plain';
}
