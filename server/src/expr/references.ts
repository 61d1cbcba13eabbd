import { type PathSegment, pathOf } from './path.js';
import { childrenOf, type ExprNode, ungrouped } from './tree.js';

/** An access to a context, as far as it goes: `needs.build.outputs.tag`, `steps['a'].outcome`. */
export interface Reference {
  /** The outermost node of the access. */
  readonly node: ExprNode;
  /** The context first, then each step with the span that a rename would replace (of a string with its quotes). */
  readonly segments: readonly PathSegment[];
}

/** All accesses to contexts, also those inside indexes of others, in the order of the text. */
export function referencesOf(root: ExprNode): Reference[] {
  const references: Reference[] = [];
  collectReferences(root, references);
  return references;
}

function collectReferences(node: ExprNode, references: Reference[]): void {
  const inner = ungrouped(node);
  const segments = pathOf(inner);
  if (!segments) {
    for (const child of childrenOf(inner)) collectReferences(child, references);
    return;
  }
  references.push({ node: inner, segments });
  for (const segment of segments)
    if (segment.node.kind === 'index' && segment.style === 'any') collectReferences(segment.node.index, references);
}

/** A new name of a segment as it is written in its place: after a dot if it can be, else as a string. */
export function renamed(segment: PathSegment, name: string): string {
  return segment.style === 'index' ? `'${name.replaceAll("'", "''")}'` : name;
}
