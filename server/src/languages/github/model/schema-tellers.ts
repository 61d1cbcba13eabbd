import type { SchemaProblem } from '../../../yaml/schema/problem.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { entryOf } from '../../../yaml/values.js';
import type { YamlPath } from '../../../yaml/walk.js';
import type { GithubKind } from '../kinds.js';
import { anyRunsKeys, anyStepKeys, callJobKeys, normalJobKeys } from '../schema/keys.js';
import { valueIn } from './nodes.js';

/** The rules that tell what the schema finds. */
export type Teller =
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'invalid-container'
  | 'action-metadata'
  | 'dependabot-schema';

/** Who tells of problems of some kinds at some places. The first row that fits counts. */
interface Row {
  /** Keys with dots between; `*` is any one key or index, `**` at the end anything there or below. */
  readonly at: string;
  /** All, where none are named. */
  readonly kinds?: readonly SchemaProblem['kind'][];
  /** The last key of the path is one of these. */
  readonly keys?: ReadonlySet<string>;
  /** `by itself`: a rule that finds it without the schema. */
  readonly by: Teller | 'by itself';
}

const filters = new Set(['branches', 'branches-ignore', 'tags', 'tags-ignore', 'paths', 'paths-ignore', 'workflows']);
const jobKeys: ReadonlySet<string> = new Set([...normalJobKeys, ...callJobKeys]);
const needed = new Set(['image', 'username', 'password']);

/** A container, or a service, and what is in it. */
function containerRows(at: string): readonly Row[] {
  return [
    { at: `${at}.env.**`, by: 'wrong-type' },
    { at: `${at}.**`, kinds: ['unknown-key', 'missing-key'], by: 'invalid-container' },
    { at: `${at}.**`, kinds: ['wrong-type', 'format'], keys: needed, by: 'invalid-container' },
  ];
}

/** Steps of one list. */
function stepRows(at: string): readonly Row[] {
  return [
    // step-kind, background-misuse
    { at: `${at}.*.*`, kinds: ['unknown-key'], keys: anyStepKeys, by: 'by itself' },
    { at: `${at}.*.shell`, kinds: ['missing-key'], by: 'action-metadata' },
    { at: `${at}.*.*`, kinds: ['missing-key'], by: 'by itself' },
    // invalid-uses
    { at: `${at}.*.uses`, kinds: ['format'], by: 'by itself' },
    { at: `${at}.*.wait-all`, kinds: ['not-allowed'], by: 'by itself' },
  ];
}

const workflowRows: readonly Row[] = [
  // unknown-event
  { at: 'on', kinds: ['not-allowed'], by: 'by itself' },
  { at: 'on.*', kinds: ['unknown-key', 'not-allowed'], by: 'by itself' },
  // invalid-activity-type
  { at: 'on.*.types', kinds: ['unknown-key', 'not-allowed'], by: 'by itself' },
  { at: 'on.*.types.*', kinds: ['not-allowed'], by: 'by itself' },
  // filter-not-available
  { at: 'on.*.*', kinds: ['unknown-key'], keys: filters, by: 'by itself' },
  { at: 'on.workflow_run.workflows', kinds: ['missing-key', 'too-few', 'format'], by: 'by itself' },
  { at: 'on.workflow_run.workflows', kinds: ['wrong-type'], by: 'by itself' },
  // invalid-timezone, dispatch-inputs
  { at: 'on.schedule.*.timezone', kinds: ['format'], by: 'by itself' },
  { at: 'on.workflow_dispatch.inputs.*.options', kinds: ['too-few'], by: 'by itself' },
  // invalid-permission
  { at: 'permissions.**', kinds: ['unknown-key', 'not-allowed'], by: 'by itself' },
  { at: 'jobs.*.permissions.**', kinds: ['unknown-key', 'not-allowed'], by: 'by itself' },
  // matrix-empty
  { at: 'jobs.*.strategy.matrix.*', kinds: ['too-few'], by: 'by itself' },
  ...containerRows('jobs.*.container'),
  { at: 'jobs.*.services.*', kinds: ['wrong-type', 'format'], by: 'invalid-container' },
  ...containerRows('jobs.*.services.*'),
  // call-job-keys
  { at: 'jobs.*.*', kinds: ['unknown-key'], keys: jobKeys, by: 'by itself' },
  { at: 'jobs.*.uses', kinds: ['missing-key'], by: 'by itself' },
  ...stepRows('jobs.*.steps'),
  ...stepRows('jobs.*.steps.*.parallel'),
];

const actionRows: readonly Row[] = [
  { at: '*', kinds: ['missing-key'], by: 'action-metadata' },
  { at: 'branding.**', by: 'action-metadata' },
  { at: 'runs', by: 'action-metadata' },
  { at: 'runs.*', kinds: ['unknown-key'], keys: anyRunsKeys, by: 'action-metadata' },
  { at: 'runs.*', kinds: ['missing-key', 'not-allowed'], by: 'action-metadata' },
  ...stepRows('runs.steps'),
];

const tables = { workflow: workflowRows.map(compiled), action: actionRows.map(compiled) };

/** The rule that tells of a problem; undefined where one does that finds it by itself. */
export function tellerOf(
  problem: SchemaProblem,
  kind: Exclude<GithubKind, 'pre-commit'>,
  root: YamlNode | undefined,
): Teller | undefined {
  if (kind === 'dependabot') return isBeta(problem, root) ? undefined : 'dependabot-schema';
  // expression-in-static-key
  const written = problem.kind === 'unknown-key' ? problem.key : 'value' in problem ? problem.value : '';
  if (written.includes('${{')) return undefined;
  // expression-syntax
  if (problem.kind === 'wrong-type' && problem.node?.kind === 'scalar' && isOpen(problem.node.text)) return undefined;
  // Which kind of job it is, call-job-keys says: what is missing for the other is not missed.
  const { path } = problem;
  if (kind === 'workflow' && problem.kind === 'missing-key' && path.length === 3 && path[0] === 'jobs') {
    if (entryOf(valueIn(root, 'jobs', String(path[1])), 'uses')) return undefined;
  }
  const row = tables[kind].find((one) => fits(one, problem));
  if (row) return row.by === 'by itself' ? undefined : row.by;
  return problem.kind === 'unknown-key' || problem.kind === 'missing-key' ? problem.kind : 'wrong-type';
}

/** Whether a text begins an expression that it does not end. */
function isOpen(text: string): boolean {
  const start = text.lastIndexOf('${{');
  return start !== -1 && !text.includes('}}', start);
}

type Compiled = Row & { readonly pattern: readonly string[]; readonly isDeep: boolean };

function compiled(row: Row): Compiled {
  const pattern = row.at.split('.');
  const isDeep = pattern[pattern.length - 1] === '**';
  return { ...row, pattern: isDeep ? pattern.slice(0, -1) : pattern, isDeep };
}

function fits({ kinds, keys, pattern, isDeep }: Compiled, { kind, path }: SchemaProblem): boolean {
  if (kinds && !kinds.includes(kind)) return false;
  if (isDeep ? path.length < pattern.length : path.length !== pattern.length) return false;
  if (keys && !keys.has(String(path[path.length - 1]))) return false;
  return pattern.every((key, i) => key === '*' || key === path[i]);
}

/** Whether it is about an ecosystem that may be one of those that are still tried out. */
function isBeta({ kind, path }: SchemaProblem, root: YamlNode | undefined): boolean {
  if (kind !== 'not-allowed' || !isEcosystem(path)) return false;
  const beta = valueIn(root, 'enable-beta-ecosystems');
  return beta?.kind === 'scalar' && beta.style === 'plain' && beta.text.toLowerCase() === 'true';
}

function isEcosystem(path: YamlPath): boolean {
  return path.length === 3 && path[0] === 'updates' && path[2] === 'package-ecosystem';
}
