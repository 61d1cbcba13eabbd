import type { CodeLens, FeatureContext } from '../../../core/features.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { stageUses } from '../model/stage-uses.js';

/** Above each stage that others use: how many, and where. */
export function lenses(context: FeatureContext<Dockerfile>): readonly CodeLens[] {
  const { document } = context;
  const found: CodeLens[] = [];
  for (const stage of document.stages) {
    if (!stage.from) continue;
    const uses = stageUses(document).filter((use) => use.stage === stage && use.role !== 'definition');
    if (uses.length === 0) continue;
    const users = new Set(uses.map((use) => document.stageOf[use.instruction.index]));
    found.push({
      span: { start: stage.from.keyword.start, end: stage.from.lineEnd },
      title: users.size === 1 ? 'used by 1 stage' : `used by ${users.size} stages`,
      references: uses.map(({ start, end }) => ({ span: { start, end } })),
      setting: 'references',
    });
  }
  return found;
}
