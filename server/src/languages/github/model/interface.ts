import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { valueOf } from '../../../yaml/values.js';
import { repositoryRoot } from '../kinds.js';
import type { ActionFile } from './action-file.js';
import { actionIn, type Beside, workflowAt } from './beside.js';
import { entriesOf, mapIn, type NamedEntry, scalarIn, textIn } from './nodes.js';
import type { Uses } from './uses.js';
import { eventOf, type Workflow } from './workflow.js';

// What an action or a reusable workflow takes and gives, as it is declared in its own file.

export type InputType = 'string' | 'boolean' | 'number' | 'choice' | 'environment';

export interface DeclaredInput {
  readonly name: string;
  readonly key: YamlScalar;
  /** Actions take text only; undefined where the type is missing or none that is known. */
  readonly type: InputType | undefined;
  readonly required: boolean;
  readonly default: YamlScalar | undefined;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  /** Of a `choice`. */
  readonly options: readonly string[];
}

/** The inputs of an action, of `workflow_call` or of `workflow_dispatch`, from the table that declares them. */
function declaredInputs(node: Parameters<typeof entriesOf>[0], fallback?: InputType): readonly DeclaredInput[] {
  return entriesOf(node).map((entry) => inputOf(entry, fallback));
}

const inputTypes: readonly string[] = ['string', 'boolean', 'number', 'choice', 'environment'] satisfies InputType[];

function inputOf({ name, key, value }: NamedEntry, fallback: InputType | undefined): DeclaredInput {
  const type = textIn(value, 'type');
  const required = scalarIn(value, 'required');
  const list = value && entriesOf(value).find((entry) => entry.name === 'options')?.value;
  const options = list?.kind === 'seq' ? list.items : [];
  return {
    name,
    key,
    type: type === undefined ? fallback : inputTypes.includes(type) ? (type as InputType) : undefined,
    required: required !== undefined && valueOf(required) === true,
    default: scalarIn(value, 'default'),
    description: textIn(value, 'description'),
    deprecated: textIn(value, 'deprecationMessage'),
    options: options.flatMap((item) => (item.value?.kind === 'scalar' ? [item.value.text] : [])),
  };
}

export function inputsOfAction(action: ActionFile): readonly DeclaredInput[] {
  return declaredInputs(mapIn(action.root, 'inputs'), 'string');
}

export function outputsOfAction(action: ActionFile): readonly NamedEntry[] {
  return entriesOf(mapIn(action.root, 'outputs'));
}

/** What a workflow takes when it is called. */
export function inputsOfCall(workflow: Workflow): readonly DeclaredInput[] {
  return declaredInputs(mapIn(eventOf(workflow, 'workflow_call')?.config, 'inputs'));
}

export function inputsOfDispatch(workflow: Workflow): readonly DeclaredInput[] {
  return declaredInputs(mapIn(eventOf(workflow, 'workflow_dispatch')?.config, 'inputs'), 'string');
}

/** The secrets that a called workflow declares; undefined where it says nothing of them, so that it may get any. */
export function secretsOfCall(
  workflow: Workflow,
): readonly (NamedEntry & { readonly required: boolean })[] | undefined {
  const secrets = entriesOf(eventOf(workflow, 'workflow_call')?.config).find(({ name }) => name === 'secrets');
  return (
    secrets &&
    entriesOf(secrets.value).map((entry) => ({ ...entry, required: textIn(entry.value, 'required') === 'true' }))
  );
}

export function outputsOfCall(workflow: Workflow): readonly NamedEntry[] {
  return entriesOf(mapIn(eventOf(workflow, 'workflow_call')?.config, 'outputs'));
}

/** The action of this repository that a `uses` names; undefined for one of elsewhere and where that is not known. */
export function localAction(uses: Uses, path: string, files: FileView): Beside<ActionFile> | null | undefined {
  if (uses.form.kind !== 'local') return undefined;
  return actionIn(files, join(repositoryRoot(path), uses.form.path));
}

/** The workflow of this repository that a job's `uses` calls. */
export function localWorkflow(uses: Uses, path: string, files: FileView): Beside<Workflow> | null | undefined {
  if (uses.form.kind !== 'local') return undefined;
  return workflowAt(files, join(repositoryRoot(path), uses.form.path));
}
