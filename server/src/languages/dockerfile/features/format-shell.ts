import { forEachChild, type SyntaxNode } from 'unbash';
import type { Dockerfile } from '../model/dockerfile.js';
import { type Script, scriptsOf } from '../model/script.js';
import type { Instruction } from '../syntax/tree.js';

/** How many steps a line of the file is indented; undefined where that is better left alone. */
export type LineLevel = (lineStart: number) => number | undefined;

/**
 * The levels of an instruction that a shell reads: operators at the start of a line stand below one another, arguments
 * are deeper than their command, and so are the bodies of compound commands.
 * @returns undefined where no shell reads the instruction.
 */
export function shellLevels(document: Dockerfile, instruction: Instruction): LineLevel | undefined {
  const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
  if (!host || !('kind' in host)) return undefined;
  const { kind } = host;
  if (kind !== 'RUN' && kind !== 'CMD' && kind !== 'ENTRYPOINT' && kind !== 'HEALTHCHECK') return undefined;
  if (host.json) return undefined;
  const script = scriptsOf(document, host).find(({ form }) => form === 'shell');
  if (!script?.reading || script.reading.errors.length > 0) return () => undefined;
  const levels = readLevels(document.text, script, instruction);
  return (lineStart) => levels.get(lineStart) ?? 1;
}

function readLevels(file: string, script: Script, instruction: Instruction): ReadonlyMap<number, number> {
  const { reading } = script;
  const levels = new Map<number, number>();
  if (!reading) return levels;
  // The first character of each continued line, as a place in the shell's text.
  const starts: { readonly pos: number; readonly line: number }[] = [];
  const { pieces } = instruction.logical;
  for (const { offset } of pieces.slice(1)) {
    const blanks = /^[ \t]*/.exec(file.slice(offset, instruction.lineEnd))?.[0].length ?? 0;
    const pos = positionOf(script, offset + blanks);
    if (pos !== undefined) starts.push({ pos, line: file.lastIndexOf('\n', offset - 1) + 1 });
  }
  const firstLineEnd = starts[0]?.pos ?? Number.POSITIVE_INFINITY;
  const lineOf = (pos: number): number | undefined => starts.findLast((start) => start.pos <= pos)?.line;
  const levelAt = (pos: number): number => {
    const line = lineOf(pos);
    return line === undefined ? 1 : (levels.get(line) ?? 1);
  };
  const deepen = (from: number, to: number, base: number): void => {
    for (const { pos, line } of starts) if (pos > from && pos < to) levels.set(line, base);
  };
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'Script':
        if (node.source !== undefined) return;
        break;
      case 'Command': {
        // What follows a command that begins in the instruction's own line is one step in already.
        const base = levelAt(node.pos) + (node.pos < firstLineEnd ? 0 : 1);
        deepen(node.pos, node.end, base);
        break;
      }
      case 'Pipeline': {
        const last = node.commands[node.commands.length - 1];
        if (node.pos >= firstLineEnd && last) deepen(node.pos, last.end, levelAt(node.pos) + 1);
        break;
      }
      case 'CompoundList':
        deepen(node.pos - 1, node.end, levelAt(node.pos - 1) + 1);
        break;
      case 'Case': {
        const base = levelAt(node.pos);
        for (const item of node.items) deepen(item.pos - 1, item.end, base + 1);
        break;
      }
      default:
    }
    forEachChild(node, visit);
  };
  visit(reading.script);
  return levels;
}

/** Where a place of the file is in the script's text: the script only tells the other way. */
function positionOf(script: Script, offset: number): number | undefined {
  const length = script.reading?.text.length ?? 0;
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (script.span({ pos: middle, end: middle + 1 }).start < offset) low = middle + 1;
    else high = middle;
  }
  return script.span({ pos: low, end: low + 1 }).start === offset ? low : undefined;
}
