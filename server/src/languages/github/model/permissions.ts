import type { YamlEntry, YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { entryOf, isEmpty, resolved } from '../../../yaml/values.js';
import { type Access, covers, grantOf, levelsOf, permissionShorthands } from '../tables/permissions.js';
import { entriesOf, hasExpression } from './nodes.js';
import type { Job, Workflow } from './workflow.js';

/** A `permissions` as written, of a workflow or of a job. */
export interface Permissions {
  readonly entry: YamlEntry;
  /** The key `permissions`. */
  readonly key: YamlScalar;
  /** `read-all` or `write-all`, where that is written. */
  readonly shorthand: (typeof permissionShorthands)[number] | undefined;
  /** The value; undefined where there is no table. */
  readonly map: YamlMap | undefined;
  /** What the table names, in order, also scopes and levels that do not exist. */
  readonly scopes: readonly PermissionScope[];
}

export interface PermissionScope {
  /** As written. */
  readonly name: string;
  readonly key: YamlScalar;
  readonly entry: YamlEntry;
  /** Undefined where no scalar is written. */
  readonly value: YamlScalar | undefined;
}

/** The permissions written in a workflow's or a job's table; undefined where none, or nothing that could be any, is written. */
export function permissionsIn(map: YamlMap | undefined): Permissions | undefined {
  const entry = entryOf(map, 'permissions');
  const value = resolved(entry?.value);
  if (entry?.key?.kind !== 'scalar' || isEmpty(value)) return undefined;
  const base = { entry, key: entry.key };
  if (value?.kind === 'map')
    return { ...base, shorthand: undefined, map: value, scopes: entriesOf(value).map(scopeOf) };
  if (value?.kind !== 'scalar') return undefined;
  const shorthand = permissionShorthands.find((one) => one === value.text);
  return { ...base, shorthand, map: undefined, scopes: [] };
}

function scopeOf({ name, key, entry, value }: ReturnType<typeof entriesOf>[number]): PermissionScope {
  return { name, key, entry, value: value?.kind === 'scalar' ? value : undefined };
}

/** What holds for a job: its own permissions, which replace the workflow's; undefined for the repository's default. */
export function permissionsOf(job: Job, workflow: Workflow): Permissions | undefined {
  return permissionsIn(job.map) ?? permissionsIn(workflow.root);
}

/** What permissions grant of a scope; undefined where that cannot be told. What they do not name, they do not grant. */
export function granted(permissions: Permissions, scope: string): Access | undefined {
  if (permissions.shorthand) return grantOf(permissions.shorthand, scope);
  if (!permissions.map) return undefined;
  const value = permissions.scopes.find(({ name }) => name === scope)?.value;
  if (!value) return 'none';
  return hasExpression(value) ? undefined : levelsOf(scope)?.find((level) => level === value.text);
}

/** Whether permissions surely grant at least a level of a scope. */
export function grants(permissions: Permissions | undefined, scope: string, level: Access): boolean {
  const access = permissions && granted(permissions, scope);
  return access !== undefined && covers(access, level);
}
