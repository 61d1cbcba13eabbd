import type { YamlScalar } from '../../../yaml/tree.js';
import type { GlobKind } from '../glob.js';
import { entriesOf, type NamedEntry, scalarsOf } from './nodes.js';
import type { EventUse, Workflow } from './workflow.js';

/** A filter of an event: `branches`, `paths-ignore`, … */
export interface Filter {
  readonly name: string;
  readonly kind: GlobKind;
  readonly event: EventUse;
  readonly entry: NamedEntry;
  readonly patterns: readonly YamlScalar[];
}

const kinds: Readonly<Record<string, GlobKind>> = {
  branches: 'ref',
  'branches-ignore': 'ref',
  tags: 'ref',
  'tags-ignore': 'ref',
  paths: 'path',
  'paths-ignore': 'path',
};

export function filtersIn({ events }: Workflow): readonly Filter[] {
  return events.flatMap((event) =>
    entriesOf(event.config).flatMap((entry) => {
      const kind = Object.hasOwn(kinds, entry.name) ? kinds[entry.name] : undefined;
      return kind ? [{ name: entry.name, kind, event, entry, patterns: scalarsOf(entry.value) }] : [];
    }),
  );
}
