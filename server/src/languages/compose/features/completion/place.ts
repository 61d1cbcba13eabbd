import type { FeatureContext } from '../../../../core/features.js';
import { contains, lineStart, type Span } from '../../../../core/text.js';
import { chainAt } from '../../../../yaml/chain.js';
import type { YamlNode } from '../../../../yaml/tree.js';
import { entryOf, resolved } from '../../../../yaml/values.js';
import type { ComposeDocument } from '../../document.js';
import { blanksEnd, isBlank, type LineStart, pathAbove, quoteEnd, readLineStart } from './lines.js';

export type Context = FeatureContext<ComposeDocument>;

/** Where the cursor is, read from the lines around it, so that half-typed files do. */
export interface Place {
  readonly context: Context;
  readonly offset: number;
  /** The keys above the word, and its own where it is a value; `-` stands for an item of a list. */
  readonly path: readonly string[];
  /** A `key` may as well become an item; a `value` stands behind a colon or a dash; a `text` goes over several lines. */
  readonly role: 'key' | 'value' | 'text';
  /** The scalar up to the cursor, without its quote. */
  readonly typed: string;
  /** The whole scalar, without its quotes. */
  readonly span: Span;
  readonly quote: '' | '"' | "'";
  /** Whether it stands in `[…]` or `{…}`. */
  readonly flow: boolean;
  /** Whether a colon follows the word already. */
  readonly colon: boolean;
}

/**
 * The node that keys lead to in the document that the cursor is in: by its keys and not by its place, as what is half
 * typed may stand behind the end of what it belongs to. Undefined below items, which have no keys.
 */
export function nodeOf({ context, offset }: Place, path: readonly string[]): YamlNode | undefined {
  const { documents } = context.document.stream;
  let node: YamlNode | undefined = (documents.findLast(({ start }) => start <= offset) ?? documents[0])?.root;
  for (const key of path) node = key === '-' ? undefined : resolved(entryOf(node, key)?.value);
  return node;
}

export function placeAt(context: Context, offset: number): Place | undefined {
  const { text, document } = context;
  if (document.stream.documents.some(({ comments }) => comments.some((one) => one.start < offset && offset <= one.end)))
    return undefined;
  const start = lineStart(text, offset);
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, newline === -1 ? text.length : newline).replace(/\r$/, '');
  const column = Math.min(offset - start, line.length);
  const many = overLines(context, offset, start, line);
  if (many !== undefined) return many;
  const lines = text.slice(0, start).split('\n');
  lines.pop();
  const own = readLineStart(line);
  const above = (at: number, isItem: boolean): readonly string[] =>
    pathAbove(
      lines.map((one) => one.replace(/\r$/, '')),
      at,
      isItem,
    );
  const found = inLine(line, column, own, above);
  return found && { ...found, context, offset, span: { start: start + found.span.start, end: start + found.span.end } };
}

type Found = Omit<Place, 'context' | 'offset'>;

function inLine(
  line: string,
  column: number,
  { dashes, content, key }: LineStart,
  above: (column: number, isItem: boolean) => readonly string[],
): Found | undefined {
  const [dash] = dashes;
  const items = dashes.map(() => '-');
  const base = (at: number): readonly string[] => (dash === undefined ? above(at, false) : above(dash, true));
  if (key && column > key.colon) {
    const value = skipProperties(line, blanksEnd(line, key.colon + 1), column);
    return inValue(line, column, Math.max(value, key.colon + 1), [...base(key.column), ...items, key.name]);
  }
  if (content >= line.length) {
    // An empty line, or a dash alone.
    if (dash !== undefined && column <= (dashes[dashes.length - 1] ?? 0)) return undefined;
    const path = [...base(column), ...items];
    const role = dash === undefined ? 'key' : 'value';
    return { path, role, typed: '', span: { start: column, end: column }, quote: '', flow: false, colon: false };
  }
  if (column < content) return undefined;
  if (key) {
    const span = { start: key.column, end: key.colon };
    const path = [...base(key.column), ...items];
    return { path, role: 'key', typed: line.slice(key.column, column), span, quote: '', flow: false, colon: true };
  }
  const found = inValue(line, column, skipProperties(line, content, column), [...base(content), ...items]);
  return found && dash === undefined && found.role === 'value' && !found.flow ? { ...found, role: 'key' } : found;
}

/** Behind an anchor and a tag in front of a value. */
function skipProperties(line: string, from: number, column: number): number {
  const match = /^(?:[&!]\S*[ \t]+)+/.exec(line.slice(from));
  const end = from + (match?.[0].length ?? 0);
  return end <= column ? end : from;
}

function inValue(line: string, column: number, from: number, path: readonly string[]): Found | undefined {
  const first = line[from];
  if (column < from) return empty(column, path);
  if (first === '[' || first === '{') return inFlow(line, column, from, path);
  if (first === '|' || first === '>' || first === '#') return undefined;
  if (first === '"' || first === "'") {
    const end = quoteEnd(line, from);
    if (column > end || column === from) return undefined;
    const span = { start: from + 1, end };
    return { path, role: 'value', typed: line.slice(from + 1, column), span, quote: first, flow: false, colon: false };
  }
  let end = from;
  while (end < line.length && !(line[end] === '#' && isBlank(line[end - 1]))) end++;
  const comment = end < line.length;
  while (end > from && isBlank(line[end - 1])) end--;
  if (column > end) return comment || line.slice(from, end) !== '' ? undefined : empty(column, path);
  const typed = line.slice(from, column);
  return { path, role: 'value', typed, span: { start: from, end }, quote: '', flow: false, colon: false };
}

function empty(column: number, path: readonly string[]): Found {
  const span = { start: column, end: column };
  return { path, role: 'value', typed: '', span, quote: '', flow: false, colon: false };
}

interface Frame {
  readonly list: boolean;
  key: string | undefined;
}

/** Inside of brackets on one line: keeps what is open up to the cursor. */
function inFlow(line: string, column: number, from: number, path: readonly string[]): Found | undefined {
  const frames: Frame[] = [];
  let word = from;
  let quote: Place['quote'] = '';
  for (let at = from; at < column; at++) {
    const c = line[at];
    const frame = frames[frames.length - 1];
    if (quote !== '') {
      if (c === '\\' && quote === '"') at++;
      else if (c === quote) quote = '';
      continue;
    }
    if ((c === '"' || c === "'") && line.slice(word, at).trim() === '') quote = c;
    else if (c === '[' || c === '{') frames.push({ list: c === '[', key: undefined });
    else if (c === ']' || c === '}') frames.pop();
    else if (c === ',' && frame) frame.key = undefined;
    else if (
      c === ':' &&
      frame &&
      !frame.list &&
      frame.key === undefined &&
      (isBlank(line[at + 1]) || at + 1 === column)
    )
      frame.key = line
        .slice(word, at)
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2');
    else continue;
    if (quote === '') word = at + 1;
  }
  const last = frames[frames.length - 1];
  if (!last) return undefined;
  let start = blanksEnd(line, word);
  if (quote !== '') start++;
  if (start > column) start = column;
  let end = column;
  const stop = quote === '' ? /[,[\]{}#\s:]/ : quote;
  while (end < line.length && !(typeof stop === 'string' ? line[end] === stop : stop.test(line[end] ?? ''))) end++;
  const keys = frames.flatMap((frame) => (frame.list ? ['-'] : frame.key === undefined ? [] : [frame.key]));
  const role = last.list || last.key !== undefined ? 'value' : 'key';
  const colon = line[end] === ':';
  return {
    path: [...path, ...keys],
    role,
    typed: line.slice(start, column),
    span: { start, end },
    quote,
    flow: true,
    colon,
  };
}

/** In a scalar, or in brackets, that began on an earlier line. */
function overLines(context: Context, offset: number, start: number, line: string): Place | undefined {
  const chain = chainAt(context.document.stream, offset);
  const path = chain.slice(1).map(({ key }) => (typeof key === 'number' ? '-' : String(key)));
  const last = chain[chain.length - 1]?.node;
  const base = { context, offset, colon: false } as const;
  if (last?.kind === 'scalar' && last.start < start && contains(last, offset) && last.style !== 'plain') {
    const typed = context.text.slice(start, offset);
    return { ...base, path, role: 'text', typed, span: { start: offset, end: offset }, quote: '', flow: false };
  }
  const open = chain.find(({ node }) => (node?.kind === 'map' || node?.kind === 'seq') && node.flow)?.node;
  if (!open || open.start >= start || offset <= open.start || offset >= open.end) return undefined;
  const column = offset - start;
  const before = /[^\s,[\]{}"']*$/.exec(line.slice(0, column))?.[0] ?? '';
  const after = /^[^\s,[\]{}"':#]*/.exec(line.slice(column))?.[0] ?? '';
  const quote = /["']$/.exec(line.slice(0, column - before.length))?.[0];
  const list = last?.kind === 'seq' ? ['-'] : [];
  return {
    ...base,
    path: [...path, ...list],
    role: last?.kind === 'map' ? 'key' : 'value',
    typed: before,
    span: { start: offset - before.length, end: offset + after.length },
    quote: quote === '"' || quote === "'" ? quote : '',
    flow: true,
    colon: line[column + after.length] === ':',
  };
}
