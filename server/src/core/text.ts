/** A half-open range of UTF-16 offsets into a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based line and UTF-16 column. Only hosts and the façade speak in positions; everything below speaks in offsets. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

export function contains(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Start offsets of the lines of a text, as the language server protocol counts them (LF, CRLF and lone CR end a line). */
export interface LineIndex {
  readonly starts: readonly number[];
  /** Where the lines' own text ends, in a file whose line ends are not all a single LF. */
  readonly ends?: readonly number[];
  readonly length: number;
}

export function lineIndex(text: string): LineIndex {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    return { starts, length: text.length };
  }
  const ends: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 10 && c !== 13) continue;
    ends.push(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
    starts.push(i + 1);
  }
  ends.push(text.length);
  return { starts, ends, length: text.length };
}

export function lineAt(index: LineIndex, offset: number): number {
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function positionAt(index: LineIndex, offset: number): Position {
  const at = Math.max(0, Math.min(offset, index.length));
  const line = lineAt(index, at);
  return { line, character: at - (index.starts[line] ?? 0) };
}

/** Offset of a position; a column past the line's end means its end, as the protocol asks. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.length;
  const next = index.starts[position.line + 1];
  const end = index.ends?.[position.line] ?? (next === undefined ? index.length : next - 1);
  return Math.min(start + Math.max(0, position.character), end);
}

export function rangeOf(index: LineIndex, at: Span): Range {
  return { start: positionAt(index, at.start), end: positionAt(index, at.end) };
}

export function spanOf(index: LineIndex, range: Range): Span {
  return { start: offsetAt(index, range.start), end: offsetAt(index, range.end) };
}

/** The line ending that a file uses; a file without any uses LF. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const lf = text.indexOf('\n');
  return lf > 0 && text.charCodeAt(lf - 1) === 13 ? '\r\n' : '\n';
}

/** Where the line of an offset begins, after the mark that a file may start with. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && offset > 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
}

/** Where the line of an offset ends, before its LF. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline;
}

/** Where the line after that of an offset begins; the end of the text on its last line. */
export function nextLineStart(text: string, offset: number): number {
  return Math.min(text.length, lineEnd(text, offset) + 1);
}

/** How many characters are before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}
