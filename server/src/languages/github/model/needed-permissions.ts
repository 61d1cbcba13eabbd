import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding, lineStart } from '../../../core/text.js';
import { indentStep, lastOffset, lineEndAt, removeEntry, setBlock } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { type Access, scopesOf } from '../actions/scopes.js';
import { plainCommands } from './commands.js';
import { type PermissionScope, type Permissions, permissionsIn } from './permissions.js';
import { scriptOf } from './script.js';
import { inputText, withOf } from './with.js';
import type { Job, Step, Workflow } from './workflow.js';

// What the steps of a job are known to need of its token, and the edits that allow that and no more. An action that is not
// known may need more, so all of it is a proposal.

export type Needs = ReadonlyMap<string, Access>;

function neededBy(job: Job, workflow: Workflow): Needs {
  const needs = new Map<string, Access>();
  const add = (scope: string, access: Access): void => {
    if (needs.get(scope) !== 'write') needs.set(scope, access);
  };
  for (const step of job.steps) {
    for (const [scope, access] of [...ofAction(step), ...ofScript(step, job, workflow)]) add(scope, access);
  }
  if (job.steps.some(logsInToPackages)) add('packages', 'write');
  return needs;
}

/** Inputs by which actions sign in to a cloud with a token of GitHub's. */
const federated = ['role-to-assume', 'workload_identity_provider', 'client-id'];

function ofAction(step: Step): readonly (readonly [string, Access])[] {
  const { form } = step.uses ?? {};
  const scopes = form?.kind === 'repository' ? scopesOf(form.slug) : undefined;
  if (!scopes) return [];
  const inputs = withOf(step);
  const signsIn = scopes.may['id-token'] && inputs && federated.some((name) => inputs.has(name));
  return [...Object.entries(scopes.needs), ...(signsIn ? [['id-token', 'write'] as const] : [])];
}

function logsInToPackages(step: Step): boolean {
  const { form } = step.uses ?? {};
  if (form?.kind !== 'repository' || form.slug !== 'docker/login-action') return false;
  const inputs = withOf(step);
  return inputs !== undefined && /^(?:ghcr\.io|docker\.pkg\.github\.com)$/.test(inputText(inputs, 'registry') ?? '');
}

const reading: ReadonlySet<string> = new Set([
  'view',
  'list',
  'ls',
  'diff',
  'checks',
  'status',
  'checkout',
  'download',
  'watch',
]);

const ofGh: Readonly<Record<string, string>> = {
  pr: 'pull-requests',
  issue: 'issues',
  release: 'contents',
  run: 'actions',
  workflow: 'actions',
};

function ofScript(step: Step, job: Job, workflow: Workflow): readonly (readonly [string, Access])[] {
  if (!step.run || !/\b(?:gh|git)\b/.test(step.run.text)) return [];
  const script = scriptOf(step, { job, workflow });
  return (script ? plainCommands(script) : []).flatMap(({ name, args }): readonly (readonly [string, Access])[] => {
    const words = args.map(({ text }) => text).filter((word) => !word.startsWith('-'));
    const [first = '', second = ''] = words;
    if (name === 'git') return first === 'push' ? [['contents', 'write']] : [];
    const scope = name === 'gh' && Object.hasOwn(ofGh, first) ? ofGh[first] : undefined;
    return scope === undefined ? [] : [[scope, reading.has(second) ? 'read' : 'write']];
  });
}

function linesOf(needs: Needs): readonly string[] {
  return [...needs].map(([scope, access]) => `${scope}: ${access}`);
}

function isBase(needs: Needs): boolean {
  return [...needs].every(([scope, access]) => scope === 'contents' && access === 'read');
}

/** Jobs whose token is what the workflow says, or nobody. */
function inheriting(workflow: Workflow): readonly Job[] {
  return workflow.jobs.filter((job) => job.map && !permissionsIn(job.map));
}

/** Writes permissions where a workflow has none; undefined where a job calls a workflow, whose needs are not looked up. */
export function declarePermissions(workflow: Workflow, text: string): readonly TextEdit[] | undefined {
  const { on, root } = workflow;
  const jobs = inheriting(workflow);
  if (!on || root.flow || entryOf(root, 'permissions') || jobs.some((job) => job.uses)) return undefined;
  const ending = lineEnding(text);
  const needs = jobs.map((job) => neededBy(job, workflow));
  const own = jobs.map((job, i) => ownBlock(job, needs[i] ?? new Map(), workflow, text));
  if (own.includes(undefined)) return undefined;
  const lines = baseLines(needs);
  const indent = ' '.repeat(indentStep(root, text));
  const block = lines.length === 0 ? ' {}' : lines.map((line) => ending + indent + line).join('');
  const at = lineEndAt(text, lastOffset(text, on));
  return [insert(at, `${ending}${ending}permissions:${block}`), ...own.flatMap((edits) => edits ?? [])];
}

/** What all jobs may have that have no permissions of their own: they read the repository, where one of them does. */
function baseLines(needs: readonly Needs[]): readonly string[] {
  return needs.some((one) => one.size > 0 && isBase(one)) ? ['contents: read'] : [];
}

/** Gives a job permissions of its own, where it needs more than to read the repository. Undefined where there is no place. */
function ownBlock(job: Job, needs: Needs, workflow: Workflow, text: string): readonly TextEdit[] | undefined {
  if (isBase(needs)) return [];
  const steps = entryOf(job.map, 'steps');
  if (!job.map || job.map.flow || !steps) return undefined;
  const indent = ' '.repeat(columnOf(text, steps.start));
  const inner = indent + ' '.repeat(indentStep(workflow.root, text));
  const ending = lineEnding(text);
  const block = ['permissions:', ...linesOf(needs).map((line) => inner + line)].join(ending);
  const at = lineStart(text, steps.start);
  // A job whose first key stands behind something else on its line is written by nobody.
  return text.slice(at, steps.start).trim() === '' ? [insert(at, indent + block + ending)] : undefined;
}

/** Replaces `read-all` or `write-all` by what is needed. */
export function narrowShorthand(
  permissions: Permissions,
  job: Job | undefined,
  workflow: Workflow,
  text: string,
): readonly TextEdit[] | undefined {
  const jobs = job ? [job] : inheriting(workflow);
  const value = permissions.entry.value;
  if (!value || workflow.root.flow || jobs.some((one) => one.uses)) return undefined;
  const needs = jobs.map((one) => neededBy(one, workflow));
  const lines = job ? linesOf(needs[0] ?? new Map()) : baseLines(needs);
  const own = job ? [] : jobs.map((one, i) => ownBlock(one, needs[i] ?? new Map(), workflow, text));
  if (own.includes(undefined)) return undefined;
  const step = indentStep(workflow.root, text);
  const edit =
    lines.length === 0 || job?.map?.flow ? replace(value, '{}') : setBlock(text, permissions.entry, lines, step);
  if (!edit || (job?.map?.flow && lines.length > 0)) return undefined;
  return [edit, ...own.flatMap((edits) => edits ?? [])];
}

/** Moves the right to write something from the workflow to the jobs that need it. */
export function moveToJobs(
  permissions: Permissions,
  scope: PermissionScope,
  workflow: Workflow,
  text: string,
): readonly TextEdit[] | undefined {
  const jobs = inheriting(workflow);
  const { map } = permissions;
  if (!map || !scope.value || jobs.some((job) => job.uses)) return undefined;
  const needs = jobs.map((job) => neededBy(job, workflow));
  const own = jobs.map((job, i) => {
    const one = needs[i] ?? new Map();
    return one.get(scope.name) === 'write' ? ownBlock(job, one, workflow, text) : [];
  });
  if (own.includes(undefined)) return undefined;
  const isRead = needs.some((one) => one.get(scope.name) === 'read');
  const edit = isRead
    ? replace(scope.value, 'read')
    : (removeEntry(text, map, scope.entry) ?? replace({ start: map.start, end: lastOffset(text, map) }, '{}'));
  return [edit, ...own.flatMap((edits) => edits ?? [])];
}
