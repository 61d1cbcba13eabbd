import { parseNumber } from './numbers.js';

// Words and signs of an expression. A lexer error never ends the reading: what cannot be read is a `bad` token.

export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'sign'; readonly sign: Sign }
  /** Something that a problem has been reported about. */
  | { readonly kind: 'bad' }
);

export type Sign = '(' | ')' | '[' | ']' | ',' | '.' | '*' | '!' | '!=' | '==' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** What is wrong with an expression's text. The rules say it in words. */
export interface ExprProblem {
  readonly kind: 'syntax' | 'unclosed' | 'empty' | 'double-quotes' | 'too-long' | 'too-deep';
  readonly start: number;
  readonly end: number;
  /**
   * Of `syntax`:
   * - `characters`: `found` is no word of the language, such as `a$b` or `+`
   * - `number`: `found` is no number, such as `1x`
   * - `operator`: `found` (`=`, `&` or `|`) should be doubled: `expected`
   * - `operand`: a value is missing; `found` is what stands there, or undefined at the end
   * - `property`: a name or `*` is missing after a dot
   * - `end`: `found` follows a complete expression
   * - `literal-access`: a literal has no properties or elements
   */
  readonly reason?: 'characters' | 'number' | 'operator' | 'operand' | 'property' | 'end' | 'literal-access';
  readonly found?: string;
  /** Of `unclosed`, what would close it: `'`, `)` or `]`; of `operator`, the operator that must be meant. */
  readonly expected?: string;
  /** Of `double-quotes`, the same text in single quotes; undefined where no quote closes it. */
  readonly replacement?: string | undefined;
}

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly problems: readonly ExprProblem[];
}

const legalName = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** What words are made of: all but signs and blanks. Quotes do not end a word: `a'b'` is one, wrong, word. */
const word = /[^\s()[\],.!<>=&|]*/y;
const numericWord = /[^\s()[\],!<>=&|]*/y;
const blanks = /\s*/y;

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

export function lex(text: string): Lexed {
  const tokens: Token[] = [];
  const problems: ExprProblem[] = [];
  let at = 0;

  const sign = (one: Sign): void => {
    tokens.push({ kind: 'sign', sign: one, start: at, end: at + one.length });
    at += one.length;
  };

  for (at = endOf(blanks, text, at); at < text.length; at = endOf(blanks, text, at)) {
    const char = text.charAt(at);
    const next = text[at + 1];
    const previous = tokens.at(-1);
    switch (char) {
      case '(':
      case ')':
      case '[':
      case ']':
      case ',':
      case '*':
        sign(char);
        continue;
      case '.':
        if (isDigit(next) && !mayHaveProperties(previous)) break;
        sign('.');
        continue;
      case '!':
      case '<':
      case '>':
        sign(next === '=' ? `${char}=` : char);
        continue;
      case '=':
      case '&':
      case '|':
        if (next !== char) {
          const expected = char + char;
          problems.push({ kind: 'syntax', reason: 'operator', start: at, end: at + 1, found: char, expected });
        }
        tokens.push({ kind: 'sign', sign: (char + char) as Sign, start: at, end: at + (next === char ? 2 : 1) });
        at += next === char ? 2 : 1;
        continue;
      case "'":
      case '"': {
        const read = readString(text, at, char);
        const start = at;
        at = read.end;
        tokens.push({ kind: 'string', value: read.value, start, end: at });
        if (char === '"') {
          const replacement = read.closed ? `'${read.value.replaceAll("'", "''")}'` : undefined;
          problems.push({ kind: 'double-quotes', start, end: at, replacement });
        } else if (!read.closed) problems.push({ kind: 'unclosed', start, end: at, expected: char });
        continue;
      }
    }
    const start = at;
    const afterDot = previous?.kind === 'sign' && previous.sign === '.' && mayHaveProperties(tokens.at(-2));
    const numeric = !afterDot && (isDigit(char) || char === '.' || char === '-' || char === '+');
    at = endOf(numeric ? numericWord : word, text, at + 1);
    const written = text.slice(start, at);
    if (numeric) {
      const value = parseNumber(written);
      if (!Number.isNaN(value)) {
        tokens.push({ kind: 'number', value, start, end: at });
      } else {
        const reason = isDigit(written.at(-1)) || isDigit(char) ? 'number' : 'characters';
        problems.push({ kind: 'syntax', reason, start, end: at, found: written });
        tokens.push({ kind: 'bad', start, end: at });
      }
    } else {
      const legal = legalName.test(written);
      if (!legal) problems.push({ kind: 'syntax', reason: 'characters', start, end: at, found: written });
      tokens.push(
        legal || afterDot ? { kind: 'name', text: written, start, end: at } : { kind: 'bad', start, end: at },
      );
    }
  }
  return { tokens, problems };
}

/** Whether a dot after a token starts a property, not a number. */
function mayHaveProperties(token: Token | undefined): boolean {
  if (token?.kind === 'sign') return token.sign === ')' || token.sign === ']' || token.sign === '*';
  return token !== undefined && token.kind !== 'number';
}

/** Reads a string in which a doubled quote stands for one. */
function readString(text: string, start: number, quote: string): { value: string; end: number; closed: boolean } {
  let end = start + 1;
  for (;;) {
    const close = text.indexOf(quote, end);
    if (close === -1) break;
    if (text[close + 1] !== quote) {
      const value = text.slice(start + 1, close).replaceAll(quote + quote, quote);
      return { value, end: close + 1, closed: true };
    }
    end = close + 2;
  }
  return { value: text.slice(start + 1).replaceAll(quote + quote, quote), end: text.length, closed: false };
}
