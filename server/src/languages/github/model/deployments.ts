import type { YamlScalar } from '../../../yaml/tree.js';
import { hasExpression, scalarIn } from './nodes.js';
import type { Job } from './workflow.js';

/** The name of the environment that a job deploys to; undefined where it has none, or an expression gives it. */
export function environmentOf({ map }: Job): YamlScalar | undefined {
  const scalar = scalarIn(map, 'environment') ?? scalarIn(map, 'environment', 'name');
  return scalar && !hasExpression(scalar) && scalar.text.trim() !== '' ? scalar : undefined;
}
