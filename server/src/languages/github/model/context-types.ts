import type { FileView } from '../../../core/files.js';
import {
  any,
  arrayOf,
  bool,
  join,
  looseObject,
  mapOf,
  nothing,
  number,
  type ObjectType,
  oneOf,
  type Properties,
  type Property,
  strictObject,
  string,
  type Type,
} from '../../../expr/types.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { resolved, valueOf } from '../../../yaml/values.js';
import { contractOf } from '../actions/contracts.js';
import { isWholeExpression } from '../schema/dialect.js';
import type { ActionFile } from './action-file.js';
import {
  type DeclaredInput,
  inputsOfAction,
  inputsOfCall,
  inputsOfDispatch,
  localAction,
  localWorkflow,
  outputsOfAction,
  outputsOfCall,
  secretsOfCall,
} from './interface.js';
import { hasDynamicMatrix, matrixOf } from './matrix.js';
import { entriesOf, hasExpression, mapIn, scalarIn, valueIn } from './nodes.js';
import { runOutputs } from './run-outputs.js';
import type { Job, Step, Workflow } from './workflow.js';

// What contexts hold at a place of a workflow or an action, where that follows from the files.

/** The file that an expression stands in, and those around it. */
export interface World {
  readonly path: string;
  readonly files: FileView;
}

const results = oneOf('success', 'failure', 'cancelled', 'skipped');
const anyOutputs = mapOf(string);

/** In a longer list, all steps are known to each: which of them come before is then not looked at. */
const longestInOrder = 300;

/** `steps` of the steps of a job or an action: for each those before it, outside of them all. */
export class StepTypes {
  readonly #steps: readonly Step[];
  readonly #world: World;
  #properties: readonly (Property | undefined)[] | undefined;
  #all: ObjectType | undefined;

  constructor(steps: readonly Step[], world: World) {
    this.#steps = steps;
    this.#world = world;
  }

  /** @param step undefined for a place outside of the steps. */
  before(step: Step | undefined): ObjectType {
    const at = step && this.#steps.length <= longestInOrder ? this.#steps.indexOf(step) : -1;
    if (at === -1) return (this.#all ??= this.#upTo(this.#steps.length));
    return this.#upTo(at);
  }

  #upTo(end: number): ObjectType {
    this.#properties ??= this.#steps.map((one) => propertyOfStep(one, this.#world));
    const props = new Map<string, Property>();
    for (let i = 0; i < end; i++) {
      const { id } = this.#steps[i] ?? {};
      if (id && hasExpression(id)) return looseObject();
      const property = this.#properties[i];
      if (property) props.set(property.name.toLowerCase(), property);
    }
    return { kind: 'object', props };
  }
}

function propertyOfStep(step: Step, world: World): Property | undefined {
  const { id } = step;
  if (!id || id.text === '' || hasExpression(id)) return undefined;
  return {
    name: id.text,
    type: strictObject({ outputs: stepOutputs(step, world), conclusion: results, outcome: results }),
  };
}

function stepOutputs(step: Step, world: World): Type {
  const { uses, run } = step;
  if (run) {
    const { names, complete } = runOutputs(run);
    return looseObject(Object.fromEntries(names.map((name) => [name, string])), { known: complete });
  }
  return uses ? outputsOfUses(uses, world) : anyOutputs;
}

function outputsOfUses(uses: NonNullable<Step['uses']>, world: World): Type {
  const { form } = uses;
  if (form.kind === 'local') {
    const action = localAction(uses, world.path, world.files);
    return action ? outputsOf(outputsOfAction(action.value).map(({ name }) => name)) : anyOutputs;
  }
  if (form.kind !== 'repository' || form.ref === undefined) return anyOutputs;
  const contract = contractOf(form.slug, form.ref);
  return contract?.complete && contract.outputs !== 'dynamic' ? outputsOf(contract.outputs) : anyOutputs;
}

function outputsOf(names: readonly string[]): ObjectType {
  return strictObject(Object.fromEntries(names.map((name) => [name, string])));
}

/** `needs`: the jobs that a job names itself. */
export function needsType(job: Job, workflow: Workflow, world: World): ObjectType {
  const properties: Record<string, Type> = {};
  for (const need of job.needs) {
    if (hasExpression(need)) return looseObject();
    const other = workflow.jobsById.get(need.text.toLowerCase());
    // A job that is not there is told of where it is named.
    properties[need.text] = strictObject({ result: results, outputs: other ? jobOutputs(other, world) : anyOutputs });
  }
  return strictObject(properties);
}

function jobOutputs(job: Job, world: World): Type {
  if (job.uses) {
    const callee = localWorkflow(job.uses, world.path, world.files);
    return callee ? outputsOf(outputsOfCall(callee.value).map(({ name }) => name)) : anyOutputs;
  }
  const outputs = valueIn(job.map, 'outputs');
  if (outputs?.kind === 'scalar') return anyOutputs;
  return outputsOf(entriesOf(outputs).map(({ name }) => name));
}

/** `jobs`, which only the outputs of a called workflow may read. */
export function jobsType(workflow: Workflow, world: World): ObjectType {
  return strictObject(
    Object.fromEntries(
      workflow.jobs.map((job) => [job.id, strictObject({ result: results, outputs: jobOutputs(job, world) })]),
    ),
  );
}

/** Gives the type of a text that is one expression from end to end. */
export type TypeOfText = (text: string) => Type;

/** `matrix`: rows and what `include` adds. */
export function matrixType(job: Job, typeOfText: TypeOfText): Type {
  const matrix = matrixOf(job);
  if (!matrix) return dynamicMatrix(job, typeOfText);
  if (!matrix.include) return looseObject();
  const met = new Map<YamlNode, Type>();
  const typeOf = (node: YamlNode | undefined): Type => typeOfNode(node, typeOfText, met);
  const found = new Map<string, { name: string; type: Type }>();
  const add = (name: string, type: Type): void => {
    const own = found.get(name.toLowerCase());
    found.set(name.toLowerCase(), { name: own?.name ?? name, type: own ? join(own.type, type) : type });
  };
  for (const { name, key, values } of matrix.rows) {
    const given = values
      ? undefined
      : elementOf(typeOf(entriesOf(matrix.map).find((entry) => entry.key === key)?.value));
    add(name, given ?? joined((values ?? []).map(typeOf)) ?? any);
  }
  for (const table of matrix.include) for (const { name, value } of entriesOf(table)) add(name, typeOf(value));
  return { kind: 'object', props: new Map([...found].map(([key, one]) => [key, one])) };
}

/** A matrix that an expression gives as a whole. */
function dynamicMatrix(job: Job, typeOfText: TypeOfText): Type {
  if (!hasDynamicMatrix(job)) return strictObject();
  const whole = scalarIn(job.map, 'strategy', 'matrix');
  const type = whole && typeOfText(whole.text);
  if (type?.kind !== 'object' || type.rest || type.props.has('include')) return looseObject();
  return strictObject(
    Object.fromEntries([...type.props.values()].map((row) => [row.name, elementOf(row.type)] as const)),
  );
}

function elementOf(type: Type): Type {
  return type.kind === 'array' ? type.elem : any;
}

function joined(types: readonly Type[]): Type | undefined {
  return types.reduce<Type | undefined>((all, one) => join(all, one), undefined);
}

/**
 * The type of a value as it is written.
 * @param known of values that were met: aliases may stand for one many times.
 */
function typeOfNode(node: YamlNode | undefined, typeOfText: TypeOfText, known: Map<YamlNode, Type>): Type {
  const value = resolved(node);
  if (!value) return nothing;
  if (value.kind === 'scalar') {
    if (hasExpression(value)) return isWholeExpression(value.text) ? typeOfText(value.text) : string;
    const plain = valueOf(value);
    if (plain === null) return nothing;
    return typeof plain === 'boolean' ? bool : typeof plain === 'number' ? number : string;
  }
  const before = known.get(value);
  if (before) return before;
  // Of what contains itself nothing is known.
  known.set(value, any);
  const inner = (one: YamlNode | undefined): Type => typeOfNode(one, typeOfText, known);
  const type =
    value.kind === 'seq'
      ? arrayOf(joined(value.items.map((item) => inner(item.value))) ?? any)
      : strictObject(Object.fromEntries(entriesOf(value).map((one) => [one.name, inner(one.value)])));
  known.set(value, type);
  return type;
}

/** `inputs` of a workflow: those of a dispatch and of a call. */
export function workflowInputs(workflow: Workflow): ObjectType {
  const called = inputsOfCall(workflow);
  const names = new Set(called.map(({ name }) => name.toLowerCase()));
  const dispatched = inputsOfDispatch(workflow).filter(({ name }) => !names.has(name.toLowerCase()));
  return inputsType([...called, ...dispatched]);
}

export function actionInputs(action: ActionFile): ObjectType {
  return inputsType(inputsOfAction(action));
}

function inputsType(inputs: readonly DeclaredInput[]): ObjectType {
  const properties: Record<string, Properties[string]> = {};
  for (const { name, type, options, description, deprecated } of inputs) {
    properties[name] = {
      type: typeOfInput(type, options),
      ...(description !== undefined && { doc: description }),
      ...(deprecated !== undefined && { deprecated }),
    };
  }
  return strictObject(properties);
}

function typeOfInput(type: DeclaredInput['type'], options: readonly string[]): Type {
  switch (type) {
    case 'boolean':
      return bool;
    case 'number':
      return number;
    case 'choice':
      return options.length > 0 ? oneOf(...options) : string;
    case undefined:
      return any;
    default:
      return string;
  }
}

const givenSecrets = { GITHUB_TOKEN: string, ACTIONS_STEP_DEBUG: string, ACTIONS_RUNNER_DEBUG: string };

/** `secrets`: any, but for a called workflow that declares those that it takes. */
export function secretsType(workflow: Workflow): ObjectType {
  const declared = secretsOfCall(workflow);
  if (!declared) return mapOf(string, givenSecrets);
  return strictObject({ ...givenSecrets, ...Object.fromEntries(declared.map(({ name }) => [name, string])) });
}

/** `job.services`, by the ids of the job's services. */
export function servicesType(job: Job): ObjectType {
  const services = mapIn(job.map, 'services');
  if (!services) return valueIn(job.map, 'services') ? looseObject() : strictObject();
  const service = strictObject({ id: string, network: string, ports: mapOf(string) });
  return strictObject(Object.fromEntries(entriesOf(services).map(({ name }) => [name, service])));
}
