import { insert, remove, replace, type TextEdit } from '../../../core/edit.js';
import { lineEnding, lineStart, type Span } from '../../../core/text.js';
import { spanOfPart } from '../syntax/logical.js';
import type { Flag, Instruction, Token } from '../syntax/tree.js';
import type { Dockerfile } from './dockerfile.js';

/** The instruction as written in the file: for what an ONBUILD triggers, its ONBUILD. */
export function outermost(document: Dockerfile, instruction: Instruction): Instruction {
  return document.instructions[instruction.index] ?? instruction;
}

/** The text of a line's indentation. */
function indentation(document: Dockerfile, instruction: Instruction): string {
  const { start } = outermost(document, instruction);
  return document.text.slice(lineStart(document.text, start), start);
}

/** Whether text stands for itself in the file, without continuations, quotes or escapes of flags and JSON in between. */
export function isPlain(document: Dockerfile, token: Token): boolean {
  return document.text.slice(token.start, token.end) === token.text;
}

/** Takes out a flag and the blanks after it. */
export function removeFlag(document: Dockerfile, flag: Flag): TextEdit {
  let { end } = flag;
  while (document.text[end] === ' ' || document.text[end] === '\t') end++;
  return remove({ start: flag.start, end });
}

/** Takes out an instruction with its lines. Undefined where comments between its lines would be lost. */
export function removeInstruction(document: Dockerfile, instruction: Instruction): TextEdit | undefined {
  const outer = outermost(document, instruction);
  if (outer.innerComments.length > 0) return undefined;
  return remove({ start: lineStart(document.text, outer.start), end: outer.next });
}

/** Puts a line above an instruction and the comments that stand right above it. */
export function insertLineAbove(document: Dockerfile, instruction: Instruction, line: string): TextEdit {
  const outer = outermost(document, instruction);
  let at = lineStart(document.text, outer.start);
  for (const comment of [...outer.comments].reverse()) {
    if (document.text.slice(comment.end, at).replace(/\r?\n/, '').trim() !== '') break;
    if ((document.text.slice(comment.end, at).match(/\n/g) ?? []).length > 1) break;
    at = lineStart(document.text, comment.start);
  }
  return insert(at, indentation(document, outer) + line + lineEnding(document.text));
}

/** Puts a line below an instruction. */
export function insertLineBelow(document: Dockerfile, instruction: Instruction, line: string): TextEdit {
  const outer = outermost(document, instruction);
  const ending = lineEnding(document.text);
  const text = indentation(document, outer) + line;
  const open = outer.next === document.text.length && document.text[outer.next - 1] !== '\n';
  return insert(outer.next, open ? ending + text : text + ending);
}

/** Declares an ARG for FROM lines: after the last such ARG, else above the first FROM. */
export function declareGlobalArg(document: Dockerfile, name: string): TextEdit | undefined {
  const first = document.stages[0]?.from;
  if (!first) return undefined;
  const word = sameCase(first.keyword.text, 'ARG');
  const last = document.globals[document.globals.length - 1];
  if (last) return insertLineBelow(document, last, `${word} ${name}`);
  return insertLineAbove(document, first, `${word} ${name}`);
}

/** Declares an ARG for an instruction: on the line above it. */
export function declareArg(document: Dockerfile, instruction: Instruction, name: string): TextEdit {
  return insertLineAbove(document, instruction, `${sameCase(instruction.keyword.text, 'ARG')} ${name}`);
}

/** A keyword in upper case, or in lower case where the one beside it is. */
export function sameCase(beside: string, keyword: string): string {
  return beside !== '' && beside === beside.toLowerCase() ? keyword.toLowerCase() : keyword.toUpperCase();
}

/** Replaces a keyword, keeping its case. */
export function replaceKeyword(instruction: Instruction, keyword: string): TextEdit {
  return replace(instruction.keyword, sameCase(instruction.keyword.text, keyword));
}

/** The place in the file of a range of a token's text. */
export function spanWithin(instruction: Instruction, token: Token, start: number, end: number): Span {
  return spanOfPart(instruction.logical, token, start, end);
}
