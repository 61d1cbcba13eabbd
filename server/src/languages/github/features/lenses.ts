import type { CodeLens } from '../../../core/features.js';
import { dirname, join } from '../../../core/path.js';
import { kindOf, repositoryRoot } from '../kinds.js';
import { actionOf } from '../model/action-file.js';
import { callersOf, workflowsBeside } from '../model/callers.js';
import { eventOf, workflowOf } from '../model/workflow.js';
import type { Context } from './expression-at.js';

/** Above what others call: how many workflows of the repository do. */
export function lenses(context: Context): readonly CodeLens[] {
  const { document, path, files } = context;
  const kind = kindOf(path) ?? 'workflow';
  if (kind === 'workflow') {
    const workflow = workflowOf(document);
    const event = workflow && eventOf(workflow, 'workflow_call');
    const callers = event && callersOf(path, files);
    if (!event || !callers || callers.length === 0) return [];
    return [
      lensOf(
        event.scalar,
        callers.flatMap(({ path: where, job }) => (job.uses ? [{ path: where, span: job.uses.scalar }] : [])),
      ),
    ];
  }
  const action = kind === 'action' ? actionOf(document) : undefined;
  const first = action?.runs ?? action?.root;
  const at = first?.entries[0]?.key;
  if (!at) return [];
  const root = repositoryRoot(path);
  const folder = dirname(path);
  const users = (workflowsBeside(path, files, (text) => text.includes('./') || text.includes('$/')) ?? []).flatMap(
    ({ path: where, workflow }) =>
      workflow.jobs
        .flatMap(({ steps }) => steps)
        .flatMap(({ uses }) =>
          uses?.form.kind === 'local' && join(root, uses.form.path) === folder
            ? [{ path: where, span: uses.scalar }]
            : [],
        ),
  );
  return users.length > 0 ? [lensOf(at, users)] : [];
}

function lensOf(
  { start, end }: { readonly start: number; readonly end: number },
  places: readonly { readonly path: string; readonly span: { readonly start: number; readonly end: number } }[],
): CodeLens {
  const count = places.length;
  return {
    span: { start, end },
    title: count === 1 ? 'used by 1 job' : `used by ${count} jobs`,
    references: places.map(({ path, span }) => ({ path, span: { start: span.start, end: span.end } })),
    setting: 'references',
  };
}
