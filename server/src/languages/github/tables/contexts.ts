import type { YamlPath } from '../../../yaml/walk.js';

// Which contexts and functions an expression may use, by the place that it stands at. Source: `workflow-v1.0.json` and
// `action-v1.0.json` of actions/languageservices (2026-08-05), and GitHub's page "Contexts reference" on availability.

/** A function that is only there in some places, with how many arguments it takes there. */
export interface SpecialFunction {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

export interface Availability {
  readonly contexts: readonly string[];
  readonly functions: readonly SpecialFunction[];
}

const letters: Readonly<Record<string, string>> = {
  g: 'github',
  i: 'inputs',
  v: 'vars',
  n: 'needs',
  s: 'strategy',
  m: 'matrix',
  S: 'secrets',
  t: 'steps',
  j: 'job',
  r: 'runner',
  e: 'env',
  J: 'jobs',
};

/** All contexts by their names. */
export const contextNames: readonly string[] = Object.values(letters);

const hashFiles: SpecialFunction = { name: 'hashFiles', min: 1, max: 255 };

function statusFunctions(most: number): readonly SpecialFunction[] {
  return [
    { name: 'always', min: 0, max: 0 },
    { name: 'cancelled', min: 0, max: 0 },
    { name: 'success', min: 0, max: most },
    { name: 'failure', min: 0, max: most },
  ];
}

/** The jobs that it is asked for may be named. */
const statusOfJobs = statusFunctions(Infinity);
const statusOfSteps = statusFunctions(0);

function of(contexts: string, ...functions: readonly SpecialFunction[]): Availability {
  return { contexts: [...contexts].flatMap((letter) => letters[letter] ?? []), functions };
}

type Places = readonly (readonly [string, Availability])[];

const job = 'givnsm';
const ran = of(`${job}Stjre`);
const worked = of(`${job}Stjre`, hashFiles);

/**
 * Where expressions may stand at all. `*` is any one key or index, `**` at the end all that is there or below; of several
 * that fit the longest counts. Other places take none.
 */
const workflowPlaces: Places = [
  ['run-name', of('giv')],
  ['env.**', of('givS')],
  ['concurrency.**', of('giv')],
  ['on.workflow_call.inputs.*.default', of('giv')],
  ['on.workflow_call.outputs.*.value', of('givJ')],
  ['jobs.*.name', of(job)],
  ['jobs.*.if', of('givn', ...statusOfJobs)],
  ['jobs.*.runs-on.**', of(job)],
  ['jobs.*.environment.**', of(job)],
  ['jobs.*.environment.url', of(`${job}tjre`)],
  ['jobs.*.concurrency.**', of(job)],
  ['jobs.*.outputs.*', ran],
  ['jobs.*.env.**', of(`${job}S`)],
  ['jobs.*.defaults.run.**', of(`${job}e`)],
  ['jobs.*.timeout-minutes', of(job)],
  ['jobs.*.cancel-timeout-minutes', of(job)],
  ['jobs.*.continue-on-error', of(job)],
  ['jobs.*.cache-mode', of(job)],
  ['jobs.*.strategy.**', of('givn')],
  ['jobs.*.container.**', of(job)],
  ['jobs.*.container.credentials.**', of(`${job}Se`)],
  ['jobs.*.container.env.**', of(`${job}Sjre`)],
  ['jobs.*.services.**', of(job)],
  ['jobs.*.services.*.credentials.**', of(`${job}Se`)],
  ['jobs.*.services.*.env.**', of(`${job}Sjre`)],
  ['jobs.*.snapshot.if', of(job)],
  ['jobs.*.with.*', of(job)],
  ['jobs.*.secrets.*', of(`${job}S`)],
  ['jobs.*.steps.*.name', worked],
  ['jobs.*.steps.*.if', of(`${job}tjre`, ...statusOfSteps, hashFiles)],
  ['jobs.*.steps.*.run', worked],
  ['jobs.*.steps.*.working-directory', worked],
  // The schema has none here, but the runner fills them in.
  ['jobs.*.steps.*.shell', worked],
  ['jobs.*.steps.*.with.**', worked],
  ['jobs.*.steps.*.env.**', worked],
  ['jobs.*.steps.*.continue-on-error', worked],
  ['jobs.*.steps.*.timeout-minutes', worked],
];

const composite = of('gismtjre', hashFiles);
const hooks = of('rgjsmei', ...statusOfSteps, hashFiles);

const actionPlaces: Places = [
  ['inputs.*.default', of('gsmjr', hashFiles)],
  ['outputs.*.value', of('gsmtijre')],
  ['runs.args.*', of('i')],
  ['runs.env.**', of('i')],
  ['runs.pre-if', hooks],
  ['runs.post-if', hooks],
  ['runs.steps.*.name', composite],
  ['runs.steps.*.if', of('gismtjre', ...statusOfSteps, hashFiles)],
  ['runs.steps.*.run', composite],
  ['runs.steps.*.shell', composite],
  ['runs.steps.*.working-directory', composite],
  ['runs.steps.*.with.**', composite],
  ['runs.steps.*.env.**', composite],
  ['runs.steps.*.continue-on-error', composite],
];

interface Branch {
  readonly below: Map<string, Branch>;
  here?: Availability;
  deep?: Availability;
}

function treeOf(places: Places): Branch {
  const root: Branch = { below: new Map() };
  for (const [pattern, availability] of places) {
    let at = root;
    const keys = pattern.split('.');
    const isDeep = keys[keys.length - 1] === '**';
    for (const key of isDeep ? keys.slice(0, -1) : keys) {
      const next: Branch = at.below.get(key) ?? { below: new Map() };
      at.below.set(key, next);
      at = next;
    }
    if (isDeep) at.deep = availability;
    else at.here = availability;
  }
  return root;
}

const trees = { workflow: treeOf(workflowPlaces), action: treeOf(actionPlaces) };

/** What an expression at a path may use; undefined where none may stand. */
export function availabilityAt(kind: 'workflow' | 'action', path: YamlPath): Availability | undefined {
  let found: Availability | undefined;
  let at: Branch | undefined = trees[kind];
  const keys = flattened(path);
  for (const [i, key] of keys.entries()) {
    at = at.below.get(String(key)) ?? at.below.get('*');
    if (!at) return found;
    found = at.deep ?? found;
    if (i === keys.length - 1) return at.here ?? found;
  }
  return found;
}

/** Steps in a `parallel` block are as good as others. */
function flattened(path: YamlPath): YamlPath {
  return path[2] === 'steps' && path[4] === 'parallel' && path.length > 5
    ? [...path.slice(0, 3), ...path.slice(5)]
    : path;
}
