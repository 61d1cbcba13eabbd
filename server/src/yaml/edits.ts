import { remove, replace, type TextEdit } from '../core/edit.js';
import { columnOf, lineEnd, lineEnding, lineStart, nextLineStart } from '../core/text.js';
import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from './tree.js';
import { valueOf } from './values.js';

// Changes to a YAML text that keep its comments, indentation, quotes and line endings.

/** Takes out an entry, with its lines where it has them for itself. Undefined for the only entry of a block map. */
export function removeEntry(text: string, map: YamlMap, entry: YamlEntry): TextEdit | undefined {
  if (map.flow) return removeFlowPart(text, map.entries, entry);
  if (map.entries.length === 1) return undefined;
  return removeBlockPart(text, map.entries, entry);
}

/** Takes out an item, with its lines where it has them for itself. Undefined for the only item of a block sequence. */
export function removeItem(text: string, seq: YamlSeq, item: YamlItem): TextEdit | undefined {
  if (seq.flow) return removeFlowPart(text, seq.items, item);
  if (seq.items.length === 1) return undefined;
  return removeBlockPart(text, seq.items, item);
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function removeBlockPart(text: string, parts: readonly Part[], part: Part): TextEdit {
  const start = lineStart(text, part.start);
  const end = nextLineStart(text, lastOffset(text, part));
  if (text.slice(start, part.start).trim() === '') return remove({ start, end });
  // It stands behind the dash of an item: what follows it moves there.
  const next = parts[parts.indexOf(part) + 1];
  return remove({ start: part.start, end: next ? next.start : end });
}

/** The last offset of a part that is not blank. */
export function lastOffset(text: string, { start, end }: Part): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  return last;
}

function removeFlowPart(text: string, parts: readonly Part[], part: Part): TextEdit {
  const index = parts.indexOf(part);
  const next = parts[index + 1];
  if (next) return remove({ start: part.start, end: next.start });
  const before = parts[index - 1];
  if (before) return remove({ start: before.end, end: part.end });
  const comma = /^\s*,/.exec(text.slice(part.end))?.[0].length ?? 0;
  return remove({ start: part.start, end: part.end + comma });
}

/**
 * Adds an entry at the end of a map.
 * @param lines the entry as it stands in a block map, its first line without indentation, the others relative to it.
 * @returns undefined where the map is in flow style and the entry has several lines.
 */
export function addEntry(text: string, map: YamlMap, lines: readonly string[]): TextEdit | undefined {
  const ending = lineEnding(text);
  const last = map.entries[map.entries.length - 1];
  if (map.flow) {
    if (lines.length !== 1) return undefined;
    const at = last ? lastOffset(text, last) : map.start + 1;
    return replace({ start: at, end: at }, last ? `, ${lines[0]}` : ` ${lines[0]} `);
  }
  const first = map.entries[0];
  if (!last || !first) return undefined;
  const indent = ' '.repeat(columnOf(text, first.start));
  const at = lineEndAt(text, lastOffset(text, last));
  return replace({ start: at, end: at }, lines.map((line) => ending + indent + line).join(''));
}

/** Adds an item at the end of a sequence, as `addEntry` does an entry. */
export function addItem(text: string, seq: YamlSeq, lines: readonly string[]): TextEdit | undefined {
  const ending = lineEnding(text);
  const last = seq.items[seq.items.length - 1];
  if (seq.flow) {
    if (lines.length !== 1) return undefined;
    const at = last ? lastOffset(text, last) : seq.start + 1;
    return replace({ start: at, end: at }, last ? `, ${lines[0]}` : (lines[0] ?? ''));
  }
  const first = seq.items[0];
  if (!last || !first) return undefined;
  const indent = ' '.repeat(columnOf(text, first.start));
  const at = lineEndAt(text, lastOffset(text, last));
  const added = lines.map((line, i) => `${ending}${indent}${i === 0 ? '- ' : '  '}${line}`);
  return replace({ start: at, end: at }, added.join(''));
}

/**
 * Gives an entry a block of lines as its value, in place of the one that it has.
 * @param lines relative to the entry's own indentation plus one step.
 */
export function setBlock(text: string, entry: YamlEntry, lines: readonly string[], step: number): TextEdit | undefined {
  if (entry.colon === undefined || !entry.key) return undefined;
  const ending = lineEnding(text);
  const indent = ' '.repeat(columnOf(text, entry.start) + step);
  const from = entry.colon + 1;
  const end = entry.value ? lastOffset(text, entry.value) : from;
  return replace({ start: from, end: Math.max(from, end) }, lines.map((line) => ending + indent + line).join(''));
}

/** The end of the line of an offset, before its break. */
export function lineEndAt(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

/** How far the file indents a map below its key: as its first nested map does, else two. */
export function indentStep(root: YamlNode | undefined, text: string): number {
  const outer = root?.kind === 'map' && !root.flow ? root : undefined;
  for (const { value } of outer?.entries ?? []) {
    const first = value?.kind === 'map' && !value.flow ? value.entries[0] : undefined;
    if (outer && first) return Math.max(1, columnOf(text, first.start) - columnOf(text, outer.start));
  }
  return 2;
}

/** Replaces a scalar's value, in its own quotes where they can hold it. */
export function replaceScalar(scalar: YamlScalar, value: string, flow = false): TextEdit {
  return replace(scalar, written(value, scalar.style, flow));
}

/** A value as it is written in a style, or in double quotes where that style would change it. */
export function written(value: string, style: YamlScalar['style'] = 'plain', flow = false): string {
  if (style === 'single' && !/[\r\n]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'double' && isPlain(value, flow)) return value;
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;
}

/** Whether a text may stand without quotes and still is that text, in YAML 1.1 too. */
function isPlain(value: string, flow: boolean): boolean {
  if (value === '' || value !== value.trim() || /[\r\n\t]/.test(value)) return false;
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]/.test(value) || /:(?:\s|$)|\s#/.test(value)) return false;
  if (flow && /[,[\]{}]/.test(value)) return false;
  if (/^(?:y|yes|n|no|on|off|true|false|null|~)$/i.test(value) || /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/.test(value))
    return false;
  return typeof valueOf({ kind: 'scalar', style: 'plain', text: value, tag: undefined } as YamlScalar) === 'string';
}
