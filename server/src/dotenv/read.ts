import type { Span } from '../core/text.js';
import { interpolate } from './interpolation.js';

/** A line of an env file that sets a variable, or only names it. */
export interface EnvEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Undefined for a name alone, which takes its value from the shell, and where a variable in it is not known. */
  readonly value: string | undefined;
}

export interface EnvProblem extends Span {
  readonly kind: 'unterminated-quote' | 'space-in-key' | 'bad-character';
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly problems: readonly EnvProblem[];
}

const entryStart = /[ \t]*(?:export[ \t]+)?([^\s=:#][^=:\r\n]*?)?[ \t]*([=:]|$)/my;

/** Reads an env file as Compose does. */
export function readEnvFile(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  const problems: EnvProblem[] = [];
  const lookup = (name: string): string | undefined => entries.findLast(({ key }) => key === name)?.value;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(at, lineEnd);
    if (/^\s*(?:#|$)/.test(line)) {
      at = lineEnd + 1;
      continue;
    }
    entryStart.lastIndex = at;
    const match = entryStart.exec(text);
    const key = match?.[1];
    if (!match || key === undefined || match.index !== at) {
      problems.push({ kind: 'bad-character', start: at, end: lineEnd });
      at = lineEnd + 1;
      continue;
    }
    const keyStart = at + match[0].indexOf(key);
    const keySpan = { start: keyStart, end: keyStart + key.length };
    if (/\s/.test(key)) problems.push({ kind: 'space-in-key', ...keySpan });
    else if (!/^[\w.\-[\]]+$/.test(key)) problems.push({ kind: 'bad-character', ...keySpan });
    if (match[2] === '') {
      entries.push({ key, keySpan, value: undefined });
      at = lineEnd + 1;
      continue;
    }
    let valueAt = at + match[0].length;
    while (text[valueAt] === ' ' || text[valueAt] === '\t') valueAt++;
    const quote = text[valueAt];
    if (quote === '"' || quote === "'") {
      const close = closingQuote(text, valueAt);
      if (close === -1) {
        problems.push({ kind: 'unterminated-quote', start: valueAt, end: lineEnd });
        at = lineEnd + 1;
        continue;
      }
      const inner = text.slice(valueAt + 1, close);
      const value = quote === "'" ? inner.replaceAll("\\'", "'") : interpolate(unescape(inner), lookup);
      entries.push({ key, keySpan, value });
      const next = text.indexOf('\n', close);
      at = next === -1 ? text.length : next + 1;
      continue;
    }
    // A comment has a blank before it; what begins with `#` is a value.
    const rest = text.slice(valueAt, lineEnd);
    const comment = rest.indexOf(' #');
    const raw = (comment === -1 ? rest : rest.slice(0, comment)).trimEnd();
    entries.push({ key, keySpan, value: interpolate(raw, lookup) });
    at = lineEnd + 1;
  }
  return { entries, problems };
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
