import { Memo, Memory } from '../../../core/memo.js';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { entryOf, resolved } from '../../../yaml/values.js';
import { type GithubDocument, rootOf } from '../document.js';
import { entriesOf, mapIn, scalarIn, scalarsOf, seqIn, valueIn } from './nodes.js';
import { type Uses, usesForm } from './uses.js';

/** A workflow as written. What is not there, or is of another type than it has to be, is left out. */
export interface Workflow {
  readonly document: GithubDocument;
  readonly root: YamlMap;
  /** The entry `on`. */
  readonly on: YamlEntry | undefined;
  readonly events: readonly EventUse[];
  readonly jobs: readonly Job[];
  /** By lower-case id; of several jobs of one id the first. */
  readonly jobsById: ReadonlyMap<string, Job>;
}

/** An event of `on`, in any of its three forms. */
export interface EventUse {
  readonly name: string;
  /** Where the name is written. */
  readonly scalar: YamlScalar;
  /** What the event is given: filters, inputs, or the list of a schedule. */
  readonly config: Exclude<YamlNode, { kind: 'alias' }> | undefined;
}

export interface Job {
  /** As written. */
  readonly id: string;
  readonly key: YamlScalar;
  readonly entry: YamlEntry;
  readonly index: number;
  /** Undefined where no table is written. */
  readonly map: YamlMap | undefined;
  /** Of a job that calls a reusable workflow. */
  readonly uses: Uses | undefined;
  readonly needs: readonly YamlScalar[];
  readonly steps: readonly Step[];
  readonly memory: Memory;
}

export type StepKind = 'run' | 'uses' | 'wait' | 'wait-all' | 'cancel' | 'parallel';

export interface Step {
  /** The item's place in its list. */
  readonly index: number;
  readonly map: YamlMap;
  /** By the first of its keys that tells one; undefined for none. */
  readonly kind: StepKind | undefined;
  readonly id: YamlScalar | undefined;
  readonly uses: Uses | undefined;
  readonly run: YamlScalar | undefined;
  /** The step whose `parallel` this one stands in. */
  readonly parent: Step | undefined;
}

/** The keys that tell what a step does. */
export const stepKinds: readonly StepKind[] = ['run', 'uses', 'wait', 'wait-all', 'cancel', 'parallel'];

const workflows = new Memo<GithubDocument, Workflow | undefined>();

/** Reads a document as a workflow; undefined where it is no table. */
export function workflowOf(document: GithubDocument): Workflow | undefined {
  const known = workflows.get(document);
  if (known) return known;
  const root = rootOf(document);
  if (!root) return undefined;
  const jobs = entriesOf(mapIn(root, 'jobs')).map(({ name, key, entry, value }, index) =>
    jobOf(name, key, entry, value?.kind === 'map' ? value : undefined, index),
  );
  const jobsById = new Map<string, Job>();
  for (const job of jobs) if (!jobsById.has(job.id.toLowerCase())) jobsById.set(job.id.toLowerCase(), job);
  const on = entryOf(root, 'on');
  const workflow = { document, root, on, events: eventsOf(on?.value), jobs, jobsById };
  workflows.set(document, workflow);
  return workflow;
}

function eventsOf(node: YamlNode | undefined): readonly EventUse[] {
  const on = resolved(node);
  if (on?.kind === 'map') return entriesOf(on).map(({ name, key, value }) => ({ name, scalar: key, config: value }));
  return scalarsOf(on).map((scalar) => ({ name: scalar.text, scalar, config: undefined }));
}

function jobOf(id: string, key: YamlScalar, entry: YamlEntry, map: YamlMap | undefined, index: number): Job {
  return {
    id,
    key,
    entry,
    index,
    map,
    uses: usesOf(map),
    needs: scalarsOf(valueIn(map, 'needs')),
    steps: stepsOf(seqIn(map, 'steps')),
    memory: new Memory(),
  };
}

/** The steps of a list, those in `parallel` after the one that holds them. */
export function stepsOf(node: YamlNode | undefined, parent?: Step): readonly Step[] {
  const list = resolved(node);
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item, index) => {
    const map = resolved(item.value);
    if (map?.kind !== 'map') return [];
    const step: Step = {
      index,
      map,
      kind: stepKinds.find((kind) => entryOf(map, kind) !== undefined),
      id: scalarIn(map, 'id'),
      uses: usesOf(map),
      run: scalarIn(map, 'run'),
      parent,
    };
    const inner = parent ? undefined : seqIn(map, 'parallel');
    return inner ? [step, ...stepsOf(inner, step)] : [step];
  });
}

function usesOf(map: YamlMap | undefined): Uses | undefined {
  const entry = entryOf(map, 'uses');
  const scalar = resolved(entry?.value);
  if (!entry || scalar?.kind !== 'scalar' || scalar.text === '') return undefined;
  return { scalar, entry, text: scalar.text, form: usesForm(scalar.text) };
}

/** The event of a name; undefined where the workflow does not wait for it. */
export function eventOf(workflow: Workflow, name: string): EventUse | undefined {
  return workflow.events.find((event) => event.name === name);
}

/** Whether other workflows call this one, and nothing else starts it. */
export function isOnlyCalled(workflow: Workflow): boolean {
  return workflow.events.length > 0 && workflow.events.every(({ name }) => name === 'workflow_call');
}
