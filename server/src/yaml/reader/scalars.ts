import type { YamlScalar } from '../tree.js';
import { isBlank, isFlowMark, isSpace, plainStop, trimBlanks } from './characters.js';
import { type Open, scalarOf } from './nodes.js';
import type { Source } from './source.js';

/** The text of a scalar that is not all in one piece, and where its characters come from. */
export class Pieces {
  text = '';
  readonly places: number[] = [];

  add(source: string, from: number, to: number): void {
    if (to <= from) return;
    this.text += source.slice(from, to);
    for (let i = from; i < to; i++) this.places.push(i);
  }

  put(text: string, place: number): void {
    this.text += text;
    for (let i = 0; i < text.length; i++) this.places.push(place);
  }

  scalar(style: YamlScalar['style'], start: number, end: number, contentStart: number): Open<YamlScalar> {
    const { places } = this;
    const from = places[0] ?? contentStart;
    const straight = places.every((place, i) => place === from + i);
    return scalarOf(style, start, end, from, this.text, straight ? undefined : places);
  }
}

/** Where folded lines go on: the breaks between are a space, or newlines where blank lines stand between. */
function fold(pieces: Pieces, breaks: readonly number[]): void {
  if (breaks.length === 1) pieces.put(' ', breaks[0] ?? 0);
  else for (let i = 1; i < breaks.length; i++) pieces.put('\n', breaks[i] ?? 0);
}

/**
 * The next line that is not blank and is indented deeper than `indent`, with the line breaks before it. The place in the
 * source stays.
 */
function followingLine(
  source: Source,
  indent: number,
): { readonly start: number; readonly breaks: number[] } | undefined {
  const { text, end } = source;
  const breaks: number[] = [];
  let start = source.next;
  let lineBreak = start - 1;
  for (;;) {
    if (start >= end) return undefined;
    breaks.push(lineBreak);
    let i = start;
    while (text.charCodeAt(i) === 32) i++;
    const spaces = i - start;
    while (isBlank(text.charCodeAt(i))) i++;
    const code = text.charCodeAt(i);
    if (i < end && code !== 10 && code !== 13) return spaces > indent ? { start, breaks } : undefined;
    lineBreak = code === 13 ? i + 1 : i;
    start = lineBreak + 1;
  }
}

/** Reads on in a plain scalar of a block, whose part on its first line ends at `end`. */
export function readPlain(source: Source, indent: number, start: number, end: number): Open<YamlScalar> {
  const { text } = source;
  source.at = end;
  let pieces: Pieces | undefined;
  let last = end;
  // What ends at a comment is over.
  while (source.atLineEnd() && source.at === source.lineEnd) {
    const line = followingLine(source, indent);
    if (!line) break;
    const lineEnd = source.endOfLine(line.start);
    let from = line.start;
    while (isBlank(text.charCodeAt(from))) from++;
    if (text.charCodeAt(from) === 35) break;
    const stop = plainStop(text, from, lineEnd);
    if (text.charCodeAt(stop) === 58 && stop < lineEnd) break;
    pieces ??= begun(text, start, end);
    fold(pieces, line.breaks);
    last = trimBlanks(text, from, stop);
    pieces.add(text, from, last);
    source.beginLine(line.start);
    source.at = last;
  }
  source.at = last;
  return pieces
    ? pieces.scalar('plain', start, last, start)
    : scalarOf('plain', start, end, start, text.slice(start, end));
}

function begun(text: string, start: number, end: number): Pieces {
  const pieces = new Pieces();
  pieces.add(text, start, end);
  return pieces;
}

/** Reads a plain scalar of a flow collection. `goesOn` tells whether the collection has a line too. */
export function readFlowPlain(source: Source, goesOn: (line: number) => boolean): Open<YamlScalar> {
  const { text } = source;
  const start = source.at;
  let last = flowPlainEnd(text, start, source.lineEnd);
  let pieces: Pieces | undefined;
  source.at = last;
  const end = last;
  for (;;) {
    source.skipBlanks();
    if (source.at < source.lineEnd) break;
    const line = followingLine(source, -1);
    if (!line || !goesOn(line.start)) break;
    let from = line.start;
    while (isBlank(text.charCodeAt(from))) from++;
    const to = flowPlainEnd(text, from, source.endOfLine(line.start));
    if (to === from || text.charCodeAt(from) === 35) break;
    pieces ??= begun(text, start, end);
    fold(pieces, line.breaks);
    pieces.add(text, from, to);
    source.beginLine(line.start);
    source.at = last = to;
  }
  source.at = last;
  return pieces
    ? pieces.scalar('plain', start, last, start)
    : scalarOf('plain', start, end, start, text.slice(start, end));
}

function flowPlainEnd(text: string, from: number, lineEnd: number): number {
  let i = from;
  for (; i < lineEnd; i++) {
    const code = text.charCodeAt(i);
    if (isFlowMark(code)) break;
    if (code === 58) {
      const next = text.charCodeAt(i + 1);
      if (isSpace(next) || isFlowMark(next)) break;
    } else if (code === 35 && i > from && isBlank(text.charCodeAt(i - 1))) break;
  }
  return trimBlanks(text, from, i);
}

/** As many lines as a text may go on that is not indented as it has to be. */
const mostLoose = 50;
const looksLikeEntry = /^[ \t]*(?:#|-(?:[ \t]|$)|\?[ \t]|[^\s"'#][^\s"']*[ \t]*:(?:[ \t]|$))/;

/**
 * Whether a quoted text is closed on lines that are indented less than they have to be, which most readers of YAML take. The
 * quote of another text behind a key does not close it.
 */
function closesOutside({ text, end, next }: Source, quote: number): boolean {
  const mark = String.fromCharCode(quote);
  for (let start = next, lines = 0; start < end && lines < mostLoose; lines++) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline === -1 ? end : Math.min(newline, end);
    const line = text.slice(start, Math.min(lineEnd, start + 2000));
    if (looksLikeEntry.test(line)) return false;
    const bare = quote === 34 ? line.replace(/\\./g, '__') : line.replaceAll("''", '__');
    const at = bare.indexOf(mark);
    if (at !== -1) return /^[ \t]*(?:[ \t]#.*)?\r?$/.test(bare.slice(at + 1));
    start = lineEnd + 1;
  }
  return false;
}

/**
 * Reads a quoted scalar. Without its closing quote it ends before the next line that is not indented deeper than `indent`.
 * @param oneLine whether it has to end on its line, as a key does.
 */
export function readQuoted(source: Source, indent: number, oneLine: boolean): Open<YamlScalar> {
  const { text } = source;
  const start = source.at;
  const quote = source.code();
  const style = quote === 34 ? 'double' : 'single';
  let pieces: Pieces | undefined;
  let from = start + 1;
  // Blanks before this place are written as escapes and so are kept.
  let kept = from;
  let i = from;
  let inside = indent;
  for (;;) {
    const { lineEnd } = source;
    let joins = false;
    for (; i < lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === quote) {
        if (quote === 34 || text.charCodeAt(i + 1) !== 39) {
          source.at = i + 1;
          if (!pieces) return scalarOf(style, start, i + 1, start + 1, text.slice(from, i));
          pieces.add(text, from, i);
          return pieces.scalar(style, start, i + 1, start + 1);
        }
        pieces ??= new Pieces();
        pieces.add(text, from, i + 1);
        from = i + 2;
        i++;
      } else if (code === 92 && quote === 34) {
        pieces ??= new Pieces();
        pieces.add(text, from, i);
        if (i + 1 >= lineEnd) {
          joins = true;
          from = i = lineEnd;
          break;
        }
        from = kept = readEscape(source, i, pieces);
        i = from - 1;
      }
    }
    let line = oneLine ? undefined : followingLine(source, inside);
    if (!line && !oneLine && inside >= 0 && closesOutside(source, quote)) {
      inside = -1;
      line = followingLine(source, inside);
    }
    if (!line) break;
    pieces ??= new Pieces();
    if (!joins) pieces.add(text, from, trimBlanks(text, Math.max(from, kept), lineEnd));
    if (joins) for (const place of line.breaks.slice(1)) pieces.put('\n', place);
    else fold(pieces, line.breaks);
    source.beginLine(line.start);
    i = from = kept = source.first;
  }
  source.problem('unclosed', start, start + 1);
  // At the top of a document nothing is indented less, so all of it would be in the quotes.
  if (indent < 0 && source.openMaps + source.openSequences === 0) {
    const first = source.endOfLine(start);
    if (first < source.lineStart) {
      let lineStart = start;
      while (lineStart > 0 && text.charCodeAt(lineStart - 1) !== 10) lineStart--;
      source.beginLine(lineStart);
      source.at = first;
      const end = trimBlanks(text, start + 1, first);
      return scalarOf(style, start, end, start + 1, text.slice(start + 1, end));
    }
  }
  const end = trimBlanks(text, Math.max(from, kept), source.lineEnd);
  source.at = source.lineEnd;
  if (!pieces) return scalarOf(style, start, end, start + 1, text.slice(start + 1, end));
  pieces.add(text, from, end);
  return pieces.scalar(style, start, end, start + 1);
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Reads an escape and tells where it ends. One that is none stays as it is written. */
function readEscape(source: Source, at: number, pieces: Pieces): number {
  const { text } = source;
  const letter = text.charAt(at + 1);
  const plain = escapes[letter];
  if (plain !== undefined && letter !== '') {
    pieces.put(plain, at);
    return at + 2;
  }
  const length = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const digits = text.slice(at + 2, at + 2 + length);
  if (length > 0 && digits.length === length && /^[0-9a-fA-F]+$/.test(digits)) {
    const code = Number.parseInt(digits, 16);
    if (code <= 0x10ffff) {
      pieces.put(String.fromCodePoint(code), at);
      return at + 2 + length;
    }
  }
  source.problem('unexpected', at, at + 2);
  pieces.add(text, at, at + 2);
  return at + 2;
}
