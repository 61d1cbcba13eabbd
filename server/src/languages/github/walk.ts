import type { Emit } from '../../core/engine.js';
import type { FileView } from '../../core/files.js';
import { noPart, type Part } from '../../core/parts.js';
import { visitEntry, visitYaml, type YamlVisitor } from '../../yaml/walk.js';
import type { GithubDocument } from './document.js';
import { type GithubKind, kindOf } from './kinds.js';
import { actionOf } from './model/action-file.js';
import type { World } from './model/context-types.js';
import { dependabotOf } from './model/dependabot.js';
import { Environments } from './model/environment.js';
import { type ExpressionUse, expressionsOf, expressionsOfJob, expressionsOutside } from './model/expressions.js';
import { mapIn } from './model/nodes.js';
import { jobParts } from './model/part.js';
import { scriptOf } from './model/script.js';
import { type Step, type Workflow, workflowOf } from './model/workflow.js';
import type { Around, GithubEvents } from './rule.js';

type Wants = (event: keyof GithubEvents & string) => boolean;

/** Visits what a file says, then what it means, job by job, and pauses after each. */
export function* walkGithub(
  document: GithubDocument,
  emit: Emit<GithubEvents>,
  wants: Wants,
  { path, files }: { readonly path: string; readonly files: FileView },
): Iterable<Part | undefined> {
  // A file of another name is here because the editor says that it is a workflow.
  const kind = kindOf(path) ?? 'workflow';
  emit('file', { document, kind });
  for (const part of document.stream.documents) {
    if (wants('comment')) for (const comment of part.comments) emit('comment', comment);
  }
  const written = visitorOf(emit, kind);
  const workflow = kind === 'workflow' ? workflowOf(document) : undefined;
  const jobs = new Set(workflow?.jobs.map(({ entry }) => entry));
  if (wantsWritten(wants)) {
    for (const { root } of document.stream.documents) {
      visitYaml(root, written, (entry) => jobs.has(entry));
      yield undefined;
    }
  }
  if (workflow) yield* walkWorkflow(workflow, emit, wants, written, { path, files });
  else if (kind === 'action') yield* walkAction(document, emit, wants, { path, files });
  else if (kind === 'dependabot') {
    const dependabot = dependabotOf(document);
    if (dependabot) emit('dependabot', dependabot);
  }
}

/** The events that tell what is written, for a visit of a tree. */
function visitorOf(emit: Emit<GithubEvents>, kind: GithubKind): YamlVisitor {
  return {
    map: (map, path) => emit('map', { map, path, kind }),
    scalar: (scalar, path) => emit('scalar', { scalar, path, kind }),
    entry: (entry, path, map) => emit('entry', { entry, path, map, kind }),
  };
}

function wantsWritten(wants: Wants): boolean {
  return wants('map') || wants('scalar') || wants('entry');
}

/** The events that come job by job. */
const ofJobs = ['job', 'step', 'uses', 'expression', 'script'] as const;

function* walkWorkflow(
  workflow: Workflow,
  emit: Emit<GithubEvents>,
  wants: Wants,
  written: YamlVisitor,
  world: World,
): Iterable<Part | undefined> {
  const { document } = workflow;
  emit('workflow', workflow);
  const outside = { workflow, action: undefined, job: undefined };
  const environments = new Environments(outside, world);
  const expression = (use: ExpressionUse, around: Around): void =>
    emit('expression', { use, ...around, environments, checked: () => environments.checked(use) });
  if (wants('expression')) for (const use of expressionsOutside(document, 'workflow')) expression(use, outside);
  yield undefined;
  const parts = jobParts(workflow);
  for (const job of workflow.jobs) {
    yield parts[job.index] ?? noPart;
    const jobs = mapIn(workflow.root, 'jobs');
    if (jobs && wantsWritten(wants)) visitEntry(job.entry, ['jobs', job.id], jobs, written);
    // Of a job that has not changed, most rules know already what they think.
    if (!ofJobs.some(wants)) continue;
    const around = { workflow, action: undefined, job };
    emit('job', { job, workflow });
    if (job.uses) emit('uses', { uses: job.uses, step: undefined, ...around });
    visitSteps(job.steps, around, emit, wants);
    if (wants('expression')) for (const use of expressionsOfJob(document, job)) expression(use, around);
  }
  yield noPart;
}

function* walkAction(
  document: GithubDocument,
  emit: Emit<GithubEvents>,
  wants: Wants,
  world: World,
): Iterable<Part | undefined> {
  const action = actionOf(document);
  if (!action) return;
  emit('action', action);
  const around = { workflow: undefined, action, job: undefined };
  visitSteps(action.steps, around, emit, wants);
  yield undefined;
  const environments = new Environments(around, world);
  for (const use of expressionsOf(document, 'action'))
    emit('expression', { use, ...around, environments, checked: () => environments.checked(use) });
}

function visitSteps(steps: readonly Step[], around: Around, emit: Emit<GithubEvents>, wants: Wants): void {
  for (const step of steps) {
    emit('step', { step, steps, ...around });
    if (step.uses) emit('uses', { uses: step.uses, step, ...around });
    const script = step.run && wants('script') ? scriptOf(step, around) : undefined;
    if (script) emit('script', { script, step, steps, ...around });
  }
}
