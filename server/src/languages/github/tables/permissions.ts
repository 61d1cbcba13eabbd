// What the token of a job may be allowed. Source: `workflow-v1.0.json` of actions/languageservices (2026-08-05).

export type Access = 'read' | 'write' | 'none';

const any: readonly Access[] = ['read', 'write', 'none'];
const writeOnly: readonly Access[] = ['write', 'none'];
const readOnly: readonly Access[] = ['read', 'none'];

/** The levels that each scope has. Names and levels are case-sensitive. */
export const permissions: Readonly<Record<string, readonly Access[]>> = {
  contents: any,
  'pull-requests': any,
  issues: any,
  packages: any,
  'id-token': writeOnly,
  actions: any,
  'artifact-metadata': any,
  attestations: any,
  checks: any,
  'code-quality': any,
  'copilot-requests': writeOnly,
  deployments: any,
  discussions: any,
  drives: any,
  models: readOnly,
  pages: any,
  'repository-projects': any,
  'security-events': any,
  statuses: any,
  'vulnerability-alerts': readOnly,
};

export const permissionNames: readonly string[] = Object.keys(permissions);

/** What may stand instead of the scopes. */
export const permissionShorthands = ['read-all', 'write-all'] as const;

/** The levels of a scope; undefined for one that does not exist. */
export function levelsOf(scope: string): readonly Access[] | undefined {
  return Object.hasOwn(permissions, scope) ? permissions[scope] : undefined;
}

const rank: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

/** Whether what is granted is enough for what is asked. */
export function covers(granted: Access, asked: Access): boolean {
  return rank[granted] >= rank[asked];
}

/** What a shorthand grants of a scope. */
export function grantOf(shorthand: (typeof permissionShorthands)[number], scope: string): Access {
  const levels = levelsOf(scope) ?? [];
  if (shorthand === 'write-all' && levels.includes('write')) return 'write';
  return levels.includes('read') ? 'read' : 'none';
}
