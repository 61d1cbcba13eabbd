import type { InstructionOf, Pair } from '../syntax/tree.js';
import { type Dockerfile, type Stage, stageChain } from './dockerfile.js';
import { usedStages } from './stage-uses.js';
import { ofKind } from './state.js';
import { expandAt } from './variables.js';

/** A label's key as the builder stores it; undefined where a variable decides. */
export function labelKey(document: Dockerfile, label: InstructionOf<'LABEL'>, pair: Pair): string | undefined {
  const { refs, value } = expandAt(document, label, pair.key);
  return refs.length > 0 ? undefined : value;
}

/** A label's value where it is written out; undefined where a variable is part of it. */
export function labelValue(document: Dockerfile, label: InstructionOf<'LABEL'>, pair: Pair): string | undefined {
  if (!pair.value) return undefined;
  const { refs, value } = expandAt(document, label, pair.value);
  return refs.length > 0 ? undefined : value;
}

/** Whether a stage, or one that it starts from, has the label. Keys that variables decide may be any. */
export function hasLabel(document: Dockerfile, stage: Stage, key: string): boolean {
  return stageChain(stage).some((part) =>
    ofKind(part, 'LABEL').some((label) =>
      label.pairs.some((pair) => {
        const found = labelKey(document, label, pair);
        return found === undefined || found === key;
      }),
    ),
  );
}

/**
 * Stages that have to meet a demand on what is shipped and do not: those that are built as they are, and the bases of
 * such. Stages that others only copy from, and bases of stages that do meet it, are not shipped themselves.
 */
export function failingStages(document: Dockerfile, meets: (stage: Stage) => boolean): readonly Stage[] {
  const used = usedStages(document);
  const childrenOf = (stage: Stage) =>
    document.stages.filter((other) => other.base.kind === 'stage' && other.base.stage === stage);
  const fails = (stage: Stage): boolean => {
    if (meets(stage)) return false;
    if (stage.final || !used.has(stage)) return true;
    const children = childrenOf(stage);
    return children.length > 0 && children.every(fails);
  };
  return document.stages.filter((stage) => stage.from && fails(stage));
}
