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

interface Open {
  readonly node: YamlNode;
  readonly path: YamlPath;
}

/** Whether an entry is passed over, with all that is below it. */
export type LeaveOut = (entry: YamlEntry, path: YamlPath, map: YamlMap) => boolean;

/** Visits every node that is written below a node, in order; what aliases stand for is visited only where it is written. */
export function visitYaml(root: YamlNode | undefined, visitor: YamlVisitor, leaveOut?: LeaveOut): void {
  if (root) visitAll([{ node: root, path: [] }], visitor, leaveOut);
}

/** Visits one entry of a map and every node below it. */
export function visitEntry(entry: YamlEntry, path: YamlPath, map: YamlMap, visitor: YamlVisitor): void {
  const open: Open[] = [];
  openEntry(entry, path, map, visitor, open);
  visitAll(open.reverse(), visitor);
}

/** @param open what is still to visit, the next one last. */
function visitAll(open: Open[], visitor: YamlVisitor, leaveOut?: LeaveOut): void {
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, path } = next;
    const known = open.length;
    if (node.kind === 'scalar') visitor.scalar?.(node, path);
    else if (node.kind === 'map') {
      visitor.map?.(node, path);
      for (const entry of node.entries) {
        const at = [...path, keyText(entry) ?? ''];
        if (!leaveOut?.(entry, at, node)) openEntry(entry, at, node, visitor, open);
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

function openEntry(entry: YamlEntry, path: YamlPath, map: YamlMap, visitor: YamlVisitor, open: Open[]): void {
  visitor.entry?.(entry, path, map);
  if (entry.key && entry.key.kind !== 'scalar') open.push({ node: entry.key, path });
  if (entry.value) open.push({ node: entry.value, path });
}

function reverseFrom<T>(list: T[], start: number): void {
  for (let from = start, to = list.length - 1; from < to; from++, to--) {
    const [first, last] = [list[from], list[to]];
    if (first === undefined || last === undefined) return;
    list[from] = last;
    list[to] = first;
  }
}
