import type { FileView } from '../../../core/files.js';
import { type Access, covers, permissionNames } from '../tables/permissions.js';
import { calleeOf } from './callee.js';
import { granted, permissionsOf } from './permissions.js';
import type { Job, Workflow } from './workflow.js';

/** A permission that a called workflow wants for one of its jobs. */
export interface AskedPermission {
  readonly scope: string;
  readonly access: Access;
  /** The workflow whose job wants it, and that job. */
  readonly path: string;
  readonly job: Job;
}

/** GitHub follows calls so far. */
const deepest = 10;

/**
 * What the jobs of a workflow want, the most of each scope. Jobs without `permissions` of their own take what they get, and
 * what they call wants it of the same caller.
 */
export function askedPermissions(workflow: Workflow, path: string, files: FileView): readonly AskedPermission[] {
  const most = new Map<string, AskedPermission>();
  const seen = new Set<Workflow>();
  const look = (at: Workflow, where: string, depth: number): void => {
    if (depth > deepest || seen.has(at)) return;
    seen.add(at);
    for (const job of at.jobs) {
      const permissions = permissionsOf(job, at);
      if (!permissions) {
        const callee = calleeOf(job, where, files);
        if (callee) look(callee.workflow, callee.path, depth + 1);
        continue;
      }
      for (const scope of permissionNames) {
        const access = granted(permissions, scope);
        const known = most.get(scope)?.access ?? 'none';
        if (access && !covers(known, access)) most.set(scope, { scope, access, path: where, job });
      }
    }
  };
  look(workflow, path, 0);
  return [...most.values()];
}
