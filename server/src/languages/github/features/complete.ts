import { inGroups } from '../../../core/completion-items.js';
import type { Completion } from '../../../core/features.js';
import { placeAt } from '../../../yaml/place.js';
import { completeFrom } from '../../../yaml/schema/complete.js';
import type { SchemaTable } from '../../../yaml/schema/schema.js';
import type { Texts } from '../../../yaml/schema/texts.js';
import { type GithubKind, kindOf } from '../kinds.js';
import { isCondition } from '../model/expressions.js';
import { actionSchema } from '../schema/action.js';
import { dependabotSchema } from '../schema/dependabot.js';
import { workflowTexts } from '../schema/texts.js';
import { actionTexts } from '../schema/texts-action.js';
import { dependabotTexts } from '../schema/texts-dependabot.js';
import { workflowSchema } from '../schema/workflow.js';
import { completeCondition, completeExpression } from './complete-expression.js';
import { completeProject } from './complete-project.js';
import type { Context } from './expression-at.js';

/** The schema of a kind of file, with the texts of its keys; pre-commit's own has none. */
export const schemas: Readonly<Record<GithubKind, readonly [SchemaTable, Texts] | undefined>> = {
  workflow: [workflowSchema, workflowTexts],
  action: [actionSchema, actionTexts],
  dependabot: [dependabotSchema, dependabotTexts],
  'pre-commit': undefined,
};

/** What can be written at a place: in an expression its own names; else what the project has, then what any file may. */
export function complete(context: Context, offset: number): readonly Completion[] {
  const inExpression = completeExpression(context, offset);
  if (inExpression) return inExpression;
  const { text, document, path } = context;
  const place = placeAt(text, document.stream, offset);
  if (isCondition(place.path) && place.at !== 'key' && place.word.start === place.word.end)
    return completeCondition(context, place, offset);
  const known = schemas[kindOf(path) ?? 'workflow'];
  const ofProject = completeProject(context, offset);
  const labels = new Set(ofProject.map(({ label }) => label));
  const ofSchema = known ? completeFrom(known[0], known[1], { text, stream: document.stream }, offset) : [];
  const others = ofSchema.filter(({ label }) => !labels.has(label));
  return inGroups(ofProject, others);
}
