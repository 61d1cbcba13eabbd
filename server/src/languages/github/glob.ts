// Patterns of filters: of branches and tags, and of paths. Source: GitHub's page "Workflow syntax", "Filter pattern cheat
// sheet" (2026-08), and `git check-ref-format` for what names of branches and tags may have.

export type GlobKind = 'ref' | 'path';

export interface GlobProblem {
  readonly kind:
    | 'empty'
    | 'only-negation'
    | 'quantifier'
    | 'empty-set'
    | 'unclosed-set'
    | 'open-range'
    | 'reversed-range'
    | 'single-set'
    | 'newline'
    | 'ref-character'
    | 'ref-escape'
    | 'ref-start'
    | 'ref-end'
    | 'outer-spaces'
    | 'dot-segment';
  /** Where it is in the pattern. */
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a pattern. Nothing is said of one with an expression in it. */
export function globProblems(pattern: string, kind: GlobKind): readonly GlobProblem[] {
  if (pattern.includes('${{')) return [];
  const problems: GlobProblem[] = [];
  const add = (problem: GlobProblem['kind'], start: number, end: number): void =>
    void problems.push({ kind: problem, start, end });
  if (pattern === '') add('empty', 0, 0);
  else if (pattern === '!') add('only-negation', 0, 1);
  if (problems.length > 0) return problems;
  const from = pattern.startsWith('!') ? 1 : 0;
  if (kind === 'path') {
    const inner = pattern.trim();
    if (inner !== pattern) add('outer-spaces', 0, pattern.length);
    const dots = /^\.\.?(?:\/|$)/.exec(inner.replace(/^!/, ''));
    if (dots) add('dot-segment', pattern.indexOf('.'), pattern.indexOf('.') + dots[0].length);
    if (problems.length > 0) return problems;
  } else if (pattern[from] === '/') add('ref-start', from, from + 1);
  walk(pattern, from, kind, add);
  return problems;
}

type Add = (problem: GlobProblem['kind'], start: number, end: number) => void;

function walk(pattern: string, from: number, kind: GlobKind, add: Add): void {
  const isRef = kind === 'ref';
  /** Whether a quantifier may follow. */
  let isPlain = false;
  for (let i = from; i < pattern.length; ) {
    const char = pattern[i] ?? '';
    let width = 1;
    if (char === '\\') {
      const next = pattern[i + 1] ?? '';
      const isSpecial = next !== '' && '[?*'.includes(next);
      if (isSpecial || (next !== '' && '+\\!'.includes(next))) width = 2;
      if (isRef && (isSpecial || width === 1)) add('ref-escape', i, i + 2);
      isPlain = true;
    } else if (char === '?' || char === '+') {
      if (!isPlain) add('quantifier', i, i + 1);
      isPlain = false;
    } else if (char === '*') isPlain = false;
    else if (char === '[') {
      width = walkSet(pattern, i, add) - i;
      isPlain = true;
    } else {
      if (char === '\r' || char === '\n') {
        width = pattern.startsWith('\r\n', i) ? 2 : 1;
        add('newline', i, i + width);
      } else if (isRef && ' \t~^:'.includes(char)) add('ref-character', i, i + 1);
      isPlain = true;
    }
    i += width;
  }
  const last = pattern[pattern.length - 1] ?? '';
  if (isRef && '/.'.includes(last) && pattern.length > from) add('ref-end', pattern.length - 1, pattern.length);
}

/** Checks a set from its bracket on, and tells where it ends. */
function walkSet(pattern: string, start: number, add: Add): number {
  const close = pattern.indexOf(']', start + 1);
  if (close === -1) {
    add('unclosed-set', start, pattern.length);
    return pattern.length;
  }
  const end = close + 1;
  if (close === start + 1) {
    add('empty-set', start, end);
    return end;
  }
  let members = 0;
  for (let i = start + 1; i < close; ) {
    const char = pattern[i] ?? '';
    if (pattern[i + 1] !== '-' || i + 1 >= close) {
      members++;
      i++;
      continue;
    }
    members += 2;
    const to = pattern[i + 2] ?? '';
    if (i + 2 >= close) add('open-range', i, close);
    else if (char > to) add('reversed-range', i, i + 3);
    i += 3;
  }
  if (members === 1) add('single-set', start, end);
  return end;
}

type Token =
  | { readonly kind: 'set'; readonly test: (char: string) => boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'star'; readonly deep: boolean }
  // `**/`: before it, where it may stand for nothing, and inside, up to a slash.
  | { readonly kind: 'folders' | 'inside' };

/** Whether a name fits one pattern; a leading `!` is not looked at. */
export function globMatches(pattern: string, name: string): boolean {
  const tokens = compile(pattern);
  // The states that can be reached after each character, so that it takes time in line with both lengths.
  let states = reach(tokens, new Set([0]));
  for (const char of name) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (!token) continue;
      if (token.kind === 'star') {
        if (token.deep || char !== '/') next.add(state);
      } else if (token.kind === 'set') {
        if (!token.test(char)) continue;
        next.add(state + 1);
        if (token.max > 1) next.add(state);
      } else {
        const inside = token.kind === 'inside' ? state : state + 1;
        next.add(inside);
        if (char === '/') next.add(inside + 1);
      }
    }
    states = reach(tokens, next);
    if (states.size === 0) return false;
  }
  return states.has(tokens.length);
}

/** Adds what follows without a character. */
function reach(tokens: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) {
    const token = tokens[state];
    if (token?.kind === 'star' || (token?.kind === 'set' && token.min === 0)) states.add(state + 1);
    else if (token?.kind === 'folders') states.add(state + 2);
  }
  return states;
}

function compile(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  const chars = [...pattern.replace(/^!/, '')];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    const before = tokens[tokens.length - 1];
    if (char === '*') {
      const deep = chars[i + 1] === '*';
      if (deep) i++;
      const isFolders = deep && chars[i + 1] === '/' && (before === undefined || chars[i - 2] === '/');
      if (isFolders) {
        tokens.push({ kind: 'folders' }, { kind: 'inside' });
        i++;
        continue;
      }
      tokens.push({ kind: 'star', deep });
    } else if ((char === '?' || char === '+') && before?.kind === 'set' && before.max === 1 && before.min === 1)
      tokens[tokens.length - 1] = { ...before, ...(char === '?' ? { min: 0 } : { max: Infinity }) };
    else if (char === '[' && chars.indexOf(']', i) > i + 1) {
      const close = chars.indexOf(']', i);
      tokens.push({ kind: 'set', test: setTest(chars.slice(i + 1, close)), min: 1, max: 1 });
      i = close;
    } else {
      const isEscape = char === '\\' && i + 1 < chars.length;
      const literal = isEscape ? (chars[++i] ?? '') : char;
      tokens.push({ kind: 'set', test: (one) => one === literal, min: 1, max: 1 });
    }
  }
  return tokens;
}

function setTest(chars: readonly string[]): (char: string) => boolean {
  return (one) => {
    for (let i = 0; i < chars.length; i++) {
      const from = chars[i] ?? '';
      if (chars[i + 1] === '-' && i + 2 < chars.length) {
        if (from <= one && one <= (chars[i + 2] ?? '')) return true;
        i += 2;
      } else if (from === one) return true;
    }
    return false;
  };
}
