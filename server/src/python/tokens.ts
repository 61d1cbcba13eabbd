import { lineEnd } from '../core/text.js';

// Tokens of a Python script, as far as names, strings and brackets tell them apart.

export interface PythonToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  readonly text: string;
  readonly pos: number;
  readonly end: number;
  /** How many brackets are open around it. */
  readonly depth: number;
}

export interface PythonProblem {
  readonly kind: 'unclosed' | 'unopened' | 'mismatched' | 'string';
  readonly pos: number;
  readonly end: number;
}

export interface PythonTokens {
  readonly tokens: readonly PythonToken[];
  /** What Python surely refuses; nothing after the first is read. */
  readonly problem: PythonProblem | undefined;
  /** Comments and the inside of strings, where a word may be a name as well. */
  readonly other: readonly string[];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const operator = /(?:\*\*=|\/\/=|>>=|<<=|\.\.\.|[-+*/%&|^@]=|==|!=|<=|>=|->|:=|\*\*|\/\/|<<|>>|[^\s\w])/y;
const word = /[\p{L}_][\p{L}\p{N}_]*/uy;
const number = /(?:\d|\.\d)[\w.]*/y;
const quote = /"""|'''|"|'/y;

/** Reads a script. Each character is looked at a few times at most, however the text is written. */
export function pythonTokens(text: string): PythonTokens {
  const tokens: PythonToken[] = [];
  const other: string[] = [];
  const open: { readonly text: string; readonly pos: number }[] = [];
  let problem: PythonProblem | undefined;
  let at = 0;
  const push = (kind: PythonToken['kind'], end: number): void => {
    tokens.push({ kind, text: text.slice(at, end), pos: at, end, depth: open.length });
    at = end;
  };
  const match = (pattern: RegExp, from: number): string | undefined => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length && !problem) {
    const c = text[at] ?? '';
    if (c === '\n') {
      if (open.length === 0) push('newline', at + 1);
      else at++;
    } else if (c === '\\' || /\s/.test(c)) at++;
    else if (c === '#') {
      const end = lineEnd(text, at);
      other.push(text.slice(at, end));
      at = end;
    } else if (match(number, at) !== undefined) push('number', at + (match(number, at)?.length ?? 1));
    else {
      const name = match(word, at) ?? '';
      const mark = name.length <= 2 && /^[a-z]*$/i.test(name) ? match(quote, at + name.length) : undefined;
      if (mark !== undefined && (name === '' || /^(?:[rbuft]|r[bft]|[bft]r)$/i.test(name))) {
        const end = stringEnd(text, at + name.length + mark.length, mark, /[ft]/i.test(name));
        if (end === undefined) problem = { kind: 'string', pos: at, end: lineEnd(text, at) };
        else {
          other.push(text.slice(at, end));
          push('string', end);
        }
      } else if (name !== '') push('name', at + name.length);
      else {
        const found = match(operator, at) ?? c;
        if (closing[found]) {
          push('operator', at + 1);
          open.push({ text: found, pos: at - 1 });
        } else if (/^[)\]}]$/.test(found)) {
          const last = open.pop();
          if (!last) problem = { kind: 'unopened', pos: at, end: at + 1 };
          else if (closing[last.text] !== found) problem = { kind: 'mismatched', pos: at, end: at + 1 };
          push('operator', at + 1);
        } else push('operator', at + found.length);
      }
    }
  }
  const last = open[open.length - 1];
  if (!problem && last) problem = { kind: 'unclosed', pos: last.pos, end: last.pos + 1 };
  return { tokens, problem, other };
}

/** After the mark that closes a string; undefined where there is none. */
function stringEnd(text: string, from: number, mark: string, formatted: boolean): number | undefined {
  let braces = 0;
  for (let at = from; at < text.length; at++) {
    const c = text[at];
    if (c === '\\') at++;
    else if (c === '\n' && mark.length === 1 && braces === 0) return undefined;
    else if (formatted && c === '{' && braces === 0 && text[at + 1] === '{') at++;
    else if (formatted && c === '{') braces++;
    else if (formatted && c === '}' && braces > 0) braces--;
    else if (text.startsWith(mark, at)) {
      if (braces === 0) return at + mark.length;
      // Since 3.12, what is put in may have strings of the same quotes. Where it is no such string, the outer one ends here.
      const inner = text.indexOf(mark, at + mark.length);
      const end = text.indexOf('}', at);
      if (inner === -1 || end === -1 || inner > end) return at + mark.length;
      at = inner + mark.length - 1;
    }
  }
  return undefined;
}
