import type { FeatureContext } from '../../../../core/features.js';
import type { Span } from '../../../../core/text.js';
import type { Dockerfile, Stage } from '../../model/dockerfile.js';
import { isSpace } from '../../syntax/characters.js';
import { heredocHost } from '../../syntax/instruction.js';
import { spanAt } from '../../syntax/logical.js';
import type { Instruction } from '../../syntax/tree.js';

export type Context = FeatureContext<Dockerfile>;

/** Where the cursor stands, as far as it decides what may be written there. */
export type Place =
  | CommentPlace
  | KeywordPlace
  | ArgumentPlace
  /** Nothing may be offered: heredoc data, behind a continuation character, in front of an instruction. */
  | { readonly kind: 'nothing' };

export interface CommentPlace {
  readonly kind: 'comment';
  readonly context: Context;
  /** From the `#` to the end of the line. */
  readonly span: Span;
  readonly offset: number;
  /** Whether a parser directive may stand here. */
  readonly top: boolean;
}

export interface KeywordPlace {
  readonly kind: 'keyword';
  readonly context: Context;
  /** The word so far; empty at the start of a line. */
  readonly span: Span;
  /** Whether it is what an ONBUILD triggers. */
  readonly trigger: boolean;
  /** The instruction of that word, if there is one. */
  readonly instruction: Instruction | undefined;
}

/** In what follows a keyword. Everything is in terms of the text without continuations. */
export interface ArgumentPlace {
  readonly kind: 'arguments';
  readonly context: Context;
  readonly offset: number;
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  /** The text that holds the cursor: the folded instruction, or a heredoc's body. */
  readonly text: string;
  readonly at: number;
  /** Where the arguments start: after the keyword and its blank. */
  readonly from: number;
  /** How far the text goes on in the cursor's own line. */
  readonly lineTo: number;
  /** The place in the file of a range of `text`. */
  readonly span: (start: number, end: number) => Span;
  readonly inHeredoc: boolean;
}

const nothing: Place = { kind: 'nothing' };

export function placeAt(context: Context, offset: number): Place {
  const { document, text } = context;
  const directives = document.directives;
  for (const span of [...directives, ...document.comments]) {
    if (span.start < offset && offset <= span.end) {
      return {
        kind: 'comment',
        context,
        span: { start: span.start, end: span.end },
        offset,
        top: isTop(context, span),
      };
    }
  }
  const index = lastBefore(document.instructions, offset);
  const instruction = document.instructions[index];
  if (instruction && (offset <= instruction.lineEnd || goesOn(context, instruction, offset))) {
    return inInstruction(context, instruction, offset);
  }
  if (instruction && offset < instruction.next) return inHeredoc(context, instruction, offset);
  if (instruction?.heredocs.some(({ terminated, body }) => !terminated && body.start <= offset)) {
    return inHeredoc(context, instruction, offset);
  }
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(lineStart, newline === -1 ? text.length : newline);
  // In front of an instruction or of a comment.
  if (line.replace(/^\ufeff/, '').trim() !== '') return nothing;
  return { kind: 'keyword', context, span: { start: offset, end: offset }, trigger: false, instruction: undefined };
}

/** Whether only directives stand above a line. */
export function isTop(context: Context, { start }: Span): boolean {
  const { directives } = context.document;
  const last = directives.findLast((directive) => directive.start < start);
  const between = context.text.slice(last?.end ?? 0, start);
  return last ? /^\r?\n[ \t]*$/.test(between) : /^\ufeff?[ \t]*$/.test(between);
}

function lastBefore(instructions: readonly Instruction[], offset: number): number {
  let low = -1;
  let high = instructions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether an instruction's last line ends in a continuation, so that the blank lines below still belong to it. */
function goesOn(context: Context, { logical, lineEnd, next, heredocs }: Instruction, offset: number): boolean {
  if (offset > next || heredocs.length > 0) return false;
  const piece = logical.pieces[logical.pieces.length - 1];
  if (!piece) return false;
  const written = piece.offset + logical.text.length - piece.at;
  return context.text.slice(written, lineEnd).trim() === context.document.escape;
}

function inInstruction(context: Context, instruction: Instruction, offset: number): Place {
  const { keyword, logical } = instruction;
  if (offset <= keyword.end) return keywordPlace(context, instruction, keyword, false);
  const { at, lineTo } = logicalPlace(instruction, offset);
  // Behind the continuation character, where no text counts.
  const lineStart = context.text.lastIndexOf('\n', offset - 1) + 1;
  const written = spanAt(logical, Math.max(0, at - 1), at).end;
  if (written >= lineStart && context.text.slice(written, offset).trim() !== '') return nothing;
  let host = instruction;
  if (instruction.kind === 'ONBUILD') {
    const inner = instruction.instruction;
    if (!inner || offset < inner.keyword.start) {
      return { kind: 'keyword', context, span: { start: offset, end: offset }, trigger: true, instruction: undefined };
    }
    if (offset <= inner.keyword.end) return keywordPlace(context, inner, inner.keyword, true);
    host = inner;
  }
  if (host.kind === 'UNKNOWN') return nothing;
  let from = logical.text.indexOf(host.keyword.text, host === instruction ? 0 : instruction.restAt);
  from += host.keyword.text.length;
  return {
    kind: 'arguments',
    context,
    offset,
    instruction: host,
    stage: context.document.stageOf[host.index],
    text: logical.text,
    at: Math.max(at, from),
    from,
    lineTo,
    span: (start, end) => (start === end && end === at ? { start: offset, end: offset } : spanAt(logical, start, end)),
    inHeredoc: false,
  };
}

function keywordPlace(context: Context, instruction: Instruction, { start, end }: Span, trigger: boolean): Place {
  // A keyword that goes over a continuation has no single place to write to.
  if (context.text.slice(start, end).includes('\n')) return nothing;
  return { kind: 'keyword', context, span: { start, end }, trigger, instruction };
}

/** The cursor in the folded text, and how far that goes on in its line. */
function logicalPlace({ logical }: Instruction, offset: number): { at: number; lineTo: number } {
  const { pieces, text } = logical;
  let i = pieces.length - 1;
  while (i > 0 && (pieces[i]?.offset ?? 0) > offset) i--;
  const piece = pieces[i] ?? { at: 0, offset: 0 };
  const end = pieces[i + 1]?.at ?? text.length;
  const at = Math.min(piece.at + Math.max(0, offset - piece.offset), end);
  return { at, lineTo: piece.at + offset - piece.offset > end ? at : end };
}

/** In the lines below an instruction: text that a shell reads, or data. */
function inHeredoc(context: Context, instruction: Instruction, offset: number): Place {
  const host = heredocHost(instruction);
  const heredoc = instruction.heredocs.find(({ body }) => body.start <= offset && offset <= body.end);
  // The body ends where the line of its end word starts.
  if (host?.kind !== 'RUN' || !heredoc || (heredoc.terminated && offset === heredoc.body.end)) return nothing;
  const { body } = heredoc;
  const text = context.text.slice(body.start, body.end);
  if (!isShellBody(host, heredoc.opener.text, text)) return nothing;
  const at = offset - body.start;
  const newline = text.indexOf('\n', at);
  return {
    kind: 'arguments',
    context,
    offset,
    instruction: host,
    stage: context.document.stageOf[host.index],
    text,
    at,
    from: 0,
    lineTo: newline === -1 ? text.length : newline,
    span: (start, end) => ({ start: body.start + start, end: body.start + end }),
    inHeredoc: true,
  };
}

/** Whether a shell reads the body: `RUN <<EOF` without a foreign interpreter, or `RUN bash <<EOF`. */
function isShellBody(host: Instruction, opener: string, body: string): boolean {
  const command = host.rest.text.replace(opener, '').trim();
  if (command !== '') return /^(?:\S*\/)?(?:ba|da|a|k|z)?sh(?:\s+-\S+)*$/.test(command);
  return !body.startsWith('#!') || /^#!\s*(?:\S*\/)?(?:env\s+)?(?:ba|da|a|k|z)?sh\b/.test(body);
}

export interface Word {
  /** From the word's start to the cursor. */
  readonly typed: string;
  /** Where it starts in the place's text. */
  readonly start: number;
  /** What an item replaces: the whole word. */
  readonly span: Span;
}

/** The word at the cursor, which ends at blanks and at `stops`. Undefined where it goes over a continuation. */
export function wordAt(place: ArgumentPlace, stops = ''): Word | undefined {
  const { text, at, context, offset } = place;
  const stop = (i: number): boolean => isSpace(text.charCodeAt(i)) || stops.includes(text.charAt(i));
  let start = at;
  while (start > place.from && !stop(start - 1)) start--;
  let end = at;
  while (end < place.lineTo && !stop(end)) end++;
  return wordBetween(place, start, end, context.text, offset);
}

/** As `wordAt`, where the word's start is known. */
export function wordFrom(place: ArgumentPlace, start: number, stops: string): Word | undefined {
  const { text, at, context, offset } = place;
  let end = at;
  while (end < place.lineTo && !isSpace(text.charCodeAt(end)) && !stops.includes(text.charAt(end))) end++;
  return wordBetween(place, start, end, context.text, offset);
}

function wordBetween(place: ArgumentPlace, start: number, end: number, file: string, offset: number): Word | undefined {
  const typed = place.text.slice(start, place.at);
  const from = offset - typed.length;
  if (file.slice(from, offset) !== typed || typed.includes('\n')) return undefined;
  return { typed, start, span: { start: from, end: offset + end - place.at } };
}
