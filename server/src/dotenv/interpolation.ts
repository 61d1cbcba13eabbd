import type { Span } from '../core/text.js';

/** What `:-` and its kin do: a default, a demand, or an alternative; with the colon, an empty value counts as unset. */
export type Operator = ':-' | '-' | ':?' | '?' | ':+' | '+';

/** A variable in a scalar's text: `$NAME` or `${NAME…}`. Offsets are those of the scalar's text. */
export interface Variable extends Span {
  readonly name: string;
  readonly nameStart: number;
  readonly operator: Operator | undefined;
  /** What follows the operator, which may hold variables itself. */
  readonly operand: string;
  readonly operandStart: number;
}

/** A `${` that Compose refuses. */
export interface BadVariable extends Span {
  readonly text: string;
}

export interface Interpolation {
  readonly variables: readonly Variable[];
  readonly bad: readonly BadVariable[];
}

const nameAt = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const operatorAt = /:?[-?+]/y;

/** The variables of a text, outermost only: those in an operand are found by reading the operand. `$$` stands for a `$`. */
export function variablesIn(text: string): Interpolation {
  const variables: Variable[] = [];
  const bad: BadVariable[] = [];
  for (let at = text.indexOf('$'); at !== -1; at = text.indexOf('$', at)) {
    if (text[at + 1] === '$') {
      at += 2;
      continue;
    }
    const braced = text[at + 1] === '{';
    const nameStart = at + (braced ? 2 : 1);
    const name = match(nameAt, text, nameStart);
    if (!braced) {
      if (name)
        variables.push({
          name,
          nameStart,
          operator: undefined,
          operand: '',
          operandStart: 0,
          start: at,
          end: nameStart + name.length,
        });
      at = nameStart + (name?.length ?? 0);
      continue;
    }
    const end = closing(text, nameStart);
    const afterName = nameStart + (name?.length ?? 0);
    const operator = name && match(operatorAt, text, afterName);
    const operandStart = afterName + (operator?.length ?? 0);
    if (end === -1 || !name || (!operator && afterName !== end)) {
      const newline = text.indexOf('\n', at);
      const stop = end !== -1 ? end + 1 : newline === -1 ? text.length : newline;
      bad.push({ start: at, end: stop, text: text.slice(at, stop) });
      at = stop;
      continue;
    }
    variables.push({
      name,
      nameStart,
      operator: operator as Operator | undefined,
      operand: text.slice(operandStart, end),
      operandStart,
      start: at,
      end: end + 1,
    });
    at = end + 1;
  }
  return { variables, bad };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/**
 * The place of the brace that closes the one before `from`; -1 without one. Every brace counts, also one without a dollar,
 * but not the character after an opening one; where the count leads nowhere, the last one closes. It is on the same line.
 */
function closing(text: string, from: number): number {
  let depth = 1;
  const newline = text.indexOf('\n', from);
  const lineEnd = newline === -1 ? text.length : newline;
  for (let at = from + 1; at < lineEnd; at++) {
    if (text[at] === '}' && --depth === 0) return at;
    if (text[at] !== '{') continue;
    depth++;
    at++;
  }
  if (text[from] === '}') return from;
  const last = text.lastIndexOf('}', lineEnd);
  return last < from ? -1 : last;
}

/** The value of a variable: `undefined` where it is not set, `unknown` where that cannot be told. */
export type Lookup = (name: string) => string | undefined;

const mostNested = 20;

/**
 * The text as Compose sees it; undefined where a variable without a value and without a default makes it unknown.
 * A default holds where no file sets the variable, though a shell might.
 */
export function interpolate(text: string, lookup: Lookup, depth = 0): string | undefined {
  if (!text.includes('$')) return text;
  if (depth > mostNested) return undefined;
  const { variables, bad } = variablesIn(text);
  if (bad.length > 0) return undefined;
  let result = '';
  let at = 0;
  for (const { name, operator, operand, start, end } of variables) {
    result += text.slice(at, start).replaceAll('$$', '$');
    at = end;
    const value = lookup(name);
    const set = value !== undefined && !(operator?.startsWith(':') && value === '');
    const part = operator?.endsWith('+')
      ? set
        ? interpolate(operand, lookup, depth + 1)
        : ''
      : set
        ? value
        : operator?.endsWith('-')
          ? interpolate(operand, lookup, depth + 1)
          : undefined;
    if (part === undefined) return undefined;
    result += part;
  }
  return result + text.slice(at).replaceAll('$$', '$');
}

/** Every variable of a text, also those in operands. Offsets are those of the text. */
export function allVariablesIn(text: string, depth = 0): Interpolation {
  const { variables, bad } = variablesIn(text);
  const found = [...variables];
  const wrong = [...bad];
  for (const { operand, operandStart: by } of variables) {
    if (depth > mostNested || !operand.includes('$')) continue;
    const inner = allVariablesIn(operand, depth + 1);
    for (const one of inner.variables)
      found.push({
        ...one,
        start: one.start + by,
        end: one.end + by,
        nameStart: one.nameStart + by,
        operandStart: one.operandStart + by,
      });
    for (const one of inner.bad) wrong.push({ ...one, start: one.start + by, end: one.end + by });
  }
  return { variables: found, bad: wrong };
}
