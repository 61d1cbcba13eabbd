// Regular expressions from files that nobody has vouched for, matched in time linear in text times pattern. The syntax is
// that of RE2 without what few write: Unicode classes, flags inside of groups.

/** Whether a text has a match anywhere. */
export type Pattern = (text: string) => boolean;

const mostSteps = 2000;
const deepest = 50;
const longestText = 4000;

type Test = (c: string) => boolean;

type Step =
  | { readonly kind: 'one'; readonly test: Test }
  | { readonly kind: 'split'; to: number; also: number }
  | { readonly kind: 'at'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'end' };

/** Reads an expression; undefined where it is none, or one that is too large. */
export function linearPattern(source: string): Pattern | undefined {
  const ignoreCase = source.startsWith('(?i)');
  const reader = new Reader(ignoreCase ? source.slice(4) : source, ignoreCase);
  const tree = reader.whole();
  if (!tree) return undefined;
  const steps: Step[] = [];
  if (!emit(tree, steps)) return undefined;
  steps.push({ kind: 'end' });
  return (text) => run(steps, text.slice(0, longestText));
}

type Tree =
  | { readonly kind: 'one'; readonly test: Test }
  | { readonly kind: 'at'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'row' | 'choice'; readonly parts: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly part: Tree; readonly least: number; readonly most: number };

const any: Tree = { kind: 'one', test: (c) => c !== '\n' };
const isWord: Test = (c) => /^\w$/.test(c);

class Reader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;
  #depth = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  whole(): Tree | undefined {
    const tree = this.#choice();
    return this.#at === this.#source.length ? tree : undefined;
  }

  #choice(): Tree | undefined {
    if (++this.#depth > deepest) return undefined;
    const parts: Tree[] = [];
    do {
      const row = this.#row();
      if (!row) return undefined;
      parts.push(row);
    } while (this.#take('|'));
    this.#depth--;
    return { kind: 'choice', parts };
  }

  #row(): Tree | undefined {
    const parts: Tree[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const part = this.#repeated();
      if (!part) return undefined;
      parts.push(part);
    }
    return { kind: 'row', parts };
  }

  #repeated(): Tree | undefined {
    let part = this.#atom();
    for (let times = 0; part && times < 4; times++) {
      const range = this.#quantifier();
      if (!range) return part;
      if (range.least > 1000 || (range.most !== Infinity && range.most > 1000)) return undefined;
      part = { kind: 'repeat', part, ...range };
    }
    return part;
  }

  #quantifier(): { readonly least: number; readonly most: number } | undefined {
    const [text, sign, least = '', comma, most = ''] =
      /^(?:([*+?])|\{(\d{1,4})(,)?(\d{0,4})\})\??/.exec(this.#source.slice(this.#at, this.#at + 16)) ?? [];
    if (text === undefined) return undefined;
    this.#at += text.length;
    if (sign) return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    const from = Number(least);
    return { least: from, most: comma === undefined ? from : most === '' ? Infinity : Number(most) };
  }

  #atom(): Tree | undefined {
    const c = this.#source[this.#at++] ?? '';
    switch (c) {
      case '.':
        return any;
      case '^':
        return { kind: 'at', holds: (_, at) => at === 0 };
      case '$':
        return { kind: 'at', holds: (text, at) => at === text.length };
      case '[':
        return this.#class();
      case '(': {
        const [lead] = /^\?(?::|P?<\w+>)/.exec(this.#source.slice(this.#at, this.#at + 40)) ?? [];
        if (lead !== undefined) this.#at += lead.length;
        const inner = this.#source[this.#at] === '?' ? undefined : this.#choice();
        return inner && this.#take(')') ? inner : undefined;
      }
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
      case ')':
      case '':
        return undefined;
      default:
        return { kind: 'one', test: this.#same(c) };
    }
  }

  #escape(): Tree | undefined {
    const c = this.#source[this.#at++] ?? '';
    const edge = (text: string, at: number): boolean => isWord(text[at - 1] ?? '') !== isWord(text[at] ?? '');
    if (c === 'b') return { kind: 'at', holds: edge };
    if (c === 'B') return { kind: 'at', holds: (text, at) => !edge(text, at) };
    const test = this.#escaped(c);
    return test && { kind: 'one', test };
  }

  #escaped(c: string): Test | undefined {
    const group = classes[c.toLowerCase()];
    if (group) return c === c.toLowerCase() ? group : (one) => !group(one);
    const control = controls[c];
    if (control !== undefined) return this.#same(control);
    return c !== '' && !/\w/.test(c) ? this.#same(c) : undefined;
  }

  #class(): Tree | undefined {
    const negated = this.#take('^');
    const tests: Test[] = [];
    for (let first = true; ; first = false) {
      const c = this.#source[this.#at++];
      if (c === undefined || (c === '[' && this.#source[this.#at] === ':')) return undefined;
      if (c === ']' && !first) break;
      if (c === '\\') {
        const test = this.#escaped(this.#source[this.#at++] ?? '');
        if (!test) return undefined;
        tests.push(test);
        continue;
      }
      const to = this.#source[this.#at] === '-' ? this.#source[this.#at + 1] : undefined;
      if (to === undefined || to === ']' || to === '\\') {
        tests.push(this.#same(c));
        continue;
      }
      this.#at += 2;
      const within: Test = (one) => c <= one && one <= to;
      tests.push(this.#ignoreCase ? (one) => within(one.toLowerCase()) || within(one.toUpperCase()) : within);
    }
    return { kind: 'one', test: (c) => tests.some((test) => test(c)) !== negated };
  }

  #same(wanted: string): Test {
    if (!this.#ignoreCase) return (c) => c === wanted;
    const lower = wanted.toLowerCase();
    return (c) => c.toLowerCase() === lower;
  }

  #take(c: string): boolean {
    if (this.#source[this.#at] !== c) return false;
    this.#at++;
    return true;
  }
}

const classes: Readonly<Record<string, Test>> = {
  d: (c) => c >= '0' && c <= '9',
  w: isWord,
  s: (c) => /^\s$/.test(c),
};
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** Writes a tree as steps. @returns false where they get too many. */
function emit(tree: Tree, steps: Step[]): boolean {
  if (steps.length > mostSteps) return false;
  switch (tree.kind) {
    case 'one':
    case 'at':
      steps.push(tree);
      return true;
    case 'row':
      return tree.parts.every((part) => emit(part, steps));
    case 'choice':
      return emitChoice(tree.parts, steps);
    case 'repeat':
      return emitRepeat(tree, steps);
  }
}

function emitChoice(parts: readonly Tree[], steps: Step[]): boolean {
  const exits: { to: number; also: number }[] = [];
  for (const [i, part] of parts.entries()) {
    const isLast = i === parts.length - 1;
    const split = { kind: 'split' as const, to: steps.length + 1, also: -1 };
    if (!isLast) steps.push(split);
    if (!emit(part, steps)) return false;
    if (isLast) continue;
    const exit = { kind: 'split' as const, to: -1, also: -1 };
    steps.push(exit);
    exits.push(exit);
    split.also = steps.length;
  }
  for (const exit of exits) exit.to = steps.length;
  return true;
}

function emitRepeat({ part, least, most }: Extract<Tree, { kind: 'repeat' }>, steps: Step[]): boolean {
  for (let i = 0; i < least; i++) if (!emit(part, steps)) return false;
  if (most === Infinity) {
    const split = { kind: 'split' as const, to: steps.length + 1, also: -1 };
    steps.push(split);
    const start = steps.length - 1;
    if (!emit(part, steps)) return false;
    steps.push({ kind: 'split', to: start, also: -1 });
    split.also = steps.length;
    return true;
  }
  const exits: { also: number }[] = [];
  for (let i = least; i < most; i++) {
    const split = { kind: 'split' as const, to: steps.length + 1, also: -1 };
    steps.push(split);
    exits.push(split);
    if (!emit(part, steps)) return false;
  }
  for (const exit of exits) exit.also = steps.length;
  return true;
}

function run(steps: readonly Step[], text: string): boolean {
  let now: number[] = [];
  const seen = new Uint32Array(steps.length);
  for (let at = 0; at <= text.length; at++) {
    // A match may begin at any place.
    const reached = [...now, 0];
    const ones: number[] = [];
    while (reached.length > 0) {
      const next = reached.pop() ?? -1;
      const step = steps[next];
      if (!step || seen[next] === at + 1) continue;
      seen[next] = at + 1;
      if (step.kind === 'end') return true;
      if (step.kind === 'one') ones.push(next);
      else if (step.kind === 'split') reached.push(step.to, step.also);
      else if (step.holds(text, at)) reached.push(next + 1);
    }
    now = ones.flatMap((one) => {
      const step = steps[one];
      return step?.kind === 'one' && at < text.length && step.test(text[at] ?? '') ? [one + 1] : [];
    });
  }
  return false;
}
