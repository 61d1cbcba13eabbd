import type { FileView } from '../core/files.js';
import { ancestors, basename, dirname, join } from '../core/path.js';
import type { Span } from '../core/text.js';

/** One pattern of an ignore file, as the builder matches it. */
export interface IgnorePattern extends Span {
  /** Cleaned, without `!`. */
  readonly text: string;
  /** Whether it takes back what patterns before it excluded. */
  readonly negated: boolean;
  readonly parts: readonly Part[];
}

/** A pattern that the builder refuses: a lone `!`. */
export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[];
  readonly refused: readonly Span[];
}

/** A character, any one but `/`, any number of them, any text, any folders, or one of a class. */
type Part =
  | string
  | { readonly kind: 'one' | 'some' | 'all' | 'folders' }
  | { readonly kind: 'class'; readonly has: (c: string) => boolean };

/** Reads a `.dockerignore`. Total, and linear in the text. */
export function readIgnoreFile(text: string): IgnoreFile {
  const patterns: IgnorePattern[] = [];
  const refused: Span[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const line of text.slice(start).split('\n')) {
    const trimmed = line.trim();
    const at = { start: start + (line.length - line.trimStart().length), end: 0 };
    const span = { start: at.start, end: at.start + trimmed.length };
    start += line.length + 1;
    if (line.startsWith('#') || trimmed === '') continue;
    const negated = trimmed.startsWith('!');
    const body = clean(negated ? trimmed.slice(1).trim() : trimmed);
    if (body === '') {
      if (negated) refused.push(span);
      continue;
    }
    patterns.push({ ...span, text: body, negated, parts: compile(body) });
  }
  return { patterns, refused };
}

/** As Go's `filepath.Clean`, without the leading slash. */
function clean(pattern: string): string {
  const kept: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept[kept.length - 1] !== '..') kept.pop();
    else if (part !== '..' || !pattern.startsWith('/')) kept.push(part);
  }
  return kept.length === 0 && pattern !== '' ? '.' : kept.join('/');
}

function compile(pattern: string): Part[] {
  const parts: Part[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    if (c === '*' && pattern[i + 1] === '*') {
      i++;
      if (pattern[i + 1] === '/') i++;
      if (i + 1 >= pattern.length) parts.push({ kind: 'all' });
      // `**name` at the start, without further wildcards, matches every path that ends so.
      else if (parts.length === 0 && pattern[i] !== '/' && !/[*?[\]\\]/.test(pattern.slice(i + 1))) {
        parts.push({ kind: 'all' });
      } else parts.push({ kind: 'folders' });
    } else if (c === '*') parts.push({ kind: 'some' });
    else if (c === '?') parts.push({ kind: 'one' });
    else if (c === '[') {
      const close = pattern.indexOf(']', i + 2);
      if (close === -1) parts.push(c);
      else {
        parts.push({ kind: 'class', has: characterClass(pattern.slice(i + 1, close)) });
        i = close;
      }
    } else if (c === '\\' && i + 1 < pattern.length) parts.push(pattern.charAt(++i));
    else parts.push(c);
  }
  return parts;
}

function characterClass(inner: string): (c: string) => boolean {
  const negated = inner.startsWith('^');
  const body = negated ? inner.slice(1) : inner;
  return (c) => {
    let found = false;
    for (let i = 0; i < body.length; i++) {
      if (body[i + 1] === '-' && i + 2 < body.length) {
        found ||= body.charAt(i) <= c && c <= body.charAt(i + 2);
        i += 2;
      } else found ||= body[i] === c;
    }
    return found !== negated;
  };
}

/** Whether a whole path matches. Takes time linear in path times pattern. */
function matches(parts: readonly Part[], path: string): boolean {
  let states = new Set<number>();
  const enter = (into: Set<number>, state: number): void => {
    for (let at = state; !into.has(at); at++) {
      into.add(at);
      const part = parts[at];
      // These may match nothing at all.
      if (typeof part !== 'object' || (part.kind !== 'some' && part.kind !== 'all' && part.kind !== 'folders')) return;
    }
  };
  enter(states, 0);
  for (const c of path) {
    const next = new Set<number>();
    for (const state of states) {
      const part = parts[state];
      if (part === undefined) continue;
      if (typeof part === 'string') {
        if (part === c) enter(next, state + 1);
        continue;
      }
      switch (part.kind) {
        case 'one':
          if (c !== '/') enter(next, state + 1);
          break;
        case 'class':
          if (part.has(c)) enter(next, state + 1);
          break;
        case 'some':
          if (c !== '/') {
            next.add(state);
            enter(next, state + 1);
          }
          break;
        case 'all':
          next.add(state);
          enter(next, state + 1);
          break;
        case 'folders':
          // Any text, but what follows it starts a path or comes behind a slash.
          next.add(state);
          if (c === '/') enter(next, state + 1);
          break;
      }
    }
    states = next;
  }
  return states.has(parts.length);
}

/**
 * The pattern that excludes a path from the build context: the last one that matches it or a folder above it decides.
 * @returns undefined where the path is not excluded.
 */
export function excludedBy(file: IgnoreFile, path: string): IgnorePattern | undefined {
  const folders = path.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  let by: IgnorePattern | undefined;
  for (const pattern of file.patterns) {
    // A pattern that could not change the verdict need not be tried.
    if (pattern.negated !== (by !== undefined)) continue;
    if (folders.some((folder) => matches(pattern.parts, folder))) by = pattern.negated ? undefined : pattern;
  }
  return by;
}

export interface FoundIgnoreFile extends IgnoreFile {
  readonly path: string;
  /** The context that the patterns are relative to. */
  readonly context: string;
  readonly text: string;
}

const read = new Map<string, IgnoreFile>();

/**
 * The ignore file of a Dockerfile whose context is not known: `<Dockerfile>.dockerignore` beside it, else the nearest
 * `.dockerignore` in a folder that may be the context. @returns null where there is none, undefined where that is not known
 * (yet).
 */
export function ignoreFileOf(files: FileView, dockerfile: string): FoundIgnoreFile | null | undefined {
  const own = dirname(dockerfile);
  const special = inFolder(files, own, `${basename(dockerfile)}.dockerignore`);
  if (special !== null) return special;
  for (const context of ancestors(dockerfile)) {
    const found = inFolder(files, context, '.dockerignore');
    if (found) return found;
    // Folders above the workspace cannot be seen, and are none of its contexts.
    if (found === undefined) return context === own || files.list(context) ? undefined : null;
  }
  return null;
}

/** The ignore file of a Dockerfile that is built with a context that is known. */
export function ignoreFileIn(files: FileView, dockerfile: string, context: string): FoundIgnoreFile | null | undefined {
  const special = inFolder(files, dirname(dockerfile), `${basename(dockerfile)}.dockerignore`);
  if (special) return { ...special, context };
  return special === null ? inFolder(files, context, '.dockerignore') : undefined;
}

function inFolder(files: FileView, context: string, name: string): FoundIgnoreFile | null | undefined {
  const entries = files.list(context);
  if (!entries) return undefined;
  if (!entries.some((entry) => entry.name === name && entry.kind === 'file')) return null;
  const path = context === '' ? name : join(context, name);
  const text = files.read(path);
  if (typeof text !== 'string') return undefined;
  const parsed = read.get(text) ?? readIgnoreFile(text);
  if (read.size > 64) read.clear();
  read.set(text, parsed);
  return { ...parsed, path, context, text };
}
