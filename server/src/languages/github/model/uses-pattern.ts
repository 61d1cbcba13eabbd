import type { RepositoryUse } from './uses.js';

/** How narrow a pattern is, the widest first. */
const kinds = ['any', 'owner', 'repository', 'exact', 'exact-ref'] as const;

/**
 * A pattern of actions and reusable workflows, the most specific first: `owner/repo/path@ref`, `owner/repo/path`,
 * `owner/repo`, `owner/repo/*`, `owner/*`, `*`.
 */
export interface UsesPattern {
  readonly text: string;
  readonly kind: (typeof kinds)[number];
  readonly matches: (use: Pick<RepositoryUse, 'slug' | 'ref'>) => boolean;
}

/** Reads a pattern; undefined for what is none. */
export function usesPattern(text: string): UsesPattern | undefined {
  if (text === '*') return { text, kind: 'any', matches: () => true };
  const at = text.indexOf('@');
  const name = (at === -1 ? text : text.slice(0, at)).toLowerCase();
  const ref = at === -1 ? undefined : text.slice(at + 1);
  const parts = name.split('/');
  if (parts.length < 2 || parts.some((part) => part === '') || ref === '') return undefined;
  const last = parts[parts.length - 1];
  if (last === '*') {
    const folder = name.slice(0, -1);
    if (ref !== undefined || parts.length > 3 || folder.includes('*')) return undefined;
    if (parts.length === 2) return { text, kind: 'owner', matches: ({ slug }) => slug.startsWith(folder) };
    const repository = folder.slice(0, -1);
    return { text, kind: 'repository', matches: ({ slug }) => slug === repository || slug.startsWith(folder) };
  }
  if (name.includes('*')) return undefined;
  if (ref === undefined) return { text, kind: 'exact', matches: ({ slug }) => slug === name };
  return { text, kind: 'exact-ref', matches: (use) => use.slug === name && use.ref === ref };
}

/** The most specific of some patterns that matches; of equal ones the first. */
export function narrowest(
  patterns: readonly UsesPattern[],
  use: Pick<RepositoryUse, 'slug' | 'ref'>,
): UsesPattern | undefined {
  let found: UsesPattern | undefined;
  for (const pattern of patterns) {
    if (!pattern.matches(use)) continue;
    if (!found || kinds.indexOf(pattern.kind) > kinds.indexOf(found.kind)) found = pattern;
  }
  return found;
}
