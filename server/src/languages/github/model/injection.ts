import type { FileView } from '../../../core/files.js';
import { embedded } from '../../../expr/find.js';
import { flowsOf } from '../../../expr/flow.js';
import { parseExpression } from '../../../expr/parse.js';
import { pathOf } from '../../../expr/path.js';
import { type ExprNode, ungrouped } from '../../../expr/tree.js';
import type { YamlNode, YamlScalar } from '../../../yaml/tree.js';
import type { ActionFile } from './action-file.js';
import { type Taint, taintOfPath } from './attacker.js';
import { callersOf } from './callers.js';
import { type InputType, inputsOfAction, inputsOfCall, inputsOfDispatch } from './interface.js';
import { hasDynamicMatrix, matrixOf, matrixValues } from './matrix.js';
import { entriesOf, namedEntry, valueIn } from './nodes.js';
import type { Job, Step, Workflow } from './workflow.js';

// What an expression brings into a text, followed through `env`, the matrix and inputs to where it comes from.

/**
 * Beside who decides: `secret`; `matrix`, one that is only known at run time; and `unknown`, outputs and variables whose text
 * comes from elsewhere.
 */
export type Origin = Taint | 'secret' | 'matrix' | 'unknown';

/** The worst first. */
const origins: readonly Origin[] = ['open', 'writer', 'limited', 'matrix', 'unknown', 'fixed', 'secret'];

export interface Source {
  /** The value as the expression names it, such as `github.event.issue.title`. */
  readonly path: string;
  readonly node: ExprNode;
  readonly origin: Origin;
}

/** Where an expression stands. */
export interface Scope {
  readonly workflow: Workflow | undefined;
  readonly action: ActionFile | undefined;
  readonly job: Job | undefined;
  readonly step: Step | undefined;
  readonly path: string;
  readonly files: FileView;
}

/** How often values are followed to where they are set, so that what refers to itself comes to an end. */
const deepest = 4;

/** The value that flows into an expression's result and that the least trusted have the most say in; undefined for none. */
export function worstSource(root: ExprNode, scope: Scope): Source | undefined {
  return worst(sourcesIn(root, scope, 0));
}

function worst(sources: readonly Source[]): Source | undefined {
  const rank = ({ origin }: Source): number => origins.indexOf(origin);
  return sources.reduce<Source | undefined>(
    (found, one) => (!found || rank(one) < rank(found) ? one : found),
    undefined,
  );
}

function sourcesIn(root: ExprNode, scope: Scope, depth: number): readonly Source[] {
  const { node, below } = withoutAccess(root);
  return flowsOf(node).map((flow) => {
    const path = [...flow.path.split('.'), ...below];
    return { path: flow.path, node: flow.node, origin: originOf(path, flow.json, scope, depth) };
  });
}

/** Of `(a || b).name`, what is accessed and the names behind it, so that each operand can be looked at with them. */
function withoutAccess(root: ExprNode): { readonly node: ExprNode; readonly below: readonly string[] } {
  const below: string[] = [];
  let node = ungrouped(root);
  while (!pathOf(node) && (node.kind === 'property' || node.kind === 'index' || node.kind === 'filter')) {
    const literal = node.kind === 'index' ? ungrouped(node.index) : undefined;
    const isNamed = literal?.kind === 'literal' && typeof literal.value === 'string';
    below.unshift(
      node.kind === 'property' ? node.name.toLowerCase() : isNamed ? `${literal.value}`.toLowerCase() : '*',
    );
    node = ungrouped(node.object);
  }
  return { node, below: node.kind === 'call' ? [] : below };
}

/** @param json whether an object would be written out; else it is nothing but the word `Object`. */
function originOf(path: readonly string[], json: boolean, scope: Scope, depth: number): Origin {
  const [context, name, third] = path;
  switch (context) {
    case 'github':
      if (name === 'event' && third === 'inputs' && path[3] !== undefined) return inputOrigin(path[3], scope, depth);
      return json || !isObject(path) ? taintOfPath(path) : 'fixed';
    case 'secrets':
      return 'secret';
    case 'runner':
    case 'strategy':
    case 'job':
      return 'fixed';
    case 'needs':
      return third === 'result' ? 'fixed' : 'unknown';
    case 'steps':
      return third === 'outcome' || third === 'conclusion' ? 'fixed' : 'unknown';
    case 'inputs':
      return name === undefined ? 'writer' : inputOrigin(name, scope, depth);
    case 'env':
      return name === undefined ? 'unknown' : envOrigin(name, scope, depth);
    case 'matrix':
      return matrixOrigin(name, scope, depth);
    default:
      return 'unknown';
  }
}

/** Whether a path is one of the objects that `github` and the event have, and no text. */
function isObject(path: readonly string[]): boolean {
  const last = path[path.length - 1] ?? '';
  if (path.length <= 2) return last === 'github' || last === 'event';
  return path.length === 3
    ? /^(?:issue|pull_request|comment|review|discussion|head_commit|workflow_run|check_run|check_suite|release|repository|sender|organization|installation|label|milestone|forkee|changes|client_payload|inputs)$/.test(
        last,
      )
    : /^(?:repo|user|owner|author|committer|head_commit|head_repository)$/.test(last);
}

/** What a text with expressions brings along. A text without any is the file's own. */
function originOfText(text: string, scope: Scope, depth: number): Origin {
  if (depth >= deepest) return 'unknown';
  const found = embedded(text).flatMap(({ text: inner }) => {
    const { root } = parseExpression(inner);
    return root ? sourcesIn(root, scope, depth + 1) : [];
  });
  return worst(found)?.origin ?? 'fixed';
}

function originOfNode(node: YamlNode | undefined, scope: Scope, depth: number): Origin {
  const texts: string[] = [];
  const add = (one: YamlNode | undefined): void => {
    if (one?.kind === 'scalar') texts.push(one.text);
    else if (one?.kind === 'seq') for (const item of one.items) add(item.value);
    else if (one?.kind === 'map') for (const { value } of one.entries) add(value);
  };
  add(node);
  return worstOf(texts.map((text) => originOfText(text, scope, depth)));
}

function worstOf(found: readonly Origin[]): Origin {
  return origins.find((origin) => found.includes(origin)) ?? 'fixed';
}

/** A variable is what the nearest `env` says; one that none sets may be set by any step before. */
function envOrigin(name: string, { step, job, workflow, ...rest }: Scope, depth: number): Origin {
  const levels = [
    { node: valueIn(step?.map, 'env'), scope: { step, job, workflow, ...rest } },
    { node: valueIn(job?.map, 'env'), scope: { step: undefined, job, workflow, ...rest } },
    { node: valueIn(workflow?.root, 'env'), scope: { step: undefined, job: undefined, workflow, ...rest } },
  ];
  for (const { node, scope } of levels) {
    if (node?.kind === 'scalar') return 'unknown';
    const entry = namedEntry(node, name);
    if (!entry) continue;
    const origin = originOfNode(entry.value, scope, depth);
    return origin === 'secret' ? 'secret' : origin;
  }
  return 'unknown';
}

function matrixOrigin(name: string | undefined, scope: Scope, depth: number): Origin {
  const { job } = scope;
  if (!job) return 'unknown';
  if (hasDynamicMatrix(job)) return fromRunTime(valueIn(job.map, 'strategy', 'matrix'), scope, depth);
  const matrix = matrixOf(job);
  if (!matrix) return 'fixed';
  const rows = name === undefined || name === '*' ? matrix.rows.map((row) => row.name) : [name];
  return worstOf(
    rows.map((row) => {
      const values = matrixValues(job, row);
      if (values) return worstOf(values.map((value) => originOfNode(value, scope, depth)));
      return fromRunTime(namedEntry(matrix.map, row)?.value ?? valueIn(matrix.map, 'include'), scope, depth);
    }),
  );
}

/** What an expression gives as a list is known to be harmless only where nothing flows into it. */
function fromRunTime(node: YamlNode | undefined, scope: Scope, depth: number): Origin {
  const origin = originOfNode(node, scope, depth);
  return origin === 'unknown' ? 'matrix' : origin;
}

const chosen: ReadonlySet<InputType | undefined> = new Set<InputType>(['boolean', 'number', 'choice', 'environment']);

function inputOrigin(name: string, scope: Scope, depth: number): Origin {
  const { workflow, action } = scope;
  const named = (input: { readonly name: string }): boolean => input.name.toLowerCase() === name;
  if (action) return inputsOfAction(action).some(named) ? 'writer' : 'unknown';
  if (!workflow) return 'unknown';
  const dispatched = inputsOfDispatch(workflow).find(named);
  const called = inputsOfCall(workflow).find(named);
  if (!dispatched && !called) return 'unknown';
  const found: Origin[] = [];
  if (dispatched) found.push(chosen.has(dispatched.type) ? 'fixed' : 'writer');
  if (called) found.push(chosen.has(called.type) ? 'fixed' : calledOrigin(name, called.default, scope, depth));
  return worstOf(found);
}

/** What the callers in the repository pass; one that none of them calls may be called from anywhere. */
function calledOrigin(name: string, byDefault: YamlScalar | undefined, scope: Scope, depth: number): Origin {
  if (depth >= deepest) return 'unknown';
  const callers = callersOf(scope.path, scope.files);
  if (!callers || callers.length === 0) return 'writer';
  return worstOf(
    callers.map(({ path, workflow, job }) => {
      const given = entriesOf(valueIn(job.map, 'with')).find((entry) => entry.name.toLowerCase() === name);
      const from: Scope = { workflow, action: undefined, job, step: undefined, path, files: scope.files };
      return originOfNode(given ? given.value : byDefault, from, depth + 1);
    }),
  );
}
