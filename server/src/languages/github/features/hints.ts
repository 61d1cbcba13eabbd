import type { InlayHint } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import { tagsOfSha } from '../actions/contracts.js';
import { kindOf } from '../kinds.js';
import { actionOf } from '../model/action-file.js';
import { matrixOf } from '../model/matrix.js';
import { matrixSize } from '../model/matrix-size.js';
import { isCommit, type Uses } from '../model/uses.js';
import { workflowOf } from '../model/workflow.js';
import type { Context } from './expression-at.js';

/** What is not written but follows: the version behind a commit, and how many jobs a matrix makes. */
export function hints({ document, path, text }: Context, within: Span): readonly InlayHint[] {
  const kind = kindOf(path) ?? 'workflow';
  const workflow = kind === 'workflow' ? workflowOf(document) : undefined;
  const steps =
    kind === 'action' ? (actionOf(document)?.steps ?? []) : (workflow?.jobs.flatMap((job) => job.steps) ?? []);
  const found: InlayHint[] = [];
  for (const { uses } of steps) if (uses) found.push(...versionHint(uses, text));
  for (const job of workflow?.jobs ?? []) {
    const matrix = matrixOf(job);
    const size = matrix && matrixSize(matrix);
    const key = matrix ? text.lastIndexOf('matrix', matrix.map.start) : -1;
    if (!matrix || !size || key === -1) continue;
    const offset = text.indexOf(':', key) + 1;
    const label = size.jobs === 1 ? '1 job' : `${size.jobs} jobs`;
    const tooltip = 'How many jobs this matrix makes';
    found.push({ offset, label, tooltip, paddingLeft: true, kind: 'type', setting: 'matrixSize' });
  }
  return found.filter(({ offset }) => offset >= within.start && offset <= within.end);
}

/** The release that a commit is, where no comment says so. */
function versionHint({ scalar, form }: Uses, text: string): readonly InlayHint[] {
  if (form.kind !== 'repository' || !isCommit(form.ref)) return [];
  const newline = text.indexOf('\n', scalar.end);
  if (/#/.test(text.slice(scalar.end, newline === -1 ? undefined : newline))) return [];
  const [tag] = tagsOfSha(form.slug, form.ref ?? '');
  if (tag === undefined) return [];
  const tooltip = `This commit is ${tag} of ${form.owner}/${form.repo}`;
  return [{ offset: scalar.end, label: tag, tooltip, paddingLeft: true, kind: 'parameter', setting: 'actionVersion' }];
}
