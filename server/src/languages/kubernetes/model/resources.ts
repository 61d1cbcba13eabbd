import { isPlaceholder } from './applied.js';
import { mapIn, mapsIn, textIn, valueIn } from './nodes.js';
import type { Container, Pod } from './pods.js';
import { namespaceOf, ofKind, type Unit } from './unit.js';

export type Resource = 'cpu' | 'memory';
export type Bound = 'requests' | 'limits';

/** What a container asks of a resource, or may use of it at most; undefined where it says nothing. */
export function amountOf({ map }: Container, bound: Bound, resource: Resource): string | undefined {
  return textIn(map, 'resources', bound, resource) || undefined;
}

/** Whether a container has no bound of its own, nor one from its pod or from a LimitRange of its namespace. */
export function lacks(container: Container, pod: Pod, bound: Bound, resource: Resource, unit: Unit): boolean {
  if (amountOf(container, bound, resource) || valueIn(pod.spec, 'resources', bound, resource)) return false;
  const whole = textIn(container.map, 'resources') ?? textIn(container.map, 'resources', bound);
  if (whole !== undefined && isPlaceholder(whole)) return false;
  const keys = bound === 'limits' ? ['default'] : ['defaultRequest', 'default'];
  return !ofKind(unit, 'LimitRange').some(
    (range) =>
      namespaceOf(range) === namespaceOf(pod.object) &&
      mapsIn(range.map, 'spec', 'limits').some(
        (limit) =>
          textIn(limit, 'type') === 'Container' &&
          keys.some((key) => mapIn(limit, key) && valueIn(limit, key, resource)),
      ),
  );
}
