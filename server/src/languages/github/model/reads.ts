import { type Reference, referencesOf } from '../../../expr/references.js';
import type { GithubDocument } from '../document.js';
import type { GithubKind } from '../kinds.js';
import { expressionsOf } from './expressions.js';

// What the expressions of a file read of a context.

/**
 * Whether an expression of a file reads a path of a context, or may: names are compared without regard to case, and one that
 * stops before the path's end, or goes on by a computed index, may read all below.
 */
export function mayRead(document: GithubDocument, kind: GithubKind, ...path: readonly string[]): boolean {
  for (const use of expressionsOf(document, kind)) {
    const { root } = use.parsed;
    // What is half written may come to read it.
    if (!root || use.parsed.problems.length > 0) {
      if (use.text.toLowerCase().includes((path.at(-1) ?? '').toLowerCase())) return true;
      continue;
    }
    if (referencesOf(root).some((reference) => reads(reference, path))) return true;
  }
  return false;
}

function reads({ segments }: Reference, path: readonly string[]): boolean {
  return path.every((name, i) => {
    const segment = segments[i];
    return !segment || segment.style === 'any' || segment.name.toLowerCase() === name.toLowerCase();
  });
}
