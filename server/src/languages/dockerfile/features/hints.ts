import type { FeatureContext, InlayHint } from '../../../core/features.js';
import { overlaps, type Span } from '../../../core/text.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { stageUses } from '../model/stage-uses.js';
import { expandedTokens } from '../model/variable-uses.js';
import { expandAt, globalLookup, variableAt } from '../model/variables.js';
import type { Instruction } from '../syntax/tree.js';

const longest = 60;

/** Values behind variables, and numbers behind stages. Hosts show only those that the user has switched on. */
export function hints(context: FeatureContext<Dockerfile>, within: Span): readonly InlayHint[] {
  const { document } = context;
  const found: InlayHint[] = [];
  for (const instruction of document.instructions) {
    if (!overlaps({ start: instruction.start, end: instruction.lineEnd + 1 }, within)) continue;
    addValues(document, instruction, found);
    const stage = document.stageOf[instruction.index];
    if (instruction.kind === 'FROM' && stage && document.stages.length > 1) {
      found.push({
        offset: instruction.keyword.end,
        label: String(stage.index),
        tooltip: 'Number of the stage',
        paddingLeft: true,
        kind: 'parameter',
        setting: 'stages',
      });
    }
  }
  for (const use of stageUses(document)) {
    if (!use.byIndex || use.end < within.start || use.start > within.end) continue;
    const base = use.stage.from?.name?.text ?? use.stage.from?.image?.text ?? '';
    if (base === '') continue;
    found.push({
      offset: use.end,
      label: base,
      tooltip: 'The stage of that number',
      paddingLeft: true,
      kind: 'type',
      setting: 'stages',
    });
  }
  return found.sort((a, b) => a.offset - b.offset);
}

function addValues(document: Dockerfile, instruction: Instruction, into: InlayHint[]): void {
  for (const token of expandedTokens(instruction)) {
    if (!token.text.includes('$')) continue;
    const { refs, value } = expandAt(document, instruction, token);
    if (refs.length === 0 || value === undefined || value === '' || value === token.text) continue;
    // A name that nothing sets here may come from the base image.
    if (!refs.every((ref) => ref.operator !== undefined || isSet(document, instruction, ref.name))) continue;
    into.push({
      offset: token.end,
      label: `= ${value.length > longest ? `${value.slice(0, longest - 1)}…` : value}`,
      tooltip: 'With the defaults of the arguments',
      paddingLeft: true,
      kind: 'type',
      setting: 'values',
    });
  }
}

function isSet(document: Dockerfile, instruction: Instruction, name: string): boolean {
  if (instruction.kind !== 'FROM' && document.stageOf[instruction.index]) {
    return variableAt(document, instruction, name) !== undefined;
  }
  return globalLookup(document.globals, document.escape, 'unknown', instruction.start)(name).set;
}
