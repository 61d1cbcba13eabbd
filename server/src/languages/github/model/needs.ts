import type { YamlScalar } from '../../../yaml/tree.js';
import type { Job, Workflow } from './workflow.js';

/** A job's need of another, by the scalar that says it. */
export interface NeedsEdge {
  readonly from: Job;
  readonly to: Job;
  readonly scalar: YamlScalar;
}

/** The needs of a job that are jobs of the workflow. */
export function edgesOf(job: Job, { jobsById }: Workflow): readonly NeedsEdge[] {
  return job.needs.flatMap((scalar) => {
    const to = jobsById.get(scalar.text.toLowerCase());
    return to ? [{ from: job, to, scalar }] : [];
  });
}

/** The circles in which jobs wait for each other, each once, from the job of it that is written first. */
export function needsCycles(workflow: Workflow): readonly (readonly NeedsEdge[])[] {
  const cycles: NeedsEdge[][] = [];
  const done = new Set<Job>();
  for (const start of workflow.jobs) {
    if (done.has(start)) continue;
    // A stack of its own, so that no chain of jobs is too long for the machine's.
    const path: NeedsEdge[] = [];
    const open: { job: Job; edges: readonly NeedsEdge[]; next: number }[] = [];
    const enter = (job: Job): void => void open.push({ job, edges: edgesOf(job, workflow), next: 0 });
    enter(start);
    for (let top = open[open.length - 1]; top; top = open[open.length - 1]) {
      const edge = top.edges[top.next++];
      if (!edge) {
        done.add(top.job);
        open.pop();
        path.pop();
        continue;
      }
      const at = open.findIndex(({ job }) => job === edge.to);
      if (at !== -1) cycles.push([...path.slice(at), edge]);
      else if (!done.has(edge.to)) {
        path.push(edge);
        enter(edge.to);
      }
    }
  }
  return cycles;
}

/** All jobs that have to end before a job starts, in no order. */
export function allNeeds(job: Job, workflow: Workflow): ReadonlySet<Job> {
  const found = new Set<Job>();
  const open = [job];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { to } of edgesOf(next, workflow)) {
      if (found.has(to)) continue;
      found.add(to);
      open.push(to);
    }
  }
  return found;
}
