import { any, arrayOf, bool, looseObject, number, string, type Type } from '../../../expr/types.js';
import type { YamlPath } from '../../../yaml/walk.js';

/** What the value of a key has to be where one expression gives the whole of it. */
export interface Expected {
  readonly types: readonly Type[];
}

const numbers: Expected = { types: [number] };
const booleans: Expected = { types: [bool] };
const objects: Expected = { types: [looseObject()] };
const arrays: Expected = { types: [arrayOf(any)] };

/** Keys by their paths; `*` is any one key or index. Other keys take any text. */
const expected: Readonly<Record<string, Expected>> = {
  env: objects,
  'concurrency.cancel-in-progress': booleans,
  'jobs.*.env': objects,
  'jobs.*.concurrency.cancel-in-progress': booleans,
  'jobs.*.timeout-minutes': numbers,
  'jobs.*.cancel-timeout-minutes': numbers,
  'jobs.*.continue-on-error': booleans,
  'jobs.*.runs-on': { types: [string, arrayOf(any)] },
  'jobs.*.strategy.fail-fast': booleans,
  'jobs.*.strategy.max-parallel': numbers,
  'jobs.*.strategy.matrix': objects,
  'jobs.*.strategy.matrix.include': arrays,
  'jobs.*.strategy.matrix.exclude': arrays,
  'jobs.*.strategy.matrix.*': arrays,
  'jobs.*.container.credentials': objects,
  'jobs.*.container.env': objects,
  'jobs.*.services': objects,
  'jobs.*.services.*.credentials': objects,
  'jobs.*.services.*.env': objects,
  'jobs.*.steps.*.env': objects,
  'jobs.*.steps.*.continue-on-error': booleans,
  'jobs.*.steps.*.timeout-minutes': numbers,
};

const named = new Map(Object.entries(expected).map(([path, one]) => [path.split('.'), one] as const));

export function expectedAt(path: YamlPath): Expected | undefined {
  for (const [keys, one] of named)
    if (keys.length === path.length && keys.every((key, i) => key === '*' || key === path[i])) return one;
  return undefined;
}
