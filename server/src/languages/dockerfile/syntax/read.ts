import type { Span } from '../../../core/text.js';
import { isSpace, skipSpaces, trimEnd } from './characters.js';
import { readDirective } from './directive.js';
import { heredocOpeners } from './heredoc.js';
import { heredocHost, readInstruction, withHeredocs } from './instruction.js';
import { type Piece, spanAt } from './logical.js';
import type { Comment, Directive, DockerfileSyntax, Heredoc, Instruction, SyntaxProblem } from './tree.js';

/** The builder's longest line in bytes. */
const longestLine = 65535;

/**
 * Reads a Dockerfile as BuildKit's parser does, but never stops: what the builder would refuse becomes a problem.
 * @param previous an earlier reading, whose instructions before the first changed character are taken over.
 */
export function readDockerfile(text: string, previous?: DockerfileSyntax): DockerfileSyntax {
  return new Reader(text).read(previous);
}

/** Problems that are found in instructions, and so are taken over with them. */
const ofInstructions: ReadonlySet<SyntaxProblem['kind']> = new Set([
  'unterminated-heredoc',
  'json-not-strings',
  'missing-pair-value',
  'missing-equals',
]);

const noComments: readonly Comment[] = [];
const noSpans: readonly Span[] = [];

interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly next: number;
}

/** One pass over one text. A class because the steps share the place in it and what they collect. */
class Reader {
  private at = 0;
  private escape: '\\' | '`' = '\\';
  private readonly directives: Directive[] = [];
  private readonly comments: Comment[] = [];
  private readonly instructions: Instruction[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(previous: DockerfileSyntax | undefined): DockerfileSyntax {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    this.readDirectives();
    if (previous) this.takeOver(previous);
    let pending: Comment[] | undefined;
    while (this.at < this.text.length) {
      const line = this.line(this.at);
      const first = this.firstCharacter(line);
      if (first === line.end) {
        this.at = line.next;
      } else if (this.text.charCodeAt(first) === 35) {
        const comment = this.comment(first, line, false);
        // A bare `#` cuts the comments before it off from the instruction after it.
        if (comment.text === '') pending = undefined;
        else (pending ??= []).push(comment);
        this.at = line.next;
      } else {
        this.readInstruction(line, first, pending ?? noComments);
        pending = undefined;
      }
    }
    if (this.instructions.length === 0) this.problems.push({ start: 0, end: 0, kind: 'empty-file', subject: '' });
    this.problems.push(...longLines(this.text));
    return {
      text: this.text,
      escape: this.escape,
      directives: this.directives,
      comments: this.comments,
      instructions: this.instructions,
      problems: this.problems,
    };
  }

  private line(start: number): Line {
    const newline = this.text.indexOf('\n', start);
    const next = newline === -1 ? this.text.length : newline + 1;
    let end = newline === -1 ? next : newline;
    while (end > start && this.text.charCodeAt(end - 1) === 13) end--;
    return { start, end, next };
  }

  private firstCharacter(line: Line): number {
    let i = line.start;
    while (i < line.end && isSpace(this.text.charCodeAt(i))) i++;
    return i;
  }

  private comment(hash: number, line: Line, inside: boolean): Comment {
    const from = Math.min(skipSpaces(this.text, hash + 1), line.end);
    const comment = {
      start: hash,
      end: line.end,
      text: this.text.slice(from, trimEnd(this.text, from, line.end)),
      inside,
    };
    this.comments.push(comment);
    return comment;
  }

  private readDirectives(): void {
    const seen = new Set<string>();
    while (this.at < this.text.length) {
      const line = this.line(this.at);
      const first = this.firstCharacter(line);
      const directive = readDirective(this.text, first, line.end);
      if (!directive) return;
      const name = directive.name.text.toLowerCase();
      const value = directive.value.text;
      const { value: at } = directive;
      if (seen.has(name)) {
        this.problems.push({ start: first, end: line.end, kind: 'repeated-directive', subject: name });
      } else if (name === 'escape') {
        if (value === '\\' || value === '`') this.escape = value;
        else this.problems.push({ start: at.start, end: at.end, kind: 'invalid-directive', subject: value });
      }
      seen.add(name);
      this.directives.push(directive);
      this.at = line.next;
    }
  }

  /** Takes over the instructions of an earlier reading that lie whole before the first difference. */
  private takeOver(previous: DockerfileSyntax): void {
    if (previous.escape !== this.escape) return;
    const last = previous.directives[previous.directives.length - 1];
    const shared = commonPrefix(previous.text, this.text);
    if (last && last.end >= shared) return;
    let taken = 0;
    for (const instruction of previous.instructions) {
      if (instruction.next > shared || this.text.charCodeAt(instruction.next - 1) !== 10) break;
      // What the end of the file has cut short may go on in the new text: an open continuation, an open heredoc.
      if (instruction.next === previous.text.length && previous.text.length < this.text.length) break;
      this.instructions.push(instruction);
      this.at = instruction.next;
      taken++;
    }
    if (taken === 0) return;
    // A directive line that is one no longer, or a new one, lies before the first instruction and thus before `shared`.
    for (const comment of previous.comments) if (comment.end <= this.at) this.comments.push(comment);
    for (const problem of previous.problems) {
      if (problem.start < this.at && ofInstructions.has(problem.kind)) this.problems.push(problem);
    }
  }

  /** Whether a line goes on in the next: it ends in the escape character, which no other escape character precedes. */
  private continuation(start: number, end: number): number {
    let i = end;
    while (i > start && (this.text.charCodeAt(i - 1) === 32 || this.text.charCodeAt(i - 1) === 9)) i--;
    if (i === start || this.text[i - 1] !== this.escape) return -1;
    return i - 1 > start && this.text[i - 2] === this.escape ? -1 : i - 1;
  }

  private readInstruction(firstLine: Line, first: number, comments: readonly Comment[]): void {
    const pieces: Piece[] = [];
    let innerComments: Comment[] | undefined;
    let emptyLines: Span[] | undefined;
    let logical = '';
    let line = firstLine;
    let from = first;
    let lineEnd = firstLine.end;
    for (;;) {
      const stop = this.continuation(from === first ? first : line.start, line.end);
      const end = stop === -1 ? line.end : stop;
      if (end > from || pieces.length === 0) pieces.push({ at: logical.length, offset: from });
      logical += this.text.slice(from, end);
      lineEnd = line.end;
      if (stop === -1) break;
      // The lines that do not count: comments and blank lines between the parts of an instruction.
      let next: Line | undefined;
      while (line.next < this.text.length) {
        next = this.line(line.next);
        const start = this.firstCharacter(next);
        if (start < next.end && this.text.charCodeAt(start) !== 35) break;
        if (start < next.end) (innerComments ??= []).push(this.comment(start, next, true));
        else (emptyLines ??= []).push({ start: next.start, end: next.end });
        line = next;
        next = undefined;
      }
      if (!next) break;
      line = next;
      from = next.start;
    }
    this.at = line.next;
    const lines = {
      index: this.instructions.length,
      logical: { text: logical, pieces },
      lineEnd,
      next: line.next,
      comments,
      innerComments: innerComments ?? noComments,
      emptyLines: emptyLines ?? noSpans,
    };
    this.instructions.push(this.readHeredocs(readInstruction(lines, 0, this.escape, 'own', this.problems)));
  }

  private readHeredocs(instruction: Instruction): Instruction {
    const host = heredocHost(instruction);
    if (!host) return instruction;
    const openers = heredocOpeners(instruction.logical.text);
    if (openers.length === 0) return instruction;
    const heredocs: Heredoc[] = [];
    let end = instruction.end;
    for (const opener of openers) {
      const bodyStart = this.at;
      let bodyEnd = this.text.length;
      let terminated = false;
      while (!terminated && this.at < this.text.length) {
        const line = this.line(this.at);
        let from = line.start;
        if (opener.stripTabs) while (from < line.end && this.text.charCodeAt(from) === 9) from++;
        terminated = this.text.slice(from, line.end) === opener.name;
        if (terminated) bodyEnd = line.start;
        end = line.end;
        this.at = line.next;
      }
      const at = spanAt(instruction.logical, opener.start, opener.end);
      const written = instruction.logical.text.slice(opener.start, opener.end);
      heredocs.push({
        start: at.start,
        end,
        opener: { ...at, text: written },
        name: opener.name,
        stripTabs: opener.stripTabs,
        expand: opener.expand,
        descriptor: opener.descriptor,
        body: { start: bodyStart, end: bodyEnd },
        terminated,
      });
      if (!terminated) this.problems.push({ ...at, kind: 'unterminated-heredoc', subject: opener.name });
    }
    return withHeredocs(instruction, heredocs, end, this.at);
  }
}

/** Lines that the builder has no room for. Text that cannot hold one is not looked at. */
function longLines(text: string): SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  // A UTF-16 unit takes at most three bytes.
  const harmless = longestLine / 3;
  for (let start = 0; text.length - start > harmless; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > harmless && new TextEncoder().encode(text.slice(start, end)).length > longestLine) {
      found.push({ start, end, kind: 'long-line', subject: String(longestLine) });
    }
    start = end + 1;
  }
  return found;
}

function commonPrefix(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  // Whole blocks are compared natively first: most of a file is the same.
  const block = 4096;
  let i = 0;
  while (i + block <= length && a.slice(i, i + block) === b.slice(i, i + block)) i += block;
  while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}
