import type { YamlScalar } from '../../../yaml/tree.js';
import { resolved } from '../../../yaml/values.js';
import { scalarIn } from './nodes.js';
import { eventOf, type Workflow } from './workflow.js';

/** An entry of `schedule`. */
export interface ScheduleEntry {
  readonly cron: YamlScalar | undefined;
  readonly timezone: YamlScalar | undefined;
}

export function scheduleOf(workflow: Workflow): readonly ScheduleEntry[] {
  const list = eventOf(workflow, 'schedule')?.config;
  if (list?.kind !== 'seq') return [];
  return list.items.flatMap((item) => {
    const map = resolved(item.value);
    return map?.kind === 'map' ? [{ cron: scalarIn(map, 'cron'), timezone: scalarIn(map, 'timezone') }] : [];
  });
}
