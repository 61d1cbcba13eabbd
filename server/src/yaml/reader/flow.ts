import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from '../tree.js';
import { isBlank, isFlowMark, isSpace } from './characters.js';
import { mapOf, type Open, type Properties, seqOf } from './nodes.js';
import { joined, readAlias, readProperties } from './properties.js';
import { readFlowPlain, readQuoted } from './scalars.js';
import { deepest, type Source } from './source.js';

/**
 * Reads a flow collection, which lies in a node indented by `indent`. Without its closing bracket it ends before a line that
 * is indented no deeper and looks like one of a block.
 */
export function readFlow(source: Source, indent: number, properties: Properties | undefined): Open<YamlMap | YamlSeq> {
  const start = source.at;
  const isMap = source.code() === 123;
  const closing = isMap ? 125 : 93;
  const entries: YamlEntry[] = [];
  const items: YamlItem[] = [];
  const node = isMap ? mapOf(start, properties, true, entries) : seqOf(start, properties, true, items);
  source.name(node, properties?.anchor);
  if (source.depth >= deepest) {
    source.problem('unexpected', start, start + 1);
    skipFlow(source);
    node.end = source.at;
    return node;
  }
  source.depth++;
  count(source, isMap, 1);
  source.at++;
  let end = source.at;
  // Whether a comma has to come before what is next.
  let filled = false;
  for (;;) {
    if (!toFlowContent(source, indent)) {
      if (!source.broken) source.problem('unclosed', start, start + 1);
      source.broken = true;
      break;
    }
    const code = source.code();
    if (code === closing) {
      end = ++source.at;
      break;
    }
    if (code === 93 || code === 125) {
      // The bracket of a collection around this one, which ends here then too.
      if ((code === 93 ? source.openSequences : source.openMaps) > 0) {
        source.problem('unclosed', start, start + 1);
        break;
      }
      source.problem('unexpected', source.at, source.at + 1);
      end = ++source.at;
    } else if (code === 44) {
      if (!filled) source.problem('unexpected', source.at, source.at + 1);
      filled = false;
      end = ++source.at;
    } else if (code === 35) {
      // A comment without a blank before it.
      source.problem('unexpected', source.at, source.at + 1);
      source.comment();
    } else {
      if (filled) source.problem('unexpected', source.at, source.at + 1);
      filled = true;
      const entry = readEntry(source, indent, isMap);
      if (isMap) entries.push(entry);
      else items.push({ start: entry.start, end: entry.end, value: entry.single ? entry.key : pair(entry) });
      end = Math.max(end, entry.end);
    }
  }
  node.end = end;
  count(source, isMap, -1);
  source.depth--;
  if (source.openMaps + source.openSequences === 0) source.broken = false;
  return node;
}

function count(source: Source, isMap: boolean, by: 1 | -1): void {
  if (isMap) source.openMaps += by;
  else source.openSequences += by;
}

interface FlowEntry extends YamlEntry {
  /** Whether it is a node alone, without `?` or `:`. */
  readonly single: boolean;
}

function pair({ start, end, key, value, colon }: FlowEntry): YamlMap {
  const map = mapOf(start, undefined, true, [{ start, end, key, value, colon }]);
  map.end = end;
  return map;
}

function readEntry(source: Source, indent: number, inMap: boolean): FlowEntry {
  const start = source.at;
  const next = source.code(1);
  const explicit = source.code() === 63 && (isSpace(next) || isFlowMark(next));
  let end = start;
  let key: YamlNode | undefined;
  if (explicit) {
    end = ++source.at;
    if (toFlowContent(source, indent)) key = readFlowNode(source, indent);
  } else {
    key = readFlowNode(source, indent);
  }
  end = Math.max(end, key?.end ?? end);
  const line = source.lineStart;
  if (!toFlowContent(source, indent) || source.code() !== 58 || !endsKey(source, key)) {
    return { start, end, key, value: undefined, colon: undefined, single: !explicit };
  }
  const colon = source.at;
  if (!inMap && !explicit && (line !== source.lineStart || isLong(key, line)))
    source.problem('unexpected', colon, colon + 1);
  source.at++;
  const value = toFlowContent(source, indent) ? readFlowNode(source, indent) : undefined;
  return { start, end: Math.max(colon + 1, value?.end ?? 0), key, value, colon, single: false };
}

/** Whether a key begins before the line that it ends in. */
function isLong(key: YamlNode | undefined, line: number): boolean {
  return key !== undefined && key.start < line;
}

/** Whether the colon at `at` ends a key: after quotes and brackets it does so without a blank. */
function endsKey(source: Source, key: YamlNode | undefined): boolean {
  const next = source.code(1);
  if (isSpace(next) || isFlowMark(next)) return true;
  return key?.kind === 'map' || key?.kind === 'seq' || (key?.kind === 'scalar' && key.style !== 'plain');
}

function readFlowNode(source: Source, indent: number): YamlNode | undefined {
  let properties: Properties | undefined;
  for (;;) {
    const own = readProperties(source);
    if (!own) break;
    properties = joined(properties, own);
    if (!toFlowContent(source, indent)) return source.empty(own);
  }
  const code = source.code();
  const next = source.code(1);
  const ends = isSpace(next) || isFlowMark(next);
  if (code === 91 || code === 123) return readFlow(source, indent, properties);
  if (code === 44 || code === 93 || code === 125 || (code === 58 && ends))
    return properties && source.empty(properties);
  let node: Open<YamlNode>;
  if (code === 34 || code === 39) {
    node = readQuoted(source, indent, false);
  } else if (code === 42) {
    node = readAlias(source);
    if (properties) source.problem('unexpected', properties.start, properties.end);
  } else {
    if ((code === 45 && ends) || startsNoPlain(code)) source.problem('unexpected', source.at, source.at + 1);
    if (code === 45 && ends) {
      source.at++;
      return toFlowContent(source, indent) ? readFlowNode(source, indent) : properties && source.empty(properties);
    }
    node = readFlowPlain(source, (line) => goesOn(source, indent, line));
    if (node.end === node.start) source.at = node.end = node.start + 1;
  }
  node.tag = properties?.tag;
  node.anchor = properties?.anchor;
  source.name(node, properties?.anchor);
  return node;
}

/** `%`, `@`, a backtick, `|` and `>`, with which no plain scalar begins. */
export function startsNoPlain(code: number): boolean {
  return code === 37 || code === 64 || code === 96 || code === 124 || code === 62;
}

/** Goes to the next character of a flow collection; false, with the place at a line's end, where the collection ends. */
function toFlowContent(source: Source, indent: number): boolean {
  if (source.broken) return false;
  for (;;) {
    source.skipBlanks();
    if (source.at < source.lineEnd) {
      if (!source.atComment()) return true;
      source.comment();
    }
    if (!goesOn(source, indent, source.next)) return false;
    source.beginLine(source.next);
  }
}

/** Whether a flow collection goes on in the line at `next`. */
function goesOn(source: Source, indent: number, next: number): boolean {
  const { text, end } = source;
  if (next >= end) return false;
  let first = next;
  while (text.charCodeAt(first) === 32) first++;
  return first - next > indent || !looksLikeBlock(text, first);
}

/** Whether a line is an item or an entry of a block collection. */
function looksLikeBlock(text: string, first: number): boolean {
  const code = text.charCodeAt(first);
  if (code === 45) return isSpace(text.charCodeAt(first + 1));
  if (code === 35) return false;
  for (let i = first; ; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13 || Number.isNaN(code) || isFlowMark(code)) return false;
    if (code === 58 && isSpace(text.charCodeAt(i + 1))) return true;
    if (code === 35 && isBlank(text.charCodeAt(i - 1))) return false;
  }
}

/** Passes a collection that lies too deep, up to its bracket or to the end. */
function skipFlow(source: Source): void {
  const { text, end } = source;
  let open = 0;
  let i = source.at;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) open++;
    else if ((code === 93 || code === 125) && --open === 0) break;
    else if (code === 10) source.beginLine(i + 1);
  }
  source.at = Math.min(i + 1, end);
}
