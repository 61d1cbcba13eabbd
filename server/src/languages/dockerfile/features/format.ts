import { applyEdits, replace, type TextEdit } from '../../../core/edit.js';
import type { FeatureContext, FormatOptions } from '../../../core/features.js';
import { lineIndex, offsetAt, overlaps } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { readDockerfile } from '../syntax/read.js';
import type { DockerfileSyntax, Instruction } from '../syntax/tree.js';
import { meaningOf, meanings, quotedLines } from './format-meaning.js';
import { type LineLevel, shellLevels } from './format-shell.js';

type Context = FeatureContext<Dockerfile>;

/**
 * Indents continued lines, and takes blanks off the ends of lines. Nothing that counts for the builder or for a shell is
 * changed: an instruction that would read differently stays as it is.
 */
export async function format(context: Context, options: FormatOptions): Promise<readonly TextEdit[]> {
  const { document, text } = context;
  // Editors end a line at a lone CR, the builder does not: such a file has no lines that both agree on.
  if (/\r(?!\n)/.test(text) || document.instructions.length === 0) return [];
  const wanted = await continuationIndents(text, options);
  const within = options.span;
  const edits: TextEdit[] = [];
  for (const { edits: own, instruction } of [...outside(document, wanted), ...inside(document, wanted, options)]) {
    const chosen = own.filter(({ span }) => !within || touchesLines(text, within, span));
    if (chosen.length > 0 && keepsMeaning(document, instruction, chosen)) edits.push(...chosen);
  }
  const sorted = edits.sort((a, b) => a.span.start - b.span.start);
  // What is safe for each instruction is safe for all; this is the last line of defence.
  return meanings(readDockerfile(applyEdits(text, sorted))) === meanings(document) ? sorted : [];
}

/** What the language service would put in front of each line, by the line's start. */
async function continuationIndents(text: string, options: FormatOptions): Promise<ReadonlyMap<number, string>> {
  // The formatter alone: the service as a whole brings along what asks registries, which needs Node.
  const { DockerFormatter } = await import('dockerfile-language-service/lib/dockerFormatter.js');
  const { tabSize, insertSpaces } = options;
  const index = lineIndex(text);
  const all = { start: { line: 0, character: 0 }, end: { line: index.starts.length - 1, character: 0 } };
  const found = new Map<number, string>();
  for (const { range, newText } of new DockerFormatter().formatRange(text, all, { tabSize, insertSpaces })) {
    if (range.start.character === 0) found.set(offsetAt(index, range.start), newText);
  }
  return found;
}

interface Change {
  readonly edits: readonly TextEdit[];
  /** Undefined for what stands between instructions. */
  readonly instruction: Instruction | undefined;
}

/** Comment and blank lines between instructions begin at the margin. */
function outside(document: Dockerfile, wanted: ReadonlyMap<number, string>): readonly Change[] {
  const { text } = document;
  const edits: TextEdit[] = [];
  let at = document.directives.at(-1)?.end ?? 0;
  const gap = (to: number): void => {
    for (const line of linesOf(text, at, to)) {
      const content = text.slice(line.start, line.end);
      const lead = /^[ \t]*/.exec(content)?.[0].length ?? 0;
      if (lead > 0 && wanted.has(line.start)) edits.push(replace({ start: line.start, end: line.start + lead }, ''));
      trimEnd(text, line.start + lead, line.end, edits);
    }
  };
  for (const { start, next } of document.instructions) {
    gap(start);
    at = next;
  }
  gap(text.length);
  return edits.map((edit) => ({ edits: [edit], instruction: undefined }));
}

function inside(document: Dockerfile, wanted: ReadonlyMap<number, string>, options: FormatOptions): readonly Change[] {
  return document.instructions.map((instruction) => {
    const { text } = document;
    const { start, lineEnd } = instruction;
    const unit = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
    const levels = shellLevels(document, instruction);
    const quoted = quotedLines(document, instruction);
    const edits: TextEdit[] = [];
    const lines = linesOf(text, start, lineEnd);
    const blank = (from: number, to: number): boolean => text.slice(from, to).trim() === '';
    lines.forEach((line, i) => {
      if (i === 0) {
        trimEnd(text, line.start, line.end, edits);
        return;
      }
      if (quoted.has(line.start)) return;
      const lead = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
      const indent = blank(line.start, line.end)
        ? ''
        : indentOf(levels, line.start, unit, wanted.get(line.start), lead);
      if (indent !== lead) edits.push(replace({ start: line.start, end: line.start + lead.length }, indent));
      trimEnd(text, line.start + lead.length, line.end, edits);
    });
    return { edits, instruction };
  });
}

function indentOf(
  levels: LineLevel | undefined,
  lineStart: number,
  unit: string,
  continued: string | undefined,
  lead: string,
): string {
  if (!levels) return continued ?? lead;
  const level = levels(lineStart);
  // A shell that is not understood keeps its shape.
  return level === undefined ? lead : unit.repeat(level);
}

function trimEnd(text: string, start: number, end: number, edits: TextEdit[]): void {
  let to = end;
  while (to > start && (text[to - 1] === ' ' || text[to - 1] === '\t')) to--;
  if (to < end) edits.push(replace({ start: to, end }, ''));
}

/** The lines between two places, each without its line break. */
function linesOf(text: string, from: number, to: number): readonly { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = text.lastIndexOf('\n', from - 1) + 1;
  if (from > 0 && start < from && text.slice(start, from).trim() !== '') start = from;
  while (start < to || (start === to && lines.length === 0 && start === from)) {
    const newline = text.indexOf('\n', start);
    const stop = newline === -1 ? text.length : newline;
    const end = text[stop - 1] === '\r' ? stop - 1 : stop;
    lines.push({ start, end: Math.max(start, Math.min(end, Math.max(to, start))) });
    if (newline === -1) break;
    start = newline + 1;
  }
  return lines;
}

function touchesLines(
  text: string,
  within: { start: number; end: number },
  edit: { start: number; end: number },
): boolean {
  const start = text.lastIndexOf('\n', within.start - 1) + 1;
  const newline = text.indexOf('\n', Math.max(within.end - 1, start));
  const lines = { start, end: newline === -1 ? text.length + 1 : newline + 1 };
  return overlaps(lines, { start: edit.start, end: Math.max(edit.end, edit.start + 1) });
}

/** Whether an instruction reads the same after the edits to it. */
function keepsMeaning(
  document: DockerfileSyntax,
  instruction: Instruction | undefined,
  edits: readonly TextEdit[],
): boolean {
  if (!instruction) return true;
  const { start, next } = instruction;
  const from = document.text.lastIndexOf('\n', start - 1) + 1;
  const shifted = edits.map(({ span, text }) => replace({ start: span.start - from, end: span.end - from }, text));
  const head = document.escape === '`' ? '# escape=`\n' : '';
  const before = readDockerfile(head + document.text.slice(from, next));
  const after = readDockerfile(head + applyEdits(document.text.slice(from, next), shifted));
  const [one, two] = [before.instructions[0], after.instructions[0]];
  return after.instructions.length === before.instructions.length && meaningOf(before, one) === meaningOf(after, two);
}
