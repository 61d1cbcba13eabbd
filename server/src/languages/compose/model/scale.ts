import type { Service } from './project.js';
import { numberOf, type Place, textOf, valueAt } from './value.js';

/** How many containers a service has, and where that is written; undefined where it is not, or not known. */
export function scaleOf(service: Service): { readonly count: number; readonly place: Place } | undefined {
  const scale = valueAt(service.value, 'scale') ?? valueAt(service.value, 'deploy', 'replicas');
  const count = numberOf(scale);
  if (!scale || count === undefined || textOf(valueAt(service.value, 'deploy', 'mode'))?.startsWith('global'))
    return undefined;
  return { count, place: scale };
}

/** Whether a service is switched off by having no container at all. */
export function isScaledToNone(service: Service): boolean {
  return scaleOf(service)?.count === 0;
}
