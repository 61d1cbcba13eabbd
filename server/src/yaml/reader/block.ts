import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from '../tree.js';
import { readBlockScalar } from './block-scalar.js';
import { isBlank, plainStop, trimBlanks } from './characters.js';
import { atColon, checkProperties, keep, readInline, readKey, withProperties } from './inline.js';
import { mapOf, type Properties, scalarOf, seqOf } from './nodes.js';
import { joined, readProperties } from './properties.js';
import { atIndicator, deepest, type Source } from './source.js';
import { templateEnd, templateOpensMap } from './template.js';

/**
 * Reads what follows an indicator or stands at the top: a node that is indented deeper than `indent`, on this line or the
 * next ones. Undefined where there is none.
 * @param compact whether a block collection may begin on this line, as it may after `- `.
 * @param besides whether a sequence may stand at `indent` itself, as the value of a key may.
 */
export function readBlock(source: Source, indent: number, compact: boolean, besides: boolean): YamlNode | undefined {
  let outer: Properties | undefined;
  let mayNest = compact;
  for (;;) {
    if (!source.toContent(true)) return outer && source.empty(outer);
    if (source.fresh) {
      const inside = source.column > indent || (besides && source.column === indent && atIndicator(source, 45));
      if (!inside) return outer && source.empty(outer);
      mayNest = true;
      if (source.tabbed && source.spaces <= indent) source.reportTab();
    }
    const start = { at: source.at, column: source.column };
    const own = readProperties(source);
    if (own && source.atLineEnd()) {
      outer = joined(outer, own);
      continue;
    }
    if (source.depth >= deepest) {
      source.problem('unexpected', source.at, source.at + 1);
      skipBlock(source, indent);
      return undefined;
    }
    source.depth++;
    const node = readContent(source, indent, start, mayNest, outer, own);
    source.depth--;
    return node;
  }
}

/** Passes a node that lies too deep. */
function skipBlock(source: Source, indent: number): void {
  source.at = source.lineEnd;
  while (source.next < source.end) {
    source.beginLine(source.next);
    if (source.first < source.lineEnd && source.spaces <= indent) return;
    source.at = source.lineEnd;
  }
}

interface Start {
  readonly at: number;
  readonly column: number;
}

function readContent(
  source: Source,
  indent: number,
  start: Start,
  compact: boolean,
  outer: Properties | undefined,
  own: Properties | undefined,
): YamlNode | undefined {
  const { column } = start;
  const code = source.code();
  if (code === 45 && atIndicator(source, 45)) {
    if (!compact || own) source.problem('unexpected', source.at, source.at + 1);
    else tabsBefore(source);
    return readSequence(source, indent, own ? source.at - source.lineStart : column, joined(outer, own));
  }
  if (compact && (code === 63 || code === 58) && atIndicator(source, code)) {
    tabsBefore(source);
    return readMapping(source, indent, column, outer, own && { start: own.start, key: source.empty(own) });
  }
  if (code === 123 && compact && !own && templateOpensMap(source, indent)) {
    return readMapping(source, indent, column, outer, undefined);
  }
  if (code === 124 || code === 62) {
    return withProperties(source, readBlockScalar(source, indent), joined(outer, own));
  }
  const node = readInline(source, indent, joined(outer, own), compact);
  if (atColon(source, node)) {
    if (compact) {
      keep(source, node, own);
      checkProperties(source, node, undefined, own);
      if (node.start < source.lineStart) source.problem('unexpected', source.at, source.at + 1);
      tabsBefore(source, start.at);
      return readMapping(source, indent, column, outer, { start: start.at, key: node });
    }
    source.problem('nested-mapping', source.at, source.at + 1, source.text.slice(node.start, node.end));
    source.at = source.lineEnd;
    return node;
  }
  checkProperties(source, node, outer, own);
  source.endLine();
  if (!compact) return node;
  // A line that a key follows is one of a map itself, whose colon is missing yet.
  const after = source.toContent() && source.fresh && source.column > indent && source.column >= column;
  if (after && plainStop(source.text, source.at, source.lineEnd) < source.lineEnd && looksLikeKey(source)) {
    keep(source, node, own);
    missingColon(source, node);
    return readMapping(source, indent, column, outer, { start: start.at, key: node, bare: true });
  }
  return node;
}

function looksLikeKey(source: Source): boolean {
  return source.text.charCodeAt(plainStop(source.text, source.at, source.lineEnd)) === 58;
}

function missingColon(source: Source, key: YamlNode): void {
  if (source.problems[source.problems.length - 1]?.start === key.start) return;
  source.problem('missing-colon', key.start, key.end);
}

/** Reports the tabs between an indicator or the line's start and a block collection that begins at `at`. */
function tabsBefore(source: Source, at: number = source.at): void {
  if (at === source.first) {
    if (source.tabbed) {
      const from = source.lineStart + source.spaces;
      if (source.misplaced !== source.lineStart) source.problem('tab', from, at);
      source.misplaced = source.lineStart;
    }
    return;
  }
  let from = at;
  while (from > source.lineStart && isBlank(source.text.charCodeAt(from - 1))) from--;
  if (source.text.slice(from, at).includes('\t')) source.problem('tab', from, at);
}

interface FirstKey {
  readonly start: number;
  readonly key: YamlNode;
  /** Whether no colon follows it; then it is read to the end of its line. */
  readonly bare?: boolean;
}

/** Reads a block map. `first` is a key that is read already, up to its colon if it has one. */
function readMapping(
  source: Source,
  indent: number,
  column: number,
  properties: Properties | undefined,
  first: FirstKey | undefined,
): YamlMap {
  const start = first?.start ?? source.at;
  const entries: YamlEntry[] = [];
  const map = mapOf(start, properties, false, entries);
  source.name(map, properties?.anchor);
  if (!first) entries.push(readEntry(source, column));
  else if (first.bare) entries.push(readBelow(source, column, first.start, first.key));
  else entries.push(readValue(source, column, first.start, first.key));
  while (source.toContent()) {
    const at = source.column;
    if (at === column ? column <= indent && atIndicator(source, 45) : at <= indent) break;
    if (!source.fresh) {
      // Nothing is left on a line that was read; should it be, it is passed.
      source.endLine();
      continue;
    }
    source.reportTab();
    if (at !== column) source.reportIndent();
    entries.push(readEntry(source, at));
  }
  map.end = entries[entries.length - 1]?.end ?? start;
  return map;
}

function readEntry(source: Source, column: number): YamlEntry {
  const start = source.at;
  if (atIndicator(source, 63)) {
    source.at++;
    const key = readBlock(source, column, true, true);
    const goesOn = source.toContent() && source.fresh && source.column === column && atIndicator(source, 58);
    if (goesOn) return readAfterColon(source, column, start, key, true);
    return { start, end: key?.end ?? start + 1, key, value: undefined, colon: undefined };
  }
  if (atIndicator(source, 58)) return readAfterColon(source, column, start, undefined, false);
  if (atIndicator(source, 45)) {
    source.problem('unexpected', start, start + 1);
    const value = readSequence(source, column, column, undefined);
    return { start, end: value.end, key: undefined, value, colon: undefined };
  }
  const template = templateEnd(source);
  if (template > 0) {
    const key = scalarOf('plain', start, template, start, source.text.slice(start, template));
    source.at = template;
    return readValue(source, column, start, key);
  }
  const own = readProperties(source);
  if (own && source.atLineEnd()) return readValue(source, column, start, source.empty(own));
  if (own && atIndicator(source, 58)) return readAfterColon(source, column, start, source.empty(own), false);
  return readValue(source, column, start, readKey(source, column, own));
}

/** The rest of an entry whose key is read. Without a colon, lines that are indented deeper are its value all the same. */
function readValue(source: Source, column: number, start: number, key: YamlNode): YamlEntry {
  if (atColon(source, key)) return readAfterColon(source, column, start, key, false);
  if (source.misplaced !== source.lineStart) missingColon(source, key);
  source.endLine();
  return readBelow(source, column, start, key);
}

function readBelow(source: Source, column: number, start: number, key: YamlNode): YamlEntry {
  const value = readBlock(source, column, false, true);
  return { start, end: value?.end ?? key.end, key, value, colon: undefined };
}

function readAfterColon(
  source: Source,
  column: number,
  start: number,
  key: YamlNode | undefined,
  compact: boolean,
): YamlEntry {
  const colon = source.at++;
  const value = readBlock(source, column, compact, true);
  return { start, end: value?.end ?? colon + 1, key, value, colon };
}

/** Reads a block sequence, whose first dash is at `at`. */
function readSequence(source: Source, indent: number, column: number, properties: Properties | undefined): YamlSeq {
  const start = source.at;
  const items: YamlItem[] = [];
  const seq = seqOf(start, properties, false, items);
  source.name(seq, properties?.anchor);
  items.push(readItem(source, column));
  while (source.toContent()) {
    const at = source.column;
    const dash = atIndicator(source, 45);
    if (at === column ? !dash && column <= indent : at <= indent) break;
    if (!source.fresh) {
      source.endLine();
      continue;
    }
    source.reportTab();
    if (at !== column) source.reportIndent();
    items.push(dash ? readItem(source, at) : readWithoutDash(source, at));
  }
  seq.end = items[items.length - 1]?.end ?? start;
  return seq;
}

function readItem(source: Source, column: number): YamlItem {
  const start = source.at++;
  const value = readBlock(source, column, true, false);
  return { start, end: value?.end ?? start + 1, value };
}

/** A line among items that is none. */
function readWithoutDash(source: Source, column: number): YamlItem {
  const start = source.at;
  const { text, lineEnd } = source;
  const template = templateEnd(source);
  if (source.misplaced !== source.lineStart) {
    source.problem(
      'unexpected',
      start,
      template > 0 ? template : trimBlanks(text, start, plainStop(text, start, lineEnd)),
    );
  }
  if (template > 0) {
    source.at = template;
    return { start, end: template, value: scalarOf('plain', start, template, start, text.slice(start, template)) };
  }
  const own = readProperties(source);
  if (own && source.atLineEnd()) return { start, end: own.end, value: source.empty(own) };
  const value = readContent(source, column, { at: start, column }, true, undefined, own);
  return { start, end: Math.max(value?.end ?? 0, start + 1), value };
}
