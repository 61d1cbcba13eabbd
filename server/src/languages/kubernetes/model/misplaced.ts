import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding, lineStart } from '../../../core/text.js';
import { addEntry, lastOffset, removeEntry } from '../../../yaml/edits.js';
import { keyAt, schemaAt } from '../../../yaml/schema/lookup.js';
import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import type { SchemaTable } from '../../../yaml/schema/schema.js';
import type { YamlMap, YamlNode } from '../../../yaml/tree.js';
import { entryOf, resolved } from '../../../yaml/values.js';
import type { YamlPath } from '../../../yaml/walk.js';
import type { Resolved } from './nodes.js';

type UnknownKey = Extract<SchemaProblem, { kind: 'unknown-key' }>;

/** Where a field belongs that stands in the wrong place. */
export interface Home {
  readonly path: YamlPath;
  readonly map: YamlMap;
}

/** Places below the map with the field, the nearest first. */
const below: readonly YamlPath[] = [
  ['containers', 0],
  ['template', 'spec'],
  ['template', 'spec', 'containers', 0],
  ['jobTemplate', 'spec'],
  ['jobTemplate', 'spec', 'template', 'spec'],
  ['metadata'],
  ['spec'],
  ['securityContext'],
];

/** The map near a field that knows it, has none yet, and takes a value like that; the one above it first. */
export function homeOf(schema: SchemaTable, root: YamlMap, { path, key, entry }: UnknownKey): Home | undefined {
  const at = path.slice(0, -1);
  const above = at.slice(
    0,
    Math.max(
      0,
      at.findLastIndex((step) => typeof step === 'string'),
    ),
  );
  // Of several containers, any could be meant.
  const isClear = (steps: YamlPath): boolean => {
    const index = steps.indexOf(0);
    const list = index === -1 ? undefined : nodeAt(root, [...at, ...steps.slice(0, index)]);
    return list?.kind !== 'seq' || list.items.length === 1;
  };
  const ofContainers: YamlPath[] =
    at[at.length - 1] === 'securityContext' ? [[...at.slice(0, -1), 'containers', 0, 'securityContext']] : [];
  const candidates = [
    ...ofContainers,
    ...(at.length > 0 ? [above] : []),
    ...below.filter(isClear).map((steps) => [...at, ...steps]),
  ];
  for (const candidate of candidates) {
    const map = nodeAt(root, candidate);
    if (map?.kind !== 'map' || entryOf(map, key) || !keyAt(schema, [...candidate, key], root)) continue;
    const kind = resolved(entry.value)?.kind ?? 'scalar';
    const takes = schemaAt(schema, [...candidate, key], root).some(
      (one) => one.kind === 'any' || one.kind === (kind === 'map' ? 'object' : kind === 'seq' ? 'list' : 'scalar'),
    );
    if (takes) return { path: candidate, map };
  }
  return undefined;
}

export function nodeAt(root: YamlNode, path: YamlPath): Resolved | undefined {
  let node = resolved(root);
  for (const step of path) {
    const next = typeof step === 'string' ? entryOf(node, step) : node?.kind === 'seq' ? node.items[step] : undefined;
    node = resolved(next?.value);
  }
  return node;
}

/** Moves an entry of one map to the end of another. Undefined where the text does not let that be done by lines. */
export function movedEntry(
  text: string,
  from: YamlMap,
  { entry }: Pick<UnknownKey, 'entry'>,
  to: YamlMap,
): readonly TextEdit[] | undefined {
  const removal = removeEntry(text, from, entry);
  const column = columnOf(text, entry.start);
  const lines = text
    .slice(entry.start, lastOffset(text, entry))
    .split(/\r?\n/)
    .map((line, i) => (i === 0 ? line : line.slice(Math.min(column, line.length - line.trimStart().length))));
  if (!removal || (from.flow && lines.length > 1)) return undefined;
  const addition = addEntry(text, to, lines);
  if (!addition) return undefined;
  const { start, end } = removal.span;
  if (addition.span.start < start || addition.span.start > end) return [removal, addition];
  // What is moved is the last of the map that it goes to, or stands right before its end.
  const first = to.entries[0];
  if (to.flow || !first || lineStart(text, start) !== start) return undefined;
  const indent = ' '.repeat(columnOf(text, first.start));
  const ending = lineEnding(text);
  const ends = text.slice(start, end).endsWith('\n');
  const moved = lines.map((line) => indent + line).join(ending) + (ends ? ending : '');
  return addition.span.start === start ? [removal, insert(start, moved)] : [replace({ start, end }, moved)];
}
