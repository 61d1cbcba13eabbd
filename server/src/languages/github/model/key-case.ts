import type { YamlPath } from '../../../yaml/walk.js';
import type { GithubKind } from '../kinds.js';

const named: ReadonlySet<unknown> = new Set(['inputs', 'outputs', 'secrets', 'env', 'with', 'services', 'permissions']);

/** Whether the keys of the table at a path are names of the user's, which GitHub compares without regard to case. */
export function namesAnyCase(kind: GithubKind, path: YamlPath): boolean {
  if (kind !== 'workflow' && kind !== 'action') return false;
  const last = path[path.length - 1];
  // What is in a map of names is no such map itself, whatever its name is.
  const isName = path.length > 1 && isTable(kind, path.slice(0, -1));
  if (isName) return false;
  return isTable(kind, path) || (kind === 'workflow' && typeof last === 'number' && isCombination(path));
}

function isTable(kind: GithubKind, path: YamlPath): boolean {
  const last = path[path.length - 1];
  if (kind === 'workflow' && path.length === 1 && last === 'jobs') return true;
  if (path[0] === 'jobs' && path[2] === 'strategy') return path.length === 4 && last === 'matrix';
  return named.has(last);
}

function isCombination(path: YamlPath): boolean {
  const list = path[path.length - 2];
  return path[0] === 'jobs' && path[3] === 'matrix' && path.length === 6 && (list === 'include' || list === 'exclude');
}
