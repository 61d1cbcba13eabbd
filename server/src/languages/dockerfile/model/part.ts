import type { Part } from '../../../core/parts.js';
import { lineEnding, lineStart } from '../../../core/text.js';
import { isShipped } from '../tools/leftovers.js';
import type { Dockerfile, Stage } from './dockerfile.js';
import { isTarget } from './stage-uses.js';
import { filePragmas } from './state.js';

/** What other files name as a target follows from them, and is read again when they change. */
const noTargets: ReadonlySet<string> = new Set();

/**
 * Each stage as a part of the file. Its key is all that rules of that reach may look at: what stands before the first
 * FROM, the stage's own text, that of the stages it starts from, whether it is the
 * first, and what becomes of it.
 */
export function stageParts(document: Dockerfile): readonly (Part | undefined)[] {
  const { stages, text } = document;
  const head = headOf(document);
  const chains: string[] = [];
  return stages.map((stage, index) => {
    const start = startOf(text, stage);
    const end = (stage.instructions[stage.instructions.length - 1] ?? stage.from)?.next ?? stage.end;
    const base = stage.base.kind === 'stage' ? (chains[stage.base.stage.index] ?? '') : head;
    chains[index] = `${base}\0${text.slice(start, end)}`;
    const roles = [index === 0, stage.final, isTarget(document, stage), isShipped(document, stage, noTargets)];
    return { key: `${roles.join()}\0${chains[index]}`, start, end };
  });
}

/** What stands before the first FROM, as far as it says anything about the stages. */
function headOf(document: Dockerfile): string {
  const { escape, globals, text } = document;
  const programs = filePragmas(document).map(({ program }) => program);
  const args = globals.map(({ start, next }) => text.slice(start, next));
  return [escape, lineEnding(text), ...programs, ...args].join('\0');
}

/** Where a stage's first instruction begins, with the comments above it and the lines that it continues from. */
function startOf(text: string, { from, instructions, start }: Stage): number {
  const opening = from ?? instructions[0];
  if (!opening) return start;
  const { comments, innerComments, emptyLines, logical } = opening;
  const starts = [comments[0], innerComments[0], emptyLines[0]].map((before) => before?.start ?? start);
  return lineStart(text, Math.min(start, logical.pieces[0]?.offset ?? start, ...starts));
}
