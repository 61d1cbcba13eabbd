import { lineEnd, type Span } from '../core/text.js';
import { interpolate, variablesIn } from './interpolation.js';

/** A line of an env file that sets a variable, or only names it. */
export interface EnvEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Undefined for a name alone, which takes its value from the shell, and where a variable in it is not known. */
  readonly value: string | undefined;
  /** The value as written, with its quotes; undefined for a name alone. */
  readonly valueSpan: Span | undefined;
  /** Whether variables in the value are put in: not in single quotes. */
  readonly expands: boolean;
}

/**
 * What Compose refuses, with the key that it is about: a quote that nothing closes, a key of two words or with a character
 * that no key has, a `${` that is none. And what it reads in another way than it looks: text after the closing quote, a
 * value without a name.
 */
export interface EnvProblem extends Span {
  readonly kind:
    | 'unterminated-quote'
    | 'space-in-key'
    | 'bad-character'
    | 'bad-variable'
    | 'text-after-quote'
    | 'nameless';
  readonly key: string;
}

export interface EnvComment extends Span {
  /** Without the `#` and surrounding blanks. */
  readonly text: string;
  /** Whether it has its line for itself. */
  readonly ownLine: boolean;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly problems: readonly EnvProblem[];
  readonly comments: readonly EnvComment[];
}

/** Reads an env file as Compose does, but goes on where that stops. Total, and linear in the text. */
export function readEnvFile(text: string): EnvFile {
  const reader = new Reader(text);
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) at = reader.statement(at) + 1;
  return reader;
}

class Reader implements EnvFile {
  readonly entries: EnvEntry[] = [];
  readonly problems: EnvProblem[] = [];
  readonly comments: EnvComment[] = [];
  readonly #text: string;
  readonly #values = new Map<string, string | undefined>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads what starts in a line. @returns the end of its last line. */
  statement(lineStart: number): number {
    const text = this.#text;
    const end = lineEnd(text, lineStart);
    const start = lineStart + blanksBefore(text.slice(lineStart, end));
    if (start === end) return end;
    if (text[start] === '#') {
      this.#comment(start, end, true);
      return end;
    }
    const line = text.slice(start, end);
    const exported = /^export[ \t]+/.exec(line)?.[0].length ?? 0;
    const sign = line.slice(exported).search(/[=:]/);
    const key = (sign === -1 ? line : line.slice(0, exported + sign)).slice(exported).trim();
    const keyStart = start + exported + blanksBefore(line.slice(exported));
    const keySpan = { start: keyStart, end: keyStart + key.length };
    if (key === '') {
      this.problems.push({ kind: 'nameless', key, start, end: start + line.trimEnd().length });
      return end;
    }
    if (!/^[\p{L}\p{N}_.\-[\]\s]+$/u.test(key)) this.problems.push({ kind: 'bad-character', key, ...keySpan });
    else if (/\s/.test(key)) this.problems.push({ kind: 'space-in-key', key, ...keySpan });
    if (sign === -1) {
      this.#add({ key, keySpan, value: undefined, valueSpan: undefined, expands: false });
      return end;
    }
    const after = start + exported + sign + 1;
    const valueStart = after + blanksBefore(text.slice(after, end));
    const quote = text[valueStart];
    return quote === '"' || quote === "'"
      ? this.#quoted(key, keySpan, valueStart, quote, end)
      : this.#plain(key, keySpan, valueStart, end);
  }

  #plain(key: string, keySpan: Span, start: number, end: number): number {
    const rest = this.#text.slice(start, end);
    // A comment has a blank before it; what begins with `#` is a value.
    const comment = rest.indexOf(' #');
    if (comment !== -1) this.#comment(start + comment + 1, end, false);
    const raw = (comment === -1 ? rest : rest.slice(0, comment)).trimEnd();
    const valueSpan = { start, end: start + raw.length };
    this.#checkVariables(key, raw, start);
    this.#add({ key, keySpan, value: interpolate(raw, this.#lookup), valueSpan, expands: true });
    return end;
  }

  #quoted(key: string, keySpan: Span, start: number, quote: string, end: number): number {
    const text = this.#text;
    const close = closingQuote(text, start);
    if (close === -1) {
      this.problems.push({
        kind: 'unterminated-quote',
        key,
        start,
        end: start + text.slice(start, end).trimEnd().length,
      });
      this.#add({ key, keySpan, value: undefined, valueSpan: { start, end }, expands: false });
      return end;
    }
    const inner = text.slice(start + 1, close);
    const expands = quote === '"';
    if (expands) this.#checkVariables(key, inner, start + 1);
    const value = expands ? interpolate(unescape(inner), this.#lookup) : inner.replaceAll("\\'", "'");
    this.#add({ key, keySpan, value, valueSpan: { start, end: close + 1 }, expands });
    const last = lineEnd(text, close);
    const restStart = close + 1 + blanksBefore(text.slice(close + 1, last));
    if (text[restStart] === '#') this.#comment(restStart, last, false);
    else if (restStart < last) {
      const written = text.slice(restStart, last).trimEnd().length;
      this.problems.push({ kind: 'text-after-quote', key, start: restStart, end: restStart + written });
    }
    return last;
  }

  #add(entry: EnvEntry): void {
    this.entries.push(entry);
    this.#values.set(entry.key, entry.value);
  }

  readonly #lookup = (name: string): string | undefined => this.#values.get(name);

  #checkVariables(key: string, value: string, at: number): void {
    if (!value.includes('$')) return;
    for (const { start, end } of variablesIn(value.replaceAll('\\$', '$$$$')).bad)
      this.problems.push({ kind: 'bad-variable', key, start: at + start, end: at + end });
  }

  #comment(start: number, end: number, ownLine: boolean): void {
    const written = this.#text.slice(start, end).trimEnd();
    this.comments.push({ start, end: start + written.length, text: written.slice(1).trim(), ownLine });
  }
}

function blanksBefore(line: string): number {
  return line.length - line.trimStart().length;
}

function closingQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function unescape(text: string): string {
  return text.replace(
    /\\(.)/gs,
    (whole, one: string) =>
      ({ a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '"': '"', '\\': '\\', $: '$$' })[one] ??
      whole,
  );
}
