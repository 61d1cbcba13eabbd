import type { Part } from '../../../core/parts.js';
import { lineStart } from '../../../core/text.js';
import { textNumber } from '../../../core/text-number.js';
import type { Workflow } from './workflow.js';

/**
 * The jobs of a workflow as parts. The key of one is all that rules of that reach may look at: the job's own text, and all
 * that stands outside of the jobs. An alias may stand for something in any other job.
 */
export function jobParts({ document: { text }, jobs }: Workflow): readonly Part[] {
  const slices = jobs.map((job, i) => {
    const next = jobs[i + 1];
    return { start: lineStart(text, job.entry.start), end: next ? lineStart(text, next.entry.start) : job.entry.end };
  });
  let outside = '';
  let from = 0;
  for (const { start, end } of slices) {
    outside += text.slice(from, start);
    from = Math.max(from, end);
  }
  outside += text.slice(from);
  const aliased = /(?:^|[\s,[{:-])\*\w/m.test(text);
  const around = textNumber(aliased ? text : outside);
  return slices.map(({ start, end }) => ({ key: `${around} ${text.slice(start, end)}`, start, end }));
}
