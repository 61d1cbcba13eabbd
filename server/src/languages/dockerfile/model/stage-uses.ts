import { Memo } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { spanOfPart } from '../syntax/logical.js';
import type { Flag, Instruction } from '../syntax/tree.js';
import { type Dockerfile, type Stage, stageReferred } from './dockerfile.js';

/** A place where a stage is named. `byIndex`: it is written as a number, which a rename leaves alone. */
export interface StageUse extends Span {
  readonly stage: Stage;
  readonly role: 'definition' | 'base' | 'copy' | 'mount';
  readonly byIndex: boolean;
  readonly instruction: Instruction;
}

const uses = new Memo<Dockerfile, readonly StageUse[]>();

/** Every place where a stage of the file is named, in order. */
export function stageUses(document: Dockerfile): readonly StageUse[] {
  const cached = uses.get(document);
  if (cached) return cached;
  const found: StageUse[] = [];
  for (const instruction of document.instructions) {
    const stage = document.stageOf[instruction.index];
    if (!stage) continue;
    if (instruction.kind === 'FROM') {
      const { image, name } = instruction;
      if (image && stage.base.kind === 'stage' && image.text.toLowerCase() === stage.base.stage.name) {
        found.push({ ...spanOf(image), stage: stage.base.stage, role: 'base', byIndex: false, instruction });
      }
      if (name) found.push({ ...spanOf(name), stage, role: 'definition', byIndex: false, instruction });
    }
    const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
    for (const flag of host?.flags ?? []) {
      for (const { text, span, role } of stageNames(host ?? instruction, flag)) {
        const referred = stageReferred(document, stage, text, role === 'copy' ? 'name-or-index' : 'name');
        const byIndex = referred !== undefined && referred.name !== text.toLowerCase();
        if (referred) found.push({ ...span, stage: referred, role, byIndex, instruction });
      }
    }
  }
  uses.set(document, found);
  return found;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

interface Named {
  readonly text: string;
  readonly span: Span;
  readonly role: 'copy' | 'mount';
}

/** The words of a flag that may name a stage: the value of `--from`, and of `from=` in a mount. */
export function stageNames(instruction: Instruction, flag: Flag): readonly Named[] {
  const { value } = flag;
  if (!value) return [];
  if (flag.name.text === 'from') return [{ text: value.text, span: spanOf(value), role: 'copy' }];
  if (flag.name.text !== 'mount') return [];
  const { logical } = instruction;
  const match = /(?:^|,)from=([^,"'\s]+)/.exec(value.text);
  if (!match?.[1]) return [];
  const start = match.index + match[0].length - match[1].length;
  return [{ text: match[1], span: spanOfPart(logical, value, start, start + match[1].length), role: 'mount' }];
}

const used = new Memo<Dockerfile, ReadonlySet<Stage>>();

/** Stages that others use: as a base, by COPY --from or by a mount. The final stage counts as used. */
export function usedStages(document: Dockerfile): ReadonlySet<Stage> {
  const cached = used.get(document);
  if (cached) return cached;
  const found = new Set<Stage>();
  for (const stage of document.stages) {
    if (stage.final) found.add(stage);
    if (stage.base.kind === 'stage') found.add(stage.base.stage);
  }
  for (const { stage, role, instruction } of stageUses(document)) {
    if (role !== 'definition' && document.stageOf[instruction.index] !== stage) found.add(stage);
  }
  used.set(document, found);
  return found;
}

const taken = new Memo<Dockerfile, ReadonlyMap<Stage, ReadonlySet<Stage>>>();

/** The stages that a stage itself takes anything from: its base, and those that it copies or mounts files of. */
export function stagesTaken(document: Dockerfile, stage: Stage): ReadonlySet<Stage> {
  let found = taken.get(document);
  if (!found) {
    const byStage = new Map(document.stages.map((one) => [one, new Set<Stage>()]));
    for (const one of document.stages) if (one.base.kind === 'stage') byStage.get(one)?.add(one.base.stage);
    for (const { stage: other, role, instruction } of stageUses(document)) {
      const user = document.stageOf[instruction.index];
      if (role !== 'definition' && user) byStage.get(user)?.add(other);
    }
    found = byStage;
    taken.set(document, found);
  }
  return found.get(stage) ?? new Set();
}

/** Whether a stage may be what is built and shipped: the final one, and those that no other stage takes anything from. */
export function isTarget(document: Dockerfile, stage: Stage): boolean {
  return stage.final || !usedStages(document).has(stage);
}
