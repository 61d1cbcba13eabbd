import type { Span } from '../../../core/text.js';

/** A use of a variable inside a word. Offsets are those of the text that was read. */
export interface VariableRef extends Span {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly braced: boolean;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/` or `//`. */
  readonly operator: string | undefined;
  /** What follows the operator. */
  readonly operand: Span | undefined;
  /** The reference whose operand this one stands in. */
  readonly inside: VariableRef | undefined;
}

export type ExpansionProblemKind =
  | 'bad-substitution'
  | 'missing-brace'
  | 'missing-slash'
  | 'unsupported-modifier'
  | 'unterminated-single-quote'
  | 'unterminated-double-quote';

export interface ExpansionProblem extends Span {
  readonly kind: ExpansionProblemKind;
  /** The modifier as written, for `unsupported-modifier`. */
  readonly modifier: string;
  /** The variable, where there is one. */
  readonly name: string;
}

/** What is known of a variable: `undefined` as value means set to something that the file does not tell. */
export type VariableState = { readonly set: false } | { readonly set: true; readonly value: string | undefined };

export interface Expansion {
  /** Every use in the text, in order, those in operands included. */
  readonly refs: readonly VariableRef[];
  /** The first thing that makes the builder refuse the text. */
  readonly problem: ExpansionProblem | undefined;
  /** The resulting text; undefined where it depends on something that the file does not tell. */
  readonly value: string | undefined;
  /** A `${x:?message}` whose variable is not set, so that the build stops. */
  readonly required: VariableRef | undefined;
}

const special = /[$'"\\`]/;
/** Values beyond this are taken as unknown: words that double themselves would fill the memory. */
const longestValue = 65536;
/** Words nested deeper than this are left unread. */
const deepestNesting = 200;
const allUnknown = (): VariableState => ({ set: true, value: undefined });
const noRefs: readonly VariableRef[] = [];

/** Reads a word as the builder's own word processing does, and expands it with what `lookup` knows. */
export function expand(
  text: string,
  escape: string,
  lookup: (name: string, ref: VariableRef) => VariableState = allUnknown,
): Expansion {
  if (!special.test(text)) return { refs: noRefs, problem: undefined, value: text, required: undefined };
  return new Expander(text, escape, lookup).run();
}

class Stop extends Error {}

/** One pass over one text. A class because the recursive functions share the place, the uses and the problem. */
class Expander {
  private at = 0;
  private depth = 0;
  private readonly refs: VariableRef[] = [];
  private problem: ExpansionProblem | undefined;
  private required: VariableRef | undefined;
  private readonly text: string;
  private readonly escape: string;
  private readonly lookup: (name: string, ref: VariableRef) => VariableState;

  constructor(text: string, escape: string, lookup: (name: string, ref: VariableRef) => VariableState) {
    this.text = text;
    this.escape = escape;
    this.lookup = lookup;
  }

  run(): Expansion {
    let value: string | undefined;
    try {
      value = this.until('', false, undefined);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    const stopped = this.problem !== undefined || this.required !== undefined;
    return {
      refs: this.refs.sort((a, b) => a.start - b.start),
      problem: this.problem,
      value: stopped ? undefined : value,
      required: this.required,
    };
  }

  private fail(kind: ExpansionProblemKind, start: number, name = '', modifier = ''): never {
    this.problem ??= { kind, start, end: Math.max(this.at, start + 1), modifier, name };
    throw new Stop();
  }

  private until(stop: string, raw: boolean, inside: VariableRef | undefined): string | undefined {
    let value: string | undefined = '';
    const add = (more: string | undefined): void => {
      value = joined(value, more);
    };
    while (this.at < this.text.length) {
      const c = this.text.charAt(this.at);
      if (stop !== '' && c === stop) {
        this.at++;
        return value;
      }
      if (c === "'") add(this.singleQuoted());
      else if (c === '"') add(this.doubleQuoted(raw, inside));
      else if (c === '$') add(this.dollar(inside));
      else if (c === this.escape) {
        if (raw) add(c);
        add(this.text.charAt(this.at + 1));
        this.at += 2;
      } else add(this.plainText(stop));
    }
    if (stop !== '') this.fail(stop === '/' ? 'missing-slash' : 'missing-brace', this.text.length - 1, inside?.name);
    return value;
  }

  /** The characters up to the next one that means something. */
  private plainText(stop: string): string {
    const start = this.at++;
    while (this.at < this.text.length) {
      const c = this.text.charAt(this.at);
      if (c === '$' || c === '"' || c === "'" || c === this.escape || c === stop) break;
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  private singleQuoted(): string {
    const start = this.at;
    const end = this.text.indexOf("'", start + 1);
    if (end === -1) {
      this.at = this.text.length;
      this.fail('unterminated-single-quote', start);
    }
    this.at = end + 1;
    return this.text.slice(start + 1, end);
  }

  private doubleQuoted(raw: boolean, inside: VariableRef | undefined): string | undefined {
    const start = this.at++;
    let value: string | undefined = '';
    while (this.at < this.text.length) {
      const c = this.text.charAt(this.at);
      if (c === '"') {
        this.at++;
        return value;
      }
      let more: string | undefined;
      if (c === '$') more = this.dollar(inside);
      else if (c === this.escape) {
        more = c;
        const next = this.text.charAt(++this.at);
        if (next === '"' || next === '$' || next === this.escape) {
          more = raw ? c + next : next;
          this.at++;
        }
      } else more = this.plainText('');
      value = joined(value, more);
    }
    return this.fail('unterminated-double-quote', start);
  }

  private dollar(inside: VariableRef | undefined): string | undefined {
    if (this.depth > deepestNesting) throw new Stop();
    const start = this.at++;
    if (this.text.charAt(this.at) !== '{') {
      const nameStart = this.at;
      const name = this.name();
      if (name === '') return '$';
      const ref: VariableRef = {
        start,
        end: this.at,
        name,
        nameStart,
        nameEnd: this.at,
        braced: false,
        operator: undefined,
        operand: undefined,
        inside,
      };
      this.refs.push(ref);
      return this.plain(ref);
    }
    this.at++;
    const first = this.text.charAt(this.at);
    if (first === '') this.fail('missing-brace', start);
    if (first === '{' || first === '}' || first === ':') {
      this.at++;
      this.fail('bad-substitution', start);
    }
    this.depth++;
    const value = this.braced(start, inside);
    this.depth--;
    return value;
  }

  private braced(start: number, inside: VariableRef | undefined): string | undefined {
    const nameStart = this.at;
    const name = this.name();
    const nameEnd = this.at;
    const ref = (operator: string | undefined, operand: Span | undefined, end: number): VariableRef => ({
      start,
      end,
      name,
      nameStart,
      nameEnd,
      braced: true,
      operator,
      operand,
      inside,
    });
    const modifierAt = this.at;
    let operator = this.text.charAt(this.at++);
    if (operator === '') this.fail('missing-brace', start, name);
    if (operator === '}') {
      const plain = ref(undefined, undefined, this.at);
      this.refs.push(plain);
      return this.plain(plain);
    }
    if (operator === ':') operator += this.text.charAt(this.at++);
    const kind = operator.charAt(operator.length - 1);
    if (operator === '/') return this.replacement(ref, modifierAt);
    if (!'+-?#%'.includes(kind) || kind === '' || operator === ':#' || operator === ':%') {
      // The modifier is read to its brace, so that an editor can mark all of it.
      this.fail('unsupported-modifier', modifierAt, name, operator);
    }
    const trims = kind === '#' || kind === '%';
    const operandStart = this.at;
    const provisional = ref(operator, undefined, this.at);
    const word = this.until('}', trims, provisional);
    const whole = ref(operator, { start: operandStart, end: this.at - 1 }, this.at);
    this.refs.push(whole);
    const state = this.lookup(name, whole);
    const unknown = state.set && state.value === undefined;
    const missing = !state.set || (operator.startsWith(':') && state.value === '');
    switch (kind) {
      case '-':
        return missing ? word : unknown ? undefined : state.value;
      case '+':
        if (unknown && operator.startsWith(':')) return undefined;
        return missing ? '' : word;
      case '?':
        if (missing) {
          this.required ??= whole;
          throw new Stop();
        }
        return state.set ? state.value : undefined;
      default: {
        if (word === undefined || unknown) return undefined;
        const greedy = word.startsWith(kind);
        const value = state.set ? (state.value ?? '') : '';
        return trim(value, greedy ? word.slice(1) : word, kind === '#' ? 'start' : 'end', greedy);
      }
    }
  }

  private replacement(
    ref: (operator: string, operand: Span, end: number) => VariableRef,
    modifierAt: number,
  ): string | undefined {
    const all = this.text.charAt(this.at) === '/';
    if (all) this.at++;
    const operator = all ? '//' : '/';
    const operandStart = this.at;
    const provisional = ref(operator, { start: operandStart, end: operandStart }, modifierAt);
    const pattern = this.until('/', true, provisional);
    const by = this.until('}', true, provisional);
    const whole = ref(operator, { start: operandStart, end: this.at - 1 }, this.at);
    this.refs.push(whole);
    const state = this.lookup(whole.name, whole);
    if (pattern === undefined || by === undefined || (state.set && state.value === undefined)) return undefined;
    return substitute(state.set ? (state.value ?? '') : '', pattern, by, all);
  }

  private plain(ref: VariableRef): string | undefined {
    const state = this.lookup(ref.name, ref);
    return state.set ? state.value : '';
  }

  private name(): string {
    const rest = /^(?:[0-9]+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)/u.exec(this.text.slice(this.at, this.at + 256));
    const name = rest?.[0] ?? '';
    this.at += name.length;
    return name;
  }
}

function joined(value: string | undefined, more: string | undefined): string | undefined {
  if (value === undefined || more === undefined || value.length + more.length > longestValue) return undefined;
  return value + more;
}

const longestPatternValue = 2048;

function trim(value: string, pattern: string, side: 'start' | 'end', greedy: boolean): string | undefined {
  if (value.length > longestPatternValue) return undefined;
  const matches = wildcard(pattern);
  for (let i = 0; i <= value.length; i++) {
    const length = greedy ? value.length - i : i;
    if (side === 'start' && matches(value.slice(0, length))) return value.slice(length);
    if (side === 'end' && matches(value.slice(value.length - length))) return value.slice(0, value.length - length);
  }
  return value;
}

function substitute(value: string, pattern: string, by: string, all: boolean): string | undefined {
  if (value.length > longestPatternValue || pattern === '') return value === '' ? by : undefined;
  const matches = wildcard(pattern);
  let result = '';
  let i = 0;
  while (i < value.length) {
    let length = -1;
    for (let n = value.length - i; n > 0; n--) {
      if (matches(value.slice(i, i + n))) {
        length = n;
        break;
      }
    }
    if (length === -1) result += value.charAt(i++);
    else {
      result += by;
      i += length;
      if (!all) break;
    }
  }
  return result + value.slice(i);
}

/** Matches a whole text against `*`, `?` and escaped characters, in time linear in text times pattern. */
function wildcard(pattern: string): (text: string) => boolean {
  const parts: (string | 1 | 2)[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c === '*') parts.push(2);
    else if (c === '?') parts.push(1);
    else parts.push(c === '\\' ? pattern.charAt(++i) : c);
  }
  return (text) => {
    let p = 0;
    let t = 0;
    let star = -1;
    let mark = 0;
    while (t < text.length) {
      const part = parts[p];
      if (part === 2) {
        star = p++;
        mark = t;
      } else if (part === 1 || part === text.charAt(t)) {
        p++;
        t++;
      } else if (star !== -1) {
        p = star + 1;
        t = ++mark;
      } else return false;
    }
    while (parts[p] === 2) p++;
    return p === parts.length;
  };
}
