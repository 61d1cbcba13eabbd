import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import { kindOf, repositoryRoot } from '../kinds.js';
import { workflowAt } from './beside.js';
import type { Job, Workflow } from './workflow.js';

/** A job of a workflow of the same repository that calls another one. */
export interface Caller {
  /** Of the workflow that calls. */
  readonly path: string;
  readonly workflow: Workflow;
  readonly job: Job;
}

/** The jobs of the repository that call a workflow; undefined where not all workflows are known. */
export function callersOf(path: string, files: FileView): readonly Caller[] | undefined {
  const root = repositoryRoot(path);
  const folder = join(root, '.github/workflows');
  const entries = files.list(folder);
  if (!entries) return undefined;
  const callers: Caller[] = [];
  for (const { name, kind } of entries) {
    const at = `${folder}/${name}`;
    if (kind !== 'file' || kindOf(at) !== 'workflow') continue;
    // Most workflows call none, and need not be read for that.
    const text = files.read(at);
    if (text === undefined) return undefined;
    if (text === null || !text.includes('.github/workflows/')) continue;
    const workflow = workflowAt(files, at);
    if (!workflow) continue;
    for (const job of workflow.value.jobs) {
      const form = job.uses?.form;
      if (form?.kind === 'local' && join(root, form.path) === path)
        callers.push({ path: at, workflow: workflow.value, job });
    }
  }
  return callers;
}
