import type { ExprNode } from '../../../expr/tree.js';
import { ungrouped, visitNodes } from '../../../expr/tree.js';

/** A secret that an expression reads by its name: `secrets.NAME` or `secrets['NAME']`. */
export interface SecretRead {
  readonly name: string;
  /** The whole of `secrets.NAME`. */
  readonly node: ExprNode;
}

/** The secrets that an expression reads by name, in order of their place. */
export function secretReads(root: ExprNode | undefined): readonly SecretRead[] {
  const found: SecretRead[] = [];
  if (root)
    visitNodes(root, (node) => {
      const name = secretName(node);
      if (name !== undefined) found.push({ name, node });
    });
  return found;
}

/** The name of the secret that a node reads; undefined for one that reads none, or one that is not known. */
export function secretName(node: ExprNode): string | undefined {
  if (node.kind === 'property') return isSecrets(node.object) && node.name !== '' ? node.name : undefined;
  if (node.kind !== 'index' || !isSecrets(node.object)) return undefined;
  const index = ungrouped(node.index);
  return index.kind === 'literal' && typeof index.value === 'string' ? index.value : undefined;
}

/** Whether a node is all secrets. */
export function isSecrets(node: ExprNode): boolean {
  const inner = ungrouped(node);
  return inner.kind === 'context' && inner.name.toLowerCase() === 'secrets';
}
