import type { FileView } from '../../../core/files.js';
import { matchName } from '../../../core/glob.js';
import { workflowsBeside } from './callers.js';
import { scalarsOf, textIn, valueIn } from './nodes.js';
import { eventOf, type Workflow } from './workflow.js';

// Who can start a workflow, and with what rights. Source: GitHub's page "Events that trigger workflows" (2026-08).

/**
 * Events that anybody can cause who has an account, and that run with the secrets and the token that the workflow of the
 * default branch has.
 */
const privileged: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
]);

/** Events that anybody can cause; of those from forks, most run without secrets and with a token that reads only. */
const open: ReadonlySet<string> = new Set([
  ...privileged,
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'check_run',
  'check_suite',
  'gollum',
  'fork',
  'watch',
]);

/** Whether a workflow waits for one of some events. */
export function waitsFor(workflow: Workflow, ...names: readonly string[]): boolean {
  return workflow.events.some(({ name }) => names.includes(name));
}

/** The first event of a workflow that strangers can cause and that runs with the rights of the repository. */
export function privilegedEvent(workflow: Workflow): string | undefined {
  return workflow.events.find(({ name }) => privileged.has(name))?.name;
}

/** Whether strangers can cause a workflow to run with text of theirs. A called one may be called from anywhere. */
export function isOpen(workflow: Workflow): boolean {
  return workflow.events.some(({ name }) => open.has(name) || name === 'workflow_call');
}

/**
 * The workflows whose runs start this one by `workflow_run`; undefined where not all of them are known.
 * @param path of the workflow that is started.
 */
export function workflowsBefore(workflow: Workflow, path: string, files: FileView): readonly Workflow[] | undefined {
  const patterns = scalarsOf(valueIn(eventOf(workflow, 'workflow_run')?.config, 'workflows')).map(({ text }) => text);
  const all = workflowsBeside(path, files);
  if (!all || patterns.length === 0) return undefined;
  const matching = (pattern: string): readonly Workflow[] =>
    all.flatMap((one) => (matchName(pattern, textIn(one.workflow.root, 'name') ?? one.path) ? [one.workflow] : []));
  const found = patterns.map(matching);
  return found.some((some) => some.length === 0) ? undefined : found.flat();
}
