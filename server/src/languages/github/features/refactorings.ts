import type { Refactoring } from '../../../core/features.js';
import type { Span } from '../../../core/text.js';
import { entryOf } from '../../../yaml/values.js';
import { kindOf } from '../kinds.js';
import { actionOf } from '../model/action-file.js';
import { declarePermissions, narrowShorthand } from '../model/needed-permissions.js';
import { permissionsIn } from '../model/permissions.js';
import { pinOf } from '../model/pinned.js';
import { isCommit, type Uses } from '../model/uses.js';
import { workflowOf } from '../model/workflow.js';
import type { Context } from './expression-at.js';

/** Changes that the user may choose: all actions of the file pinned, and no more permissions than the steps need. */
export function refactorings(context: Context, at: Span): readonly Refactoring[] {
  return [...pinAll(context, at), ...minimalPermissions(context, at)];
}

function usesOf({ document, path }: Context): readonly Uses[] {
  const workflow = kindOf(path) === 'action' ? undefined : workflowOf(document);
  const steps = workflow ? workflow.jobs.flatMap((job) => job.steps) : (actionOf(document)?.steps ?? []);
  return [...(workflow?.jobs.map(({ uses }) => uses) ?? []), ...steps.map(({ uses }) => uses)].filter(
    (uses) => uses !== undefined,
  );
}

/** Offered on any action that has no commit yet; what our table does not know stays as it is. */
function pinAll(context: Context, at: Span): readonly Refactoring[] {
  const open = usesOf(context).flatMap((uses) => {
    const { form } = uses;
    return form.kind === 'repository' && !isCommit(form.ref) ? [{ uses, form }] : [];
  });
  if (!open.some(({ uses }) => at.start >= uses.entry.start && at.start <= uses.entry.end)) return [];
  const title = 'Pin all actions of this file to commits';
  const pins = open.flatMap(({ uses, form }) => pinOf(uses, form, context.text) ?? []);
  if (pins.length === 0)
    return [
      { title, kind: 'refactor.rewrite', edits: [], disabled: 'The commits of these actions are not known here.' },
    ];
  const left = open.length - pins.length;
  return [
    {
      title: left === 0 ? title : `${title} (${left} not known)`,
      kind: 'refactor.rewrite',
      edits: pins.flatMap(({ edits }) => edits),
    },
  ];
}

/** Offered on `on`, `permissions` and the ids of jobs. */
function minimalPermissions({ document, path, text }: Context, at: Span): readonly Refactoring[] {
  const workflow = kindOf(path) === 'action' ? undefined : workflowOf(document);
  if (!workflow) return [];
  const top = permissionsIn(workflow.root);
  const keys = [
    workflow.on?.key,
    top?.key,
    entryOf(workflow.root, 'jobs')?.key,
    ...workflow.jobs.map(({ key }) => key),
  ];
  if (!keys.some((key) => key && at.start >= key.start && at.start <= key.end)) return [];
  const edits = top?.shorthand
    ? narrowShorthand(top, undefined, workflow, text)
    : top
      ? undefined
      : declarePermissions(workflow, text);
  return edits ? [{ title: 'Set minimal permissions', kind: 'refactor.rewrite', edits }] : [];
}
