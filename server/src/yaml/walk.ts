import type { YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from './tree.js';
import { keyText } from './values.js';

/** The keys and indexes from a document's root to a node. */
export type YamlPath = readonly (string | number)[];

export interface YamlVisitor {
  map?(map: YamlMap, path: YamlPath): void;
  seq?(seq: YamlSeq, path: YamlPath): void;
  /** A scalar that is a value or an item, not a key. */
  scalar?(scalar: YamlScalar, path: YamlPath): void;
  entry?(entry: YamlEntry, path: YamlPath, map: YamlMap): void;
}

/** Visits every node that is written below a node, in order; what aliases stand for is visited only where it is written. */
export function visitYaml(root: YamlNode | undefined, visitor: YamlVisitor): void {
  // What is still to visit, the next one last.
  const open: { node: YamlNode; path: YamlPath }[] = root ? [{ node: root, path: [] }] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, path } = next;
    const known = open.length;
    if (node.kind === 'scalar') visitor.scalar?.(node, path);
    else if (node.kind === 'map') {
      visitor.map?.(node, path);
      for (const entry of node.entries) {
        const at = [...path, keyText(entry) ?? ''];
        visitor.entry?.(entry, at, node);
        if (entry.key && entry.key.kind !== 'scalar') open.push({ node: entry.key, path: at });
        if (entry.value) open.push({ node: entry.value, path: at });
      }
    } else if (node.kind === 'seq') {
      visitor.seq?.(node, path);
      node.items.forEach(({ value }, i) => {
        if (value) open.push({ node: value, path: [...path, i] });
      });
    }
    reverseFrom(open, known);
  }
}

function reverseFrom<T>(list: T[], start: number): void {
  for (let from = start, to = list.length - 1; from < to; from++, to--) {
    const [first, last] = [list[from], list[to]];
    if (first === undefined || last === undefined) return;
    list[from] = last;
    list[to] = first;
  }
}
