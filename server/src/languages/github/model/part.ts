import type { Part } from '../../../core/parts.js';
import { lineEnding, lineStart } from '../../../core/text.js';
import { textNumber } from '../../../core/text-number.js';
import { indentStep } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { doubtIn } from './broken.js';
import { edgesOf } from './needs.js';
import { scalarIn } from './nodes.js';
import type { Job, Workflow } from './workflow.js';

/**
 * The jobs of a workflow as parts. The key of one is all that rules of that reach may look at: the job's own text, and all
 * that stands outside of the jobs, how the file is written, and what the jobs that it needs give. An alias may stand for something in any other job.
 */
export function jobParts(workflow: Workflow): readonly Part[] {
  const { text } = workflow.document;
  const { jobs } = workflow;
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
  outside = withoutName(workflow, outside + text.slice(from));
  const aliased = /(?:^|[\s,[{:-])\*\w/m.test(text);
  // Fixes indent as the file does, which the first of its jobs may tell.
  const written = JSON.stringify([indentStep(workflow.root, text), lineEnding(text)]);
  const around = `${textNumber(aliased ? text : outside)} ${written}`;
  return slices.map(({ start, end }, i) => {
    const needed = jobs[i] ? edgesOf(jobs[i], workflow).map(({ to }) => givenBy(to, text)) : [];
    const doubt = doubtIn(workflow.document, { start, end });
    return { key: `${around} ${doubt} ${needed.join(' ')} ${text.slice(start, end)}`, start, end };
  });
}

/** What others see of a job: its id, its outputs, and the workflow that it calls. */
function givenBy({ id, map, uses }: Job, text: string): string {
  const outputs = entryOf(map, 'outputs');
  return `${id} ${uses?.text ?? ''} ${outputs ? text.slice(outputs.start, outputs.end) : ''}`;
}

/** The name of the workflow is of no matter to its jobs. */
function withoutName({ root, document: { text } }: Workflow, outside: string): string {
  const name = scalarIn(root, 'name');
  return name?.style === 'plain' ? outside.replace(text.slice(name.start, name.end), '') : outside;
}
