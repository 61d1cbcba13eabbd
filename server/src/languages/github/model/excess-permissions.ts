import type { FileView } from '../../../core/files.js';
import { type Access, covers, permissionNames } from '../tables/permissions.js';
import { type Callee, calleeOf } from './callee.js';
import { granted, type Permissions, permissionsOf } from './permissions.js';
import type { Job } from './workflow.js';

/** A permission that a job of a called workflow wants, and that it cannot have. */
export interface ExcessPermission {
  readonly scope: string;
  readonly access: Access;
  /** What it may have at most; undefined for the default of the repository. */
  readonly has: Access | undefined;
  /** Whether the calling job sets that limit, and not one of a workflow in between. */
  readonly own: boolean;
  /** The workflow whose job wants it, and that job. */
  readonly path: string;
  readonly job: Job;
}

/** GitHub follows calls so deep, and so many. */
const deepest = 10;
const mostCalls = 50;

/**
 * What the jobs of a called workflow, and of those that it calls itself, want and cannot have: the most of each scope.
 * @param given what the calling job has; undefined for the default of the repository.
 */
export function excessPermissions(
  callee: Callee,
  given: Permissions | undefined,
  files: FileView,
): readonly ExcessPermission[] {
  const most = new Map<string, ExcessPermission>();
  let calls = 0;
  const look = ({ workflow, path }: Callee, limit: Permissions | undefined, around: readonly string[]): void => {
    if (++calls > mostCalls || around.length > deepest || around.includes(path)) return;
    for (const job of workflow.jobs) {
      const wanted = permissionsOf(job, workflow);
      for (const scope of wanted ? permissionNames : []) {
        const access = wanted && granted(wanted, scope);
        const has = limit && granted(limit, scope);
        // What cannot be told is taken for enough.
        if (!access || access === 'none' || (limit && (!has || covers(has, access)))) continue;
        const key = `${scope} ${limit === given}`;
        if (covers(most.get(key)?.access ?? 'none', access)) continue;
        most.set(key, { scope, access, has, own: limit === given, path, job });
      }
      const next = calleeOf(job, path, files);
      if (next) look(next, wanted ?? limit, [...around, path]);
    }
  };
  look(callee, given, []);
  return [...most.values()];
}
