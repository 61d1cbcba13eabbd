import { textIn } from './nodes.js';
import type { Job, Step } from './workflow.js';

/** Whether a step may be left out, or fail without harm, where a file that it needs is not there. */
export function expectsLack(step: Step, job: Job | undefined): boolean {
  const isAllowed = [step.map, job?.map].some((map) => (textIn(map, 'continue-on-error') ?? 'false') !== 'false');
  return (
    isAllowed ||
    [textIn(step.map, 'if'), textIn(job?.map, 'if')].some((text) => /hashFiles|outputs|\bfalse\b/.test(text ?? ''))
  );
}
