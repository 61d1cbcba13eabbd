import { replace, type TextEdit } from '../../../core/edit.js';
import { referencesOf, renamed } from '../../../expr/references.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import type { GithubDocument } from '../document.js';
import { expressionsOf } from './expressions.js';
import { scalarsOf, valueIn } from './nodes.js';
import type { Job, Step, Workflow } from './workflow.js';

/** As long as an id of a job or a step may be. */
export const longestId = 99;

/** What is wrong with an id; undefined for a good one. Names that begin with two underscores are GitHub's own. */
export function problemOfId(id: string): 'characters' | 'start' | 'reserved' | 'long' | undefined {
  if (/[^A-Za-z0-9_-]/.test(id)) return 'characters';
  if (!/^[A-Za-z_]/.test(id)) return 'start';
  if (id.startsWith('__')) return 'reserved';
  return id.length > longestId ? 'long' : undefined;
}

/** The id that is nearest to a bad one, and none of those that are there. */
export function goodId(id: string, taken: (id: string) => boolean): string {
  let good = id
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|-+$/g, '')
    .slice(0, longestId);
  if (!/^[A-Za-z]/.test(good)) good = `_${good}`.slice(0, longestId);
  if (!taken(good)) return good;
  for (let i = 2; ; i++) {
    const numbered = `${good.slice(0, longestId - 5)}-${i}`;
    if (!taken(numbered)) return numbered;
  }
}

/** The edits that give a job another id: of its key, of `needs`, and of the expressions that read it. */
export function jobRenamed(workflow: Workflow, job: Job, id: string): readonly TextEdit[] {
  const isIt = (name: string): boolean => name.toLowerCase() === job.id.toLowerCase();
  const needs = workflow.jobs.flatMap((one) => one.needs.filter((need) => isIt(need.text)));
  const keys = [job.key, ...needs].map((scalar) => replaceScalar(scalar, id));
  return [...keys, ...readersRenamed(workflow.document, 'workflow', ['needs', 'jobs'], isIt, id)];
}

/** The edits that give a step another id: of the id, of steps that wait for it, and of the expressions of its job. */
export function stepRenamed(
  document: GithubDocument,
  job: Job | undefined,
  steps: readonly Step[],
  scalar: YamlScalar,
  id: string,
): readonly TextEdit[] {
  const isIt = (name: string): boolean => name.toLowerCase() === scalar.text.toLowerCase();
  const targets = steps.flatMap(({ map }) =>
    [...scalarsOf(valueIn(map, 'wait')), ...scalarsOf(valueIn(map, 'cancel'))].filter(({ text }) => isIt(text)),
  );
  const written = [scalar, ...targets].map((one) => replaceScalar(one, id));
  return [...written, ...readersRenamed(document, job ? 'workflow' : 'action', ['steps'], isIt, id, job)];
}

function readersRenamed(
  document: GithubDocument,
  kind: 'workflow' | 'action',
  contexts: readonly string[],
  isIt: (name: string) => boolean,
  id: string,
  job?: Job,
): readonly TextEdit[] {
  return expressionsOf(document, kind).flatMap((use) => {
    const { root } = use.parsed;
    if (!root || (job && use.job !== job)) return [];
    return referencesOf(root).flatMap(({ segments: [context, segment] }) =>
      context &&
      segment &&
      contexts.includes(context.name.toLowerCase()) &&
      segment.style !== 'any' &&
      isIt(segment.name)
        ? [replace(use.span(segment), renamed(segment, id))]
        : [],
    );
  });
}
