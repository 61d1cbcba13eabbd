import { lineStart } from '../core/text.js';

// Lines of block YAML, read one by one without the tree.

/** What a line begins: items by the columns of their dashes, then a key. */
export interface LineStart {
  readonly dashes: readonly number[];
  /** Column of the first character that is no blank. */
  readonly column: number;
  /** Column of the first character behind the dashes; the line's length where there is none. */
  readonly content: number;
  readonly key: LineKey | undefined;
  /** Whether a scalar or a flow collection stands behind the dashes, or behind the key. */
  readonly hasText: boolean;
}

export interface LineKey {
  /** Without quotes. */
  readonly name: string;
  readonly column: number;
  readonly end: number;
  readonly colon: number;
}

export function readLine(line: string): LineStart {
  const dashes: number[] = [];
  const column = blanksEnd(line, 0);
  let at = column;
  while (line[at] === '-' && isBreak(line, at + 1)) {
    dashes.push(at);
    at = blanksEnd(line, at + 1);
  }
  const first = propertiesEnd(line, at);
  const colon = keyColon(line, first);
  const written = colon === -1 ? '' : line.slice(first, colon).trimEnd();
  const key = colon === -1 ? undefined : { name: unquoted(written), column: at, end: first + written.length, colon };
  const rest = line[propertiesEnd(line, key ? blanksEnd(line, key.colon + 1) : at)];
  return { dashes, column, content: at, key, hasText: rest !== undefined && rest !== '#' };
}

function blanksEnd(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}

/** Whether a blank or the end of the line is at a column. */
function isBreak(line: string, at: number): boolean {
  return at >= line.length || line[at] === ' ' || line[at] === '\t';
}

/** Where tags and anchors with the blanks behind them end. */
function propertiesEnd(line: string, from: number): number {
  let at = from;
  while (line[at] === '!' || line[at] === '&') {
    while (!isBreak(line, at)) at++;
    at = blanksEnd(line, at);
  }
  return at;
}

/** Behind the closing quote of what opens at a column; the end of the line without one. */
function quoteEnd(line: string, open: number): number {
  const quote = line[open];
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === '\\' && quote === '"') at++;
    else if (line[at] === quote) {
      if (quote === "'" && line[at + 1] === quote) at++;
      else return at + 1;
    }
  }
  return line.length;
}

function isQuote(c: string | undefined): boolean {
  return c === '"' || c === "'";
}

/** A key or value without its quotes. */
export function unquoted(text: string): string {
  return text.length > 1 && isQuote(text[0]) && text.endsWith(text[0] ?? '') ? text.slice(1, -1) : text;
}

/** The colon behind a key that begins at a column; -1 where no key does. */
function keyColon(line: string, from: number): number {
  const first = line[from];
  if (first === undefined || '#[{|>'.includes(first)) return -1;
  if (isQuote(first)) {
    const at = blanksEnd(line, quoteEnd(line, from));
    return line[at] === ':' && isBreak(line, at + 1) ? at : -1;
  }
  for (let at = from; at < line.length; at++) {
    if (line[at] === ':' && isBreak(line, at + 1)) return at;
    if (line[at] === '#' && isBreak(line, at - 1)) return -1;
  }
  return -1;
}

/** The scalar that a column is at or behind; an empty span at the column where there is none. */
export function wordFrom(line: string, from: number, column: number): readonly [number, number] {
  let start = blanksEnd(line, from);
  const behind = propertiesEnd(line, start);
  if (column >= behind) start = behind;
  if (start > column || start >= line.length || line[start] === '#') return [column, column];
  let end = isQuote(line[start]) ? quoteEnd(line, start) : line.length;
  for (let at = start + 1; at < end && !isQuote(line[start]); at++) {
    if (line[at] === '#' && isBreak(line, at - 1)) end = at;
  }
  while (end > start && isBreak(line, end - 1)) end--;
  return [start, Math.max(end, column)];
}

export interface Line {
  /** Without its break. */
  readonly line: string;
  readonly start: number;
  columnOf(offset: number): number;
}

/** The line that an offset is on. */
export function wholeLine(text: string, offset: number): Line {
  const start = lineStart(text, offset);
  return { line: lineFrom(text, start), start, columnOf: (at) => Math.max(0, at - start) };
}

function lineFrom(text: string, start: number): string {
  const newline = text.indexOf('\n', start);
  const end = newline === -1 ? text.length : newline;
  return text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
}

/**
 * The lines above one, the nearest first, without blank lines and comments, up to the start of the document.
 * @param most the column that they begin at or before; others are passed over
 */
export function* linesAbove(text: string, below: number, most: () => number): Iterable<LineStart> {
  for (let next = below; next > 1; ) {
    const start = lineStart(text, next - 1);
    const column = firstColumn(text, start);
    if (column === 0 && isMark(text, start)) return;
    if (column !== undefined && column <= most()) yield readLine(lineFrom(text, start));
    if (start >= next) return;
    next = start;
  }
}

/** The lines below one, without blank lines and comments, up to the end of the document. */
export function* linesBelow(text: string, above: number): Iterable<LineStart> {
  for (let start = text.indexOf('\n', above) + 1; start > 0; start = text.indexOf('\n', start) + 1) {
    const column = firstColumn(text, start);
    if (column === 0 && isMark(text, start)) return;
    if (column !== undefined) yield readLine(lineFrom(text, start));
  }
}

/** The column at which a line begins; undefined for one with nothing but a comment. */
function firstColumn(text: string, start: number): number | undefined {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  const c = text[at];
  return c === undefined || c === '\n' || c === '\r' || c === '#' ? undefined : at - start;
}

/** Whether a line parts documents. */
function isMark(text: string, start: number): boolean {
  const mark = text.slice(start, start + 3);
  return (mark === '---' || mark === '...') && (text[start + 3] ?? '\n').trim() === '';
}
