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

/** The workflows of the repository that a file belongs to; undefined where not all of them are known. */
export function workflowsBeside(
  path: string,
  files: FileView,
  mayMatter: (text: string) => boolean = () => true,
): readonly { readonly path: string; readonly workflow: Workflow }[] | undefined {
  const folder = join(repositoryRoot(path), '.github/workflows');
  const found: { path: string; workflow: Workflow }[] = [];
  for (const { name, kind } of files.list(folder) ?? []) {
    const at = `${folder}/${name}`;
    if (kind !== 'file' || kindOf(at) !== 'workflow') continue;
    const text = files.read(at);
    if (text === undefined) return undefined;
    const beside = text !== null && mayMatter(text) ? workflowAt(files, at) : null;
    if (beside) found.push({ path: at, workflow: beside.value });
  }
  return files.list(folder) && found;
}

/** The jobs of the repository that call a workflow; undefined where not all workflows are known. */
export function callersOf(path: string, files: FileView): readonly Caller[] | undefined {
  const root = repositoryRoot(path);
  // Most workflows call none, and need not be read for that.
  const workflows = workflowsBeside(path, files, (text) => text.includes('.github/workflows/'));
  return workflows?.flatMap((beside) =>
    beside.workflow.jobs.flatMap((job) => {
      const form = job.uses?.form;
      return form?.kind === 'local' && join(root, form.path) === path ? [{ ...beside, job }] : [];
    }),
  );
}
