import type { Span } from '../../../core/text.js';
import { substitute, trim, wrongEscape } from './pattern.js';

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
  | 'invalid-pattern'
  | 'unsupported-modifier'
  | 'unterminated-single-quote'
  | 'unterminated-double-quote';

export interface ExpansionProblem extends Span {
  readonly kind: ExpansionProblemKind;
  /** The modifier as written, for `unsupported-modifier`; the escape, for `invalid-pattern`. */
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
const namePattern = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy;
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

/** A value without its quotes; undefined where variables are part of it. */
export function plainValue(text: string): string | undefined {
  const { refs, value } = expand(text, '\\');
  return refs.length > 0 ? undefined : value;
}

class Stop extends Error {}

/** How escapes are read: taken out, kept for what reads the text once more, or doubled in quotes as a pattern has it. */
type Escapes = 'resolve' | 'keep' | 'pattern';

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
      value = this.until('', 'resolve', undefined);
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
    if (this.problem === undefined || this.problem.kind === 'invalid-pattern') {
      this.problem = { kind, start, end: Math.max(this.at, start + 1), modifier, name };
    }
    throw new Stop();
  }

  private until(stop: string, escapes: Escapes, inside: VariableRef | undefined): string | undefined {
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
      if (c === "'") add(this.singleQuoted(escapes));
      else if (c === '"') add(this.doubleQuoted(escapes, inside));
      else if (c === '$') add(this.dollar(inside));
      else if (c === this.escape) {
        if (escapes !== 'resolve') add(c);
        add(this.text.charAt(this.at + 1));
        this.at += 2;
      } else add(this.plainText(stop));
    }
    if (stop !== '') {
      const start = inside?.start ?? this.text.length - 1;
      this.fail(stop === '/' ? 'missing-slash' : 'missing-brace', start, inside?.name);
    }
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

  private singleQuoted(escapes: Escapes): string {
    const start = this.at;
    const end = this.text.indexOf("'", start + 1);
    if (end === -1) {
      this.at = this.text.length;
      this.fail('unterminated-single-quote', start);
    }
    this.at = end + 1;
    const text = this.text.slice(start + 1, end);
    return escapes === 'pattern' ? text.replaceAll(this.escape, this.escape + this.escape) : text;
  }

  private doubleQuoted(escapes: Escapes, inside: VariableRef | undefined): string | undefined {
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
        const next = this.text.charAt(++this.at);
        const kept = escapes === 'resolve' ? '' : c;
        if (next === '"' || next === '$' || next === this.escape) {
          more = kept + next;
          this.at++;
        } else more = kept + c;
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
    const word = this.until('}', trims ? 'pattern' : 'resolve', provisional);
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
        if (word === undefined) return undefined;
        const greedy = word.startsWith(kind);
        this.checkPattern(greedy ? word.slice(1) : word, kind === '%', operandStart, this.at - 1, name);
        if (unknown) return undefined;
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
    const pattern = this.until('/', 'pattern', provisional);
    const patternEnd = this.at - 1;
    const by = this.until('}', 'keep', provisional);
    const whole = ref(operator, { start: operandStart, end: this.at - 1 }, this.at);
    this.refs.push(whole);
    if (pattern !== undefined) this.checkPattern(pattern, false, operandStart, patternEnd, whole.name);
    const state = this.lookup(whole.name, whole);
    if (pattern === undefined || by === undefined || (state.set && state.value === undefined)) return undefined;
    return substitute(state.set ? (state.value ?? '') : '', pattern, by, all);
  }

  private checkPattern(pattern: string, backwards: boolean, start: number, end: number, name: string): void {
    const wrong = wrongEscape(pattern, backwards);
    if (wrong === undefined) return;
    // Where variables are not looked up, as in heredocs, the builder does not look at patterns: what follows is read on.
    this.problem ??= { kind: 'invalid-pattern', start, end, modifier: wrong, name };
  }

  private plain(ref: VariableRef): string | undefined {
    const state = this.lookup(ref.name, ref);
    return state.set ? state.value : '';
  }

  private name(): string {
    namePattern.lastIndex = this.at;
    const name = namePattern.exec(this.text)?.[0] ?? '';
    this.at += name.length;
    return name;
  }
}

function joined(value: string | undefined, more: string | undefined): string | undefined {
  if (value === undefined || more === undefined || value.length + more.length > longestValue) return undefined;
  return value + more;
}
