import { join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import type { PathSegment } from '../../../expr/path.js';
import { referencesOf } from '../../../expr/references.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { visitYaml } from '../../../yaml/walk.js';
import type { GithubDocument } from '../document.js';
import { kindOf, repositoryRoot } from '../kinds.js';
import { type ActionFile, actionOf } from './action-file.js';
import { expressionsOf } from './expressions.js';
import { matrixOf } from './matrix.js';
import { entriesOf, hasExpression, mapIn, scalarsOf, valueIn } from './nodes.js';
import type { Uses } from './uses.js';
import { eventOf, type Job, type Step, type Workflow, workflowOf } from './workflow.js';

export type NameKind = 'job' | 'step' | 'input' | 'secret' | 'output' | 'matrix' | 'anchor';

/** A name where it is defined or used. Two of one kind and scope mean the same if they are equal in any case. */
export interface NameUse {
  readonly kind: NameKind;
  readonly name: string;
  /** The file, or the job of a file, in which the name means one thing. */
  readonly scope: string;
  readonly role: 'definition' | 'use';
  /** What a rename replaces: without quotes. */
  readonly span: Span;
  /** Of a use in an expression, how it is written there. */
  readonly segment?: PathSegment;
  /** Of one that stands by itself as a scalar or a key. */
  readonly scalar?: YamlScalar;
}

/** All names in a file that others may mean, too. */
export function namesIn(document: GithubDocument, path: string): readonly NameUse[] {
  const kind = kindOf(path) ?? 'workflow';
  const found: NameUse[] = [];
  const workflow = kind === 'workflow' ? workflowOf(document) : undefined;
  const action = kind === 'action' ? actionOf(document) : undefined;
  if (workflow) addWorkflow(workflow, path, found);
  if (action) addAction(action, path, found);
  addExpressions(document, kind, path, workflow, found);
  addAnchors(document, path, found);
  return found;
}

function addScalar(
  into: NameUse[],
  scalar: YamlScalar,
  of: Pick<NameUse, 'kind' | 'scope' | 'role'> & { readonly name?: string },
): void {
  if (hasExpression(scalar) || scalar.text === '') return;
  const quote = scalar.style === 'single' || scalar.style === 'double' ? 1 : 0;
  const span = { start: scalar.start + quote, end: scalar.end - quote };
  into.push({ name: scalar.text, ...of, span, scalar });
}

function addKeys(into: NameUse[], node: Parameters<typeof entriesOf>[0], of: Pick<NameUse, 'kind' | 'scope' | 'role'>) {
  for (const { key } of entriesOf(node)) addScalar(into, key, of);
}

function addWorkflow(workflow: Workflow, path: string, into: NameUse[]): void {
  const defines = { scope: path, role: 'definition' } as const;
  for (const event of ['workflow_call', 'workflow_dispatch']) {
    const config = eventOf(workflow, event)?.config;
    addKeys(into, mapIn(config, 'inputs'), { ...defines, kind: 'input' });
    if (event === 'workflow_dispatch') continue;
    addKeys(into, mapIn(config, 'secrets'), { ...defines, kind: 'secret' });
    addKeys(into, mapIn(config, 'outputs'), { ...defines, kind: 'output' });
  }
  for (const job of workflow.jobs) {
    const scope = jobScope(path, job);
    addScalar(into, job.key, { ...defines, kind: 'job' });
    for (const need of job.needs) addScalar(into, need, { kind: 'job', scope: path, role: 'use' });
    addKeys(into, mapIn(job.map, 'outputs'), { kind: 'output', scope, role: 'definition' });
    addMatrix(job, scope, into);
    if (job.uses) addCall(job.uses, job.map, path, into);
    addSteps(job.steps, scope, path, into);
  }
}

function addAction(action: ActionFile, path: string, into: NameUse[]): void {
  addKeys(into, mapIn(action.root, 'inputs'), { kind: 'input', scope: path, role: 'definition' });
  addKeys(into, mapIn(action.root, 'outputs'), { kind: 'output', scope: path, role: 'definition' });
  addSteps(action.steps, path, path, into);
}

function jobScope(path: string, { id }: Job): string {
  return `${path}#${id.toLowerCase()}`;
}

function addMatrix(job: Job, scope: string, into: NameUse[]): void {
  const matrix = matrixOf(job);
  for (const { key } of matrix?.rows ?? []) addScalar(into, key, { kind: 'matrix', scope, role: 'definition' });
  for (const table of [...(matrix?.include ?? []), ...(matrix?.exclude ?? [])])
    addKeys(into, table, { kind: 'matrix', scope, role: 'definition' });
}

function addSteps(steps: readonly Step[], scope: string, path: string, into: NameUse[]): void {
  for (const { id, map, uses } of steps) {
    if (id) addScalar(into, id, { kind: 'step', scope, role: 'definition' });
    for (const key of ['wait', 'cancel'])
      for (const target of scalarsOf(valueIn(map, key))) addScalar(into, target, { kind: 'step', scope, role: 'use' });
    if (uses) addCall(uses, map, path, into);
  }
}

/** What is given to an action or a workflow of the same repository: names that its own file defines. */
function addCall(uses: Uses, map: Step['map'] | undefined, path: string, into: NameUse[]): void {
  const { form } = uses;
  if (form.kind !== 'local') return;
  const scope = calledPath(uses, path);
  addKeys(into, mapIn(map, 'with'), { kind: 'input', scope, role: 'use' });
  addKeys(into, mapIn(map, 'secrets'), { kind: 'secret', scope, role: 'use' });
}

/** The file that a local `uses` leads to; of an action its folder's `action.yml`. */
function calledPath({ form }: Uses, path: string): string {
  const target = form.kind === 'local' ? join(repositoryRoot(path), form.path) : '';
  return /\.ya?ml$/.test(target) ? target : join(target, 'action.yml');
}

/** The scope of a file's own names: an `action.yaml` counts as `action.yml`. */
export function scopeOf(path: string): string {
  return path.replace(/(^|\/)action\.yaml$/, '$1action.yml');
}

function addExpressions(
  document: GithubDocument,
  kind: Parameters<typeof expressionsOf>[1],
  path: string,
  workflow: Workflow | undefined,
  into: NameUse[],
): void {
  for (const use of expressionsOf(document, kind)) {
    const { root } = use.parsed;
    if (!root) continue;
    for (const { segments } of referencesOf(root)) {
      const add = (of: Pick<NameUse, 'kind' | 'scope'>, segment: PathSegment | undefined): void => {
        if (!segment || segment.style === 'any' || segment.name === '') return;
        const quote = segment.style === 'index' ? 1 : 0;
        const span = use.span({ start: segment.start + quote, end: segment.end - quote });
        into.push({ ...of, name: segment.name, role: 'use', span, segment });
      };
      const [context, first, second, third] = segments;
      const scope = use.job ? jobScope(path, use.job) : path;
      switch (context?.name.toLowerCase()) {
        case 'needs':
        case 'jobs':
          add({ kind: 'job', scope: path }, first);
          if (first && second?.name.toLowerCase() === 'outputs')
            add({ kind: 'output', scope: outputScope(workflow, path, first.name) }, third);
          break;
        case 'steps':
          add({ kind: 'step', scope }, first);
          break;
        case 'inputs':
          add({ kind: 'input', scope: scopeOf(path) }, first);
          break;
        case 'secrets':
          add({ kind: 'secret', scope: path }, first);
          break;
        case 'matrix':
          add({ kind: 'matrix', scope }, first);
          break;
        case 'github':
          if (first?.name === 'event' && second?.name === 'inputs') add({ kind: 'input', scope: path }, third);
      }
    }
  }
}

/** Where the outputs of a job are defined: in the job, or in the workflow that it calls. */
function outputScope(workflow: Workflow | undefined, path: string, id: string): string {
  const job = workflow?.jobsById.get(id.toLowerCase());
  if (job?.uses?.form.kind === 'local') return calledPath(job.uses, path);
  return `${path}#${id.toLowerCase()}`;
}

function addAnchors(document: GithubDocument, path: string, into: NameUse[]): void {
  const add = (name: string, span: Span, role: NameUse['role']): void =>
    void into.push({ kind: 'anchor', scope: path, name, span, role });
  for (const { root } of document.stream.documents) {
    const look = ({ anchor }: { readonly anchor: { name: string; start: number; end: number } | undefined }): void => {
      if (anchor) add(anchor.name, { start: anchor.start + 1, end: anchor.end }, 'definition');
    };
    visitYaml(root, {
      map: look,
      seq: look,
      scalar: look,
      entry({ value }) {
        if (value?.kind === 'alias') add(value.name, { start: value.start + 1, end: value.end }, 'use');
      },
    });
  }
}

/** The same name in a file and in those that use it or that it uses. */
export interface NameAt {
  readonly path: string;
  readonly use: NameUse;
}

export function isSame(one: NameUse, other: NameUse): boolean {
  if (one.kind !== other.kind || scopeOf(one.scope) !== scopeOf(other.scope)) return false;
  return one.kind === 'anchor' ? one.name === other.name : one.name.toLowerCase() === other.name.toLowerCase();
}

/** The files that a name may stand in besides its own. */
export function isShared({ kind, scope }: NameUse): boolean {
  return !scope.includes('#') && (kind === 'input' || kind === 'secret' || kind === 'output');
}
