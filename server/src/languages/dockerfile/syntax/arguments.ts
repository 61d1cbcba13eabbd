import type { Span } from '../../../core/text.js';
import { hasByteSpace, isBlank, isByteSpace, isSpace, skipSpaces } from './characters.js';
import { type Logical, logicalAt, offsetOf, spanAt } from './logical.js';
import type { Flag, JsonArray, JsonElement, Pair, SyntaxProblem, Token } from './tree.js';

export function token(logical: Logical, start: number, end: number, text?: string): Token {
  const at = spanAt(logical, start, end);
  return { start: at.start, end: at.end, text: text ?? logical.text.slice(start, end) };
}

const noFlags: readonly Flag[] = [];

/** Flags directly after the keyword. `end` is where the arguments start in the logical text. */
export function readFlags(
  logical: Logical,
  from: number,
  to: number,
  escape: number,
): { flags: readonly Flag[]; end: number } {
  const { text } = logical;
  let flags: Flag[] | undefined;
  let i = from;
  for (;;) {
    while (i < to && isByteSpace(text.charCodeAt(i))) i++;
    if (i + 1 >= to || text.charCodeAt(i) !== 45 || text.charCodeAt(i + 1) !== 45) {
      return { flags: flags ?? noFlags, end: Math.min(skipSpaces(text, i), to) };
    }
    const start = i;
    let value = '';
    let equals = -1;
    let valueFrom = -1;
    let quote = 0;
    let valueQuote = 0;
    for (; i < to; i++) {
      let code = text.charCodeAt(i);
      if (quote === 0 && isByteSpace(code)) break;
      if (quote === 0 && (code === 34 || code === 39)) {
        quote = code;
        continue;
      }
      if (quote !== 0 && code === quote) {
        quote = 0;
        continue;
      }
      if (code === escape) {
        if (i + 1 >= to) continue;
        code = text.charCodeAt(++i);
      }
      if (code === 61 && equals === -1) {
        equals = value.length;
        valueFrom = i + 1;
        valueQuote = quote;
      }
      value += String.fromCharCode(code);
      if (quote === 0 && hasByteSpace(code)) {
        i++;
        break;
      }
    }
    if (value === '--') return { flags: flags ?? noFlags, end: Math.min(skipSpaces(text, i), to) };
    const nameEnd = equals === -1 ? i : valueFrom - 1;
    const nameText = equals === -1 ? value.slice(2) : value.slice(2, equals);
    (flags ??= []).push({
      ...spanAt(logical, start, i),
      name: token(logical, Math.min(start + 2, nameEnd), nameEnd, nameText),
      value: equals === -1 ? undefined : flagValue(logical, valueFrom, i, value.slice(equals + 1), escape, valueQuote),
    });
  }
}

function flagValue(logical: Logical, from: number, to: number, value: string, escape: number, quote: number): Token {
  const read = token(logical, from, to, value);
  if (value.length === to - from) return read;
  const places: number[] = [];
  let open = quote;
  for (let i = from; places.length < value.length; i++) {
    const code = logical.text.charCodeAt(i);
    if (open === 0 ? code === 34 || code === 39 : code === open) open = open === 0 ? code : 0;
    else places.push(code === escape ? ++i : i);
  }
  return { ...read, places };
}

/** Words between blanks, quotes meaning nothing: FROM, EXPOSE, COPY, ADD, VOLUME. */
export function readWords(logical: Logical, from: number, to: number): Token[] {
  const { text } = logical;
  const words: Token[] = [];
  let i = from;
  while (i < to) {
    while (i < to && isBlank(text.charCodeAt(i))) i++;
    if (i >= to) break;
    const start = i;
    while (i < to && !isBlank(text.charCodeAt(i))) i++;
    words.push(token(logical, start, i));
  }
  return words;
}

/** Words between spaces, where quotes and escapes keep one together; both stay in the text: ENV, LABEL, ARG. */
export function readQuotedWords(logical: Logical, from: number, to: number, escape: number): Token[] {
  const { text } = logical;
  const words: Token[] = [];
  let i = from;
  while (i < to) {
    while (i < to && isSpace(text.charCodeAt(i))) i++;
    if (i >= to) break;
    const start = i;
    let quote = 0;
    for (; i < to; i++) {
      const code = text.charCodeAt(i);
      if (quote === 0) {
        if (isSpace(code)) break;
        if (code === 34 || code === 39) quote = code;
        else if (code === escape) i++;
      } else if (code === quote) quote = 0;
      else if (code === escape && quote === 34) i++;
    }
    // An escape character at the very end, with nothing to escape, is dropped.
    const end = i > to ? to - 1 : i;
    i = Math.min(i, to);
    if (end > start) words.push(token(logical, start, end));
  }
  return words;
}

export interface Pairs {
  readonly pairs: Pair[];
  readonly legacy: boolean;
  readonly problem: SyntaxProblem | undefined;
}

/** Pairs of ENV and LABEL: `k=v …`, or the legacy `k rest` when the first word has no `=`. */
export function readPairs(logical: Logical, from: number, to: number, escape: number, keyword: string): Pairs {
  const words = readQuotedWords(logical, from, to, escape);
  const first = words[0];
  if (!first) return { pairs: [], legacy: false, problem: undefined };
  if (!first.text.includes('=')) {
    const { text } = logical;
    let keyEnd = from;
    while (keyEnd < to && !isBlank(text.charCodeAt(keyEnd))) keyEnd++;
    let valueStart = keyEnd;
    while (valueStart < to && isBlank(text.charCodeAt(valueStart))) valueStart++;
    const key = token(logical, from, keyEnd);
    if (valueStart >= to) {
      const problem: SyntaxProblem = { ...spanAt(logical, from, to), kind: 'missing-pair-value', subject: keyword };
      return { pairs: [{ start: key.start, end: key.end, key, value: undefined }], legacy: true, problem };
    }
    const value = token(logical, valueStart, to);
    return { pairs: [{ start: key.start, end: value.end, key, value }], legacy: true, problem: undefined };
  }
  let problem: SyntaxProblem | undefined;
  const pairs = words.map((word) => {
    const pair = splitPair(logical, word);
    if (!pair.value) problem ??= { start: word.start, end: word.end, kind: 'missing-equals', subject: word.text };
    return pair;
  });
  return { pairs, legacy: false, problem };
}

/** Splits a word at its first `=`. */
export function splitPair(logical: Logical, word: Token): Pair {
  const equals = word.text.indexOf('=');
  if (equals === -1) return { start: word.start, end: word.end, key: word, value: undefined };
  const at = logicalAt(logical, word.start);
  return {
    start: word.start,
    end: word.end,
    key: token(logical, at, at + equals),
    value: token(logical, at + equals + 1, at + word.text.length),
  };
}

/**
 * The exec form: a JSON array that takes the whole rest.
 * @returns undefined where the text is no valid JSON array, which the builder then takes as shell form.
 */
export function readJson(logical: Logical, from: number, to: number): JsonArray | undefined {
  const { text } = logical;
  const start = skipSpaces(text, from);
  if (start >= to || text.charCodeAt(start) !== 91) return undefined;
  const source = text.slice(start, to);
  let values: unknown;
  try {
    values = JSON.parse(source);
    // A number that is too large makes all of it no JSON to the builder.
    if (!isStrings(values)) JSON.parse(source, refuseInfinity);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values)) return undefined;
  const spans = elementSpans(source);
  const elements = values.map((value: unknown, index): JsonElement => {
    const at = spans[index] ?? { start: 0, end: 0 };
    const element = token(logical, start + at.start, start + at.end);
    return { ...element, value: typeof value === 'string' ? value : undefined };
  });
  return { start: offsetOf(logical, start), end: spanAt(logical, start, to).end, elements };
}

function isStrings(values: unknown): boolean {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

function refuseInfinity(_key: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw new RangeError('too large');
  return value;
}

/** Places of the elements of a valid JSON array. */
function elementSpans(json: string): Span[] {
  const spans: Span[] = [];
  let depth = 0;
  let start = -1;
  let last = -1;
  for (let i = 0; i < json.length; i++) {
    const c = json[i] ?? '';
    if (c === '"') {
      if (depth === 1 && start === -1) start = i;
      for (i++; i < json.length && json[i] !== '"'; i++) if (json[i] === '\\') i++;
      last = i + 1;
    } else if (c === '[' || c === '{') {
      depth++;
      if (depth === 2 && start === -1) start = i;
      last = i + 1;
    } else if (c === ']' || c === '}' || (c === ',' && depth === 1)) {
      if (depth === 1 && start !== -1) {
        spans.push({ start, end: last });
        start = -1;
      }
      if (c !== ',') depth--;
      last = i + 1;
    } else if (!/\s/.test(c)) {
      if (depth === 1 && start === -1) start = i;
      last = i + 1;
    }
  }
  return spans;
}

/** Where each character of a string stands; an escape counts as the place of its backslash. */
export function jsonPlaces(logical: Logical, element: JsonElement): readonly number[] {
  const places: number[] = [];
  const end = logicalAt(logical, element.end - 1);
  for (let i = logicalAt(logical, element.start) + 1; i < end; i++) {
    places.push(i);
    if (logical.text[i] === '\\') i += logical.text[i + 1] === 'u' ? 5 : 1;
  }
  return places;
}
