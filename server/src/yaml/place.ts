import type { Span } from '../core/text.js';
import { contains } from '../core/text.js';
import { flowPlace } from './place-flow.js';
import { type LineStart, linesAbove, linesBelow, readLine, wholeLine, wordFrom } from './place-lines.js';
import type { YamlNode, YamlStream } from './tree.js';
import { keyText } from './values.js';
import type { YamlPath } from './walk.js';

/** What stands, or could be written, at an offset of a YAML text, also on an empty line: there the column decides. */
export interface YamlPlace {
  /**
   * - `key`: at a key of a map.
   * - `value`: behind a colon, on its line.
   * - `start`: where a value begins on its own line, behind a dash or in `[…]`. Whether that is a map, by its first key, a
   *   list or a scalar, only its schema can say.
   * - `text`: in a block scalar, or in a line that goes on with a scalar of the line before.
   * - `comment`.
   */
  readonly at: 'key' | 'value' | 'start' | 'text' | 'comment';
  /** From the root of the document: at a key to the map that has it, elsewhere to the value itself. */
  readonly path: YamlPath;
  /** What a completion replaces, quotes included. Empty where nothing is written. */
  readonly word: Span;
  /** The column that further lines of what is written here are indented from. */
  readonly indent: number;
  /** The other keys of the map. */
  readonly siblings: readonly string[];
  /** Whether the word is a key that has its colon. */
  readonly hasColon: boolean;
  /** Whether a blank has to be written first, as right behind a colon. */
  readonly needsBlank: boolean;
  /** Whether it stands in `{…}` or `[…]`. */
  readonly flow: boolean;
  /** Whether what holds the place is a list by what stands around it, so that an item begins with a dash. */
  readonly isList: boolean;
}

/** The place of an offset. It relies on lines and columns more than on the tree, which half-typed text leaves poor. */
export function placeAt(text: string, stream: YamlStream, offset: number): YamlPlace {
  const document = stream.documents.findLast(({ start, end }) => start <= offset && offset <= end);
  const comment = document?.comments.find((one) => one.start < offset && offset <= one.end);
  const empty = { start: offset, end: offset };
  if (comment) return { ...nowhere, at: 'comment', word: comment };
  const around = enclosing(document?.root, text, offset);
  if (around) {
    const { node, path, indent } = around;
    if (node.kind === 'scalar') return { ...nowhere, at: 'text', path, word: empty, indent };
    return { ...nowhere, ...flowPlace(text, node, offset, path), indent, flow: true };
  }
  return blockPlace(text, offset);
}

const nowhere: YamlPlace = {
  at: 'start',
  path: [],
  word: { start: 0, end: 0 },
  indent: 0,
  siblings: [],
  hasColon: false,
  needsBlank: false,
  flow: false,
  isList: false,
};

interface Enclosing {
  readonly node: YamlNode;
  readonly path: YamlPath;
  readonly indent: number;
}

/** The outermost flow collection that an offset is in, or the quoted scalar, of which it is in a later line. */
function enclosing(root: YamlNode | undefined, text: string, offset: number): Enclosing | undefined {
  const path: (string | number)[] = [];
  let indent = 0;
  for (let node = root; node; ) {
    if (node.kind === 'alias') return undefined;
    if (node.kind === 'scalar') {
      const isQuoted = node.style === 'single' || node.style === 'double';
      const inside = isQuoted && node.contentStart < offset && offset < node.end;
      return inside && text.slice(node.contentStart, offset).includes('\n') ? { node, path, indent } : undefined;
    }
    if (node.flow) return isInFlow(node, text, offset) ? { node, path, indent } : undefined;
    let next: YamlNode | undefined;
    if (node.kind === 'map') {
      const entry = node.entries.findLast(({ start }) => start <= offset);
      if (!entry?.value || offset < entry.value.start) return undefined;
      path.push(keyText(entry) ?? '');
      indent = wholeLine(text, entry.start).columnOf(entry.start);
      next = entry.value;
    } else {
      const index = node.items.findLastIndex(({ start }) => start <= offset);
      const item = node.items[index];
      if (!item?.value || offset < item.value.start) return undefined;
      path.push(index);
      indent = wholeLine(text, item.value.start).columnOf(item.value.start);
      next = item.value;
    }
    node = next;
  }
  return undefined;
}

/** Whether an offset is between the brackets of a flow collection; without the closing one, up to the end of the line. */
function isInFlow(node: YamlNode, text: string, offset: number): boolean {
  if (offset <= node.start) return false;
  if (offset < node.end) return true;
  const closing = node.kind === 'map' ? '}' : ']';
  const isClosed = node.end > node.start + 1 && text[node.end - 1] === closing;
  return !isClosed && !text.slice(node.end, offset).includes('\n');
}

/** The place in block style. */
function blockPlace(text: string, offset: number): YamlPlace {
  const { line, start, columnOf } = wholeLine(text, offset);
  const column = columnOf(offset);
  const { dashes, content, key } = readLine(line);
  const before = dashes.filter((dash) => dash < column);
  const span = (from: number, to: number): Span => ({ start: start + from, end: start + to });
  if (key && contains({ start: key.column, end: key.colon }, column)) {
    const found = holder(text, start, key.column, dashes);
    const word = span(key.column, key.end);
    return { ...nowhere, ...found, at: found.at === 'text' ? 'text' : 'key', word, indent: key.column, hasColon: true };
  }
  if (key && column > key.colon) {
    const found = holder(text, start, key.column, dashes);
    const at = found.at === 'text' ? 'text' : 'value';
    const path = [...found.path, key.name];
    const word = wordFrom(line, key.colon + 1, column);
    const needsBlank = column === key.colon + 1;
    return { ...nowhere, at, path, word: span(...word), indent: key.column, needsBlank };
  }
  // A word that is no key yet, or nothing.
  const hasWord = content < line.length && content <= column && line[content] !== '#';
  const word: readonly [number, number] = hasWord ? wordFrom(line, content, column) : [column, column];
  const at = hasWord ? content : before.length > 0 ? Math.max(column, lastOf(before) + 1) : column;
  const needsBlank = !hasWord && before.length > 0 && lastOf(before) === column - 1;
  const indent = needsBlank ? at + 1 : at;
  return { ...nowhere, ...holder(text, start, at, before), word: span(...word), indent, needsBlank };
}

function lastOf(numbers: readonly number[]): number {
  return numbers[numbers.length - 1] ?? -1;
}

interface Holder {
  readonly at: 'key' | 'start' | 'text';
  readonly path: YamlPath;
  readonly siblings: readonly string[];
  readonly isList: boolean;
}

/**
 * What holds a word, from the lines around it.
 * @param start where the word's line begins
 * @param column of the word
 * @param dashes that stand before the word in its line
 */
function holder(text: string, start: number, column: number, dashes: readonly number[]): Holder {
  const path: (string | number)[] = [];
  const siblings: string[] = [];
  let isList = false;
  let inScalar = false;
  /** Column of the innermost key or dash that is known so far, and whether it is a dash. */
  let limit = column;
  let isItem = false;
  const enter = (key: string | number, at: number): void => {
    path.push(key);
    limit = at;
    isItem = typeof key === 'number';
  };
  const enterText = (key: string | number, at: number): void => {
    path.length = 0;
    enter(key, at);
    inScalar = true;
  };
  const read = ({ dashes: before, key, hasText }: LineStart): void => {
    if (key && (key.column < limit || (isItem && key.column === limit)))
      (hasText ? enterText : enter)(key.name, key.column);
    else if (key && path.length === 0 && key.column === limit) siblings.push(key.name);
    for (const dash of before.toReversed()) {
      if (dash < limit) (hasText && !key && dash === lastOf(before) ? enterText : enter)(0, dash);
      else if (isItem && dash === limit) path[path.length - 1] = Number(path[path.length - 1]) + 1;
      else if (dash === limit && path.length === 0) isList = true;
    }
  };
  for (const dash of dashes.toReversed()) enter(0, dash);
  for (const line of linesAbove(text, start, () => (isItem || path.length === 0 ? limit : limit - 1))) {
    read(line);
    if (limit === 0 && !isItem && path.length > 0) break;
  }
  for (const { dashes: before, key, column: first } of linesBelow(text, start)) {
    if (first < column) break;
    if (before.length > 0) isList ||= first === column;
    else if (key?.column === column) siblings.push(key.name);
  }
  const at = inScalar ? 'text' : siblings.length > 0 ? 'key' : 'start';
  return { at, path: path.reverse(), siblings, isList: isList && siblings.length === 0 };
}
