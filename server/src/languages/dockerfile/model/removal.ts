import { remove, type TextEdit } from '../../../core/edit.js';
import type { ShellWord } from '../../../shell/read.js';
import type { Pair, PairsInstruction } from '../syntax/tree.js';
import type { Dockerfile } from './dockerfile.js';
import { removeInstruction } from './edits.js';
import type { CommandUse } from './script.js';

// What has to go together with a thing that is taken out: the blanks, commas and line continuations around it.

/** Takes a word of a command out, with what separates it from the word before it. */
export function wordRemoval(text: string, use: CommandUse, word: ShellWord): TextEdit {
  const own = use.span(word);
  const before = [use.command.nameWord, ...use.command.args].filter((other) => other.end <= word.pos).at(-1);
  return remove({ start: before ? gapStart(text, use.span(before).end, own.start) : own.start, end: own.end });
}

/** Takes an assignment before a command's name out, with what separates it from the next word. */
export function assignmentRemoval(
  text: string,
  use: CommandUse,
  assignment: { readonly pos: number; readonly end: number },
): TextEdit {
  const own = use.span(assignment);
  const after = [...use.command.assignments, use.command.nameWord].find((other) => other.pos >= assignment.end);
  const next = after ? use.span(after).start : own.end;
  return remove({ start: own.start, end: text.slice(own.end, next).includes('#') ? own.end : next });
}

/** Comment lines between continued lines stay, so a gap that holds one stays as a whole. */
function gapStart(text: string, from: number, to: number): number {
  return from > to || text.slice(from, to).includes('#') ? to : from;
}

/** Takes a pair out, or the whole instruction where it has no other. Undefined where that cannot be done neatly. */
export function pairRemoval(
  document: Dockerfile,
  instruction: PairsInstruction<'ARG'> | PairsInstruction<'ENV'>,
  pair: Pair,
): TextEdit | undefined {
  const { pairs } = instruction;
  const at = pairs.indexOf(pair);
  if (at === -1) return undefined;
  if (pairs.length === 1) return instruction.trigger ? undefined : removeInstruction(document, instruction);
  const previous = pairs[at - 1];
  const next = pairs[at + 1];
  const span = previous
    ? { start: previous.end, end: pair.end }
    : next
      ? { start: pair.start, end: next.start }
      : undefined;
  return span && !document.text.slice(span.start, span.end).includes('#') ? remove(span) : undefined;
}
