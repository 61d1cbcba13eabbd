import { Memo } from '../../../core/memo.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { defaultVariables } from '../tables/variables.js';
import type { ActionFile } from './action-file.js';
import { entriesOf, mapIn, valueIn } from './nodes.js';
import { isAction } from './uses.js';
import type { Job, Step, Workflow } from './workflow.js';

/** Where a step stands. */
export interface EnvAt {
  readonly workflow: Workflow | undefined;
  readonly action: ActionFile | undefined;
  readonly job: Job | undefined;
  readonly step: Step | undefined;
}

/** Names that a script writes to the file of variables; `all` where it may be any. */
interface Writes {
  readonly names: readonly string[];
  readonly all: boolean;
}

const writes = new Memo<YamlMap, Writes>();

/** Whether something that is visible at a place sets a variable of the environment, or might. */
export function isSet(name: string, { workflow, action, job, step }: EnvAt): boolean {
  // A composite action inherits what its job sets.
  if (action || Object.hasOwn(defaultVariables, name.toUpperCase())) return true;
  const wanted = name.toLowerCase();
  for (const map of [workflow?.root, job?.map, step?.map]) {
    const env = valueIn(map, 'env');
    if (env && env.kind !== 'map') return true;
    if (entriesOf(env).some((entry) => entry.name.toLowerCase() === wanted)) return true;
  }
  for (const before of job?.steps ?? []) {
    if (before === step) break;
    const { names, all } = writesOf(before);
    if (all || names.includes(wanted)) return true;
  }
  return job !== undefined && mapIn(job.map, 'container') !== undefined;
}

/** Actions that set no variables; any other may. */
const quiet: ReadonlySet<string> = new Set([
  'actions/checkout',
  'actions/cache',
  'actions/cache/restore',
  'actions/cache/save',
  'actions/upload-artifact',
  'actions/download-artifact',
  'docker/login-action',
  'docker/setup-buildx-action',
  'docker/setup-qemu-action',
  'docker/build-push-action',
]);

/** What a step may put into the environment of those after it: actions may set anything. */
function writesOf({ map, run, uses }: Step): Writes {
  const known = writes.get(map);
  if (known) return known;
  const names = run
    ? [...run.text.matchAll(/\b([A-Za-z_]\w*)(?:=|<<)/g)].map(([, name = '']) => name.toLowerCase())
    : [];
  const calls =
    run !== undefined && /(?:^|[\s;&|(])(?:\.{0,2}\/|source\s|bash\s|sh\s|make\b|npm\b|python)/m.test(run.text);
  const found = {
    names: run?.text.includes('GITHUB_ENV') ? names : [],
    all: calls || (uses !== undefined && !isAction(uses, ...quiet)),
  };
  writes.set(map, found);
  return found;
}
