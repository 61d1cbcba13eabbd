import type { FileView } from '../../../core/files.js';
import { localWorkflow } from './interface.js';
import { eventOf, type Job, type Workflow } from './workflow.js';

/** A workflow of this repository that a job calls. */
export interface Callee {
  readonly path: string;
  readonly workflow: Workflow;
}

/** The workflow that a job calls; undefined where it calls none of this repository, or one that cannot be called. */
export function calleeOf(job: Job, path: string, files: FileView): Callee | undefined {
  const found = job.uses && localWorkflow(job.uses, path, files);
  return found && eventOf(found.value, 'workflow_call') ? { path: found.path, workflow: found.value } : undefined;
}
