import { remove, replace, type TextEdit } from '../../../core/edit.js';
import type { RunInstruction } from '../syntax/tree.js';
import type { Dockerfile } from './dockerfile.js';

/** Commands that change the shell for those after them. */
export const lastingCommands: ReadonlySet<string> = new Set([
  'cd',
  'export',
  'set',
  'source',
  '.',
  'umask',
  'trap',
  'alias',
  'pushd',
  'exit',
]);

export function sameFlags(a: RunInstruction, b: RunInstruction): boolean {
  return flagsOf(a) === flagsOf(b);
}

function flagsOf(run: RunInstruction): string {
  return run.flags.map((flag) => `${flag.name.text}=${flag.value?.text}`).join('\n');
}

/**
 * Edits that join a RUN to the one before it with `&&`, the comments between them kept. Undefined where text of one would
 * swallow the other. Whether the commands may share a shell is for the caller to know.
 */
export function joinRuns(document: Dockerfile, before: RunInstruction, run: RunInstruction): TextEdit[] | undefined {
  if (before.json || run.json || run.rest.text === '' || before.rest.text === '') return undefined;
  // A comment at the end of a line would swallow what is joined to it.
  const texts = [before.rest.text, run.rest.text];
  if (texts.some((text) => /(?:^|\s)#|[;&|]\s*$/.test(text))) return undefined;
  if (run.innerComments.some((comment) => comment.start < run.rest.start)) return undefined;
  const { text } = document;
  const edits = [replace({ start: before.rest.end, end: before.lineEnd }, ` ${document.escape}`)];
  // Blank lines may not stand inside an instruction; comment lines may.
  let at = before.next;
  while (at < run.start) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline >= run.start ? run.start : newline + 1;
    if (next < run.start && text.slice(at, next).trim() === '') edits.push(remove({ start: at, end: next }));
    at = next;
  }
  edits.push(replace({ start: run.start, end: run.rest.start }, '    && '));
  return edits;
}
