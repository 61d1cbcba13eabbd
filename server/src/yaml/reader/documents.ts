import { Memory } from '../../core/memo.js';
import type { YamlDocument, YamlNode } from '../tree.js';
import { readBlock } from './block.js';
import { isSpace } from './characters.js';
import { Source } from './source.js';

/** The part of a text that is one document. */
export interface Slice {
  readonly start: number;
  /** Where its directives and the comments among them end: at its `---` if it has that. */
  readonly head: number;
  /** Where its content begins, after `---` if it has that. */
  readonly body: number;
  /** Where its content ends, before `...` if it has that. */
  readonly bodyEnd: number;
  readonly end: number;
}

/** Cuts a text before each `---` line and after each `...` line. Nothing in YAML goes on over such a line. */
export function slices(text: string): readonly Slice[] {
  const found: Slice[] = [];
  let start = 0;
  /** The `---` of the document that has begun; -1 without. */
  let mark = -1;
  /** Where a document without `---` would begin. */
  let bare = 0;
  const add = (bodyEnd: number, end: number): void => {
    found.push({ start, head: mark >= 0 ? mark : bare, body: mark >= 0 ? mark + 3 : bare, bodyEnd, end });
    start = bare = end;
    mark = -1;
  };
  for (let at = nextMark(text, 0); at < text.length; at = nextMark(text, at + 3)) {
    if (text.charCodeAt(at) === 45) {
      if (mark >= 0 || contentStart(text, bare, at, true) < at) add(at, at);
      mark = at;
    } else {
      const end = Math.min(lineEnd(text, at, text.length) + 1, text.length);
      if (mark >= 0 || contentStart(text, bare, at, false) < at) add(at, end);
      else bare = end;
    }
  }
  const last = found[found.length - 1];
  if (mark < 0 && last && contentStart(text, bare, text.length, false) === text.length) {
    found[found.length - 1] = { ...last, end: text.length };
  } else {
    add(text.length, text.length);
  }
  return found;
}

/** The next `---` or `...` at the start of a line. */
function nextMark(text: string, from: number): number {
  for (let at = from; ; ) {
    if (at === 0 || text.charCodeAt(at - 1) === 10 || (at === 1 && text.charCodeAt(0) === 0xfeff)) {
      if (isMark(text, at)) return at;
    }
    if (at === 0 && text.charCodeAt(0) === 0xfeff) {
      at = 1;
      continue;
    }
    const newline = text.indexOf('\n', at);
    if (newline === -1) return text.length;
    at = newline + 1;
  }
}

function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 45 && code !== 46) return false;
  return text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && isSpace(text.charCodeAt(at + 3));
}

/** Where anything but comments, and directives if these may be there, begins. */
function contentStart(text: string, from: number, to: number, directives: boolean): number {
  for (let line = from; line < to; ) {
    let i = text.charCodeAt(line) === 0xfeff ? line + 1 : line;
    if (directives && text.charCodeAt(i) === 37) i = lineEnd(text, i, to);
    while (i < to && text.charCodeAt(i) !== 10 && isSpace(text.charCodeAt(i))) i++;
    if (text.charCodeAt(i) === 35 || isMark(text, line)) i = lineEnd(text, i, to);
    if (i >= to) return to;
    if (text.charCodeAt(i) !== 10) return i;
    line = i + 1;
  }
  return to;
}

function lineEnd(text: string, from: number, to: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 || newline > to ? to : newline;
}

/** Reads one document. What it gives depends on the text between `start` and `end` of the slice alone. */
export function readDocument(text: string, slice: Slice): YamlDocument {
  const { start, head, body, bodyEnd, end } = slice;
  const source = new Source(text, afterMark(text, body), bodyEnd);
  readHead(source, text, start, head);
  // What follows `---` on its line is not at the start of a line.
  if (body > head) source.continueLine(head);
  const root = readRoot(source);
  readTail(source, text, bodyEnd, end);
  const { comments, problems } = source;
  if (problems.length > 1) problems.sort((a, b) => a.start - b.start);
  if (comments.length > 1) comments.sort((a, b) => a.start - b.start);
  return { start, end, root, comments, problems, memory: new Memory() };
}

/** After the byte order mark that a document may begin with. */
function afterMark(text: string, at: number): number {
  return text.charCodeAt(at) === 0xfeff ? at + 1 : at;
}

function readRoot(source: Source): YamlNode | undefined {
  const root = readBlock(source, -1, false, false);
  // What is left is refused, but read, so that the place in the text goes on.
  while (source.toContent()) {
    const { at } = source;
    source.problem('unexpected', at, Math.max(at + 1, source.lineEnd));
    readBlock(source, -1, true, false);
    if (source.at <= at) source.at = source.lineEnd;
  }
  return root;
}

/** Comments and directives before the content. */
function readHead(source: Source, text: string, from: number, to: number): void {
  if (from === to) return;
  const head = new Source(text, afterMark(text, from), to);
  let version = false;
  while (head.toContent()) {
    const { at, lineEnd } = head;
    const comment = /[ \t]#/.exec(text.slice(at, lineEnd));
    head.at = comment ? at + comment.index + 1 : lineEnd;
    const [directive, name = '', ...more] = text
      .slice(at, head.at)
      .trim()
      .split(/[ \t]+/, 4);
    if (directive === '%TAG') source.handles.add(name);
    if (directive !== '%YAML') continue;
    if (version || more.length > 0 || !/^\d+\.\d+$/.test(name)) source.problem('unexpected', at, lineEnd);
    version = true;
  }
  source.comments.push(...head.comments);
}

/** `...` and the comments behind it. */
function readTail(source: Source, text: string, from: number, to: number): void {
  if (from === to) return;
  const tail = new Source(text, from, to);
  while (tail.toContent()) {
    if (tail.at === tail.lineStart && isMark(text, tail.at)) {
      tail.at += 3;
    } else {
      source.problem('unexpected', tail.at, tail.lineEnd);
      tail.at = tail.lineEnd;
    }
  }
  source.comments.push(...tail.comments);
}
