// Path patterns of configuration files: `*` and `?` within a part, `**` for any number of parts, `{a,b}` and `[abc]`.
// Matching takes time linear in text times pattern, as patterns come from workspaces that nobody has vouched for.

export type Glob = (path: string) => boolean;

const mostAlternatives = 64;

/**
 * Compiles a pattern for workspace-relative paths. A pattern without `/` matches at any depth, and one that names a
 * directory matches all below it.
 */
export function glob(pattern: string): Glob {
  let compiled = known.get(pattern);
  if (!compiled) {
    compiled = compile(pattern);
    if (known.size >= mostKnown) known.clear();
    known.set(pattern, compiled);
  }
  return compiled;
}

/** The same patterns come again with every check, those of a `.gitignore` above all. */
const known = new Map<string, Glob>();
const mostKnown = 2000;

function compile(pattern: string): Glob {
  const alternatives = braces(pattern.replace(/^\.\//, ''), []).slice(0, mostAlternatives).map(parts);
  return (path) => {
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    return alternatives.some((wanted) => matchesPrefix(wanted, names));
  };
}

export function anyGlob(patterns: readonly string[]): Glob {
  const globs = patterns.map(glob);
  return (path) => globs.some((matches) => matches(path));
}

function braces(pattern: string, found: string[]): string[] {
  const open = pattern.indexOf('{');
  const close = open === -1 ? -1 : closing(pattern, open);
  if (close === -1) {
    if (found.length < mostAlternatives) found.push(pattern);
    return found;
  }
  for (const choice of split(pattern.slice(open + 1, close))) {
    if (found.length >= mostAlternatives) break;
    braces(pattern.slice(0, open) + choice + pattern.slice(close + 1), found);
  }
  return found;
}

function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === '{') depth++;
    else if (pattern[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function split(inner: string): string[] {
  const choices: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < inner.length; i++) {
    const c = inner[i];
    if (c === '{') depth++;
    else if (c === '}') depth--;
    else if (c === ',' && depth === 0) {
      choices.push(inner.slice(from, i));
      from = i + 1;
    }
  }
  return [...choices, inner.slice(from)];
}

function parts(pattern: string): readonly string[] {
  const names = pattern.split('/').filter((name, i) => name !== '' || i === 0);
  const rooted = names[0] === '';
  const kept = names.filter((name) => name !== '');
  return rooted || kept.length > 1 ? kept : ['**', ...kept];
}

/** Whether the pattern matches the path or a directory above it. */
function matchesPrefix(pattern: readonly string[], names: readonly string[]): boolean {
  // reached[i]: the pattern's parts so far match the first i names.
  let reached: boolean[] = names.map(() => false);
  reached = [true, ...reached];
  for (const part of pattern) {
    const next: boolean[] = reached.map(() => false);
    if (part === '**') {
      let open = false;
      for (let i = 0; i < reached.length; i++) {
        open ||= reached[i] === true;
        next[i] = open;
      }
    } else {
      for (let i = 0; i < names.length; i++) next[i + 1] = reached[i] === true && matchName(part, names[i] ?? '');
    }
    reached = next;
  }
  return reached.some((is, i) => is && i > 0);
}

/** Matches one part of a path against `*`, `?`, `[…]` and escaped characters. */
export function matchName(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
      continue;
    }
    const step = p < pattern.length ? matchOne(pattern, p, name[n] ?? '') : -1;
    if (step > 0) {
      p += step;
      n++;
    } else if (star !== -1) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** How many characters of the pattern match one character of the name, or -1. */
function matchOne(pattern: string, at: number, c: string): number {
  const first = pattern[at];
  if (first === '?') return 1;
  if (first === '\\') return pattern[at + 1] === c ? 2 : -1;
  if (first !== '[') return first === c ? 1 : -1;
  const close = pattern.indexOf(']', at + 2);
  if (close === -1) return first === c ? 1 : -1;
  const inner = pattern.slice(at + 1, close);
  const negated = inner[0] === '!' || inner[0] === '^';
  let found = false;
  for (let i = negated ? 1 : 0; i < inner.length; i++) {
    if (inner[i + 1] === '-' && i + 2 < inner.length) {
      found ||= (inner[i] ?? '') <= c && c <= (inner[i + 2] ?? '');
      i += 2;
    } else found ||= inner[i] === c;
  }
  return found !== negated ? close - at + 1 : -1;
}
