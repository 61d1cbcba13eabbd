import { forEachChild, type SyntaxNode } from 'unbash';
import type { ShellReading } from './read.js';

/** A node of a reading with those that it stands in, the nearest first. */
export interface Place<N extends SyntaxNode = SyntaxNode> {
  readonly node: N;
  readonly parent: Place | undefined;
}

type NodeOf<T extends SyntaxNode['type']> = Extract<SyntaxNode, { type: T }>;

/** Every node of a reading by its type, in order of their place. */
export interface ShellNodes {
  of<T extends SyntaxNode['type']>(type: T): readonly Place<NodeOf<T>>[];
}

const cache = new WeakMap<ShellReading, ShellNodes>();

/** The nodes of a reading, collected once. Scripts in escaped backticks are left out: their offsets lead nowhere. */
export function nodesOf(reading: ShellReading): ShellNodes {
  const cached = cache.get(reading);
  if (cached) return cached;
  const byType = new Map<SyntaxNode['type'], Place[]>();
  // A stack of its own, so that no nesting is too deep for the machine's.
  const stack: Place[] = [{ node: reading.script, parent: undefined }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node } = at;
    if (node.type === 'Script' && node.source !== undefined) continue;
    const list = byType.get(node.type);
    if (list) list.push(at);
    else byType.set(node.type, [at]);
    const children: Place[] = [];
    const parent = at;
    forEachChild(node, (child) => children.push({ node: child, parent }));
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push(child);
    }
  }
  const nodes: ShellNodes = {
    of<T extends SyntaxNode['type']>(type: T) {
      return (byType.get(type) ?? []) as unknown as readonly Place<NodeOf<T>>[];
    },
  };
  cache.set(reading, nodes);
  return nodes;
}

/** The nearest node around a place that is of one of the types. */
export function enclosing<T extends SyntaxNode['type']>(
  at: Place,
  ...types: readonly T[]
): Place<NodeOf<T>> | undefined {
  for (let outer = at.parent; outer; outer = outer.parent) {
    if ((types as readonly string[]).includes(outer.node.type)) return outer as unknown as Place<NodeOf<T>>;
  }
  return undefined;
}
