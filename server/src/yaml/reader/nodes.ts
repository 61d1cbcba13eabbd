import { Memory } from '../../core/memo.js';
import type { YamlAnchor, YamlEntry, YamlItem, YamlMap, YamlScalar, YamlSeq, YamlTag } from '../tree.js';

// Nodes are made in one piece: copying parts of them together would take most of the time of reading.

/** A node while it is read. */
export type Open<T> = { -readonly [K in keyof T]: T[K] };

/** A tag and an anchor as they stand before a node. */
export interface Properties {
  readonly start: number;
  readonly end: number;
  readonly tag: YamlTag | undefined;
  readonly anchor: YamlAnchor | undefined;
}

export function scalarOf(
  style: YamlScalar['style'],
  start: number,
  end: number,
  contentStart: number,
  text: string,
  places?: readonly number[],
): Open<YamlScalar> {
  const memory = new Memory();
  return { kind: 'scalar', start, end, tag: undefined, anchor: undefined, memory, style, text, contentStart, places };
}

/** A map without its end, to which entries are added while it is read. */
export function mapOf(start: number, of: Properties | undefined, flow: boolean, entries: YamlEntry[]): Open<YamlMap> {
  return { kind: 'map', start, end: start + 1, tag: of?.tag, anchor: of?.anchor, memory: new Memory(), flow, entries };
}

/** A sequence without its end. */
export function seqOf(start: number, of: Properties | undefined, flow: boolean, items: YamlItem[]): Open<YamlSeq> {
  return { kind: 'seq', start, end: start + 1, tag: of?.tag, anchor: of?.anchor, memory: new Memory(), flow, items };
}
