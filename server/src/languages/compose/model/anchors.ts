import type { YamlDocument, YamlEntry, YamlNode } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { visitYaml } from '../../../yaml/walk.js';

/** A node with an anchor, and where aliases stand for it. */
export interface Anchored {
  readonly node: YamlNode;
  readonly aliases: readonly YamlNode[];
}

/** The anchored nodes of a document, in their order. */
export function anchorsOf(document: YamlDocument): readonly Anchored[] {
  const nodes: YamlNode[] = document.root ? [document.root] : [];
  visitYaml(document.root, {
    entry({ key, value }) {
      if (key) nodes.push(key);
      if (value) nodes.push(value);
    },
    seq({ items }) {
      for (const { value } of items) if (value) nodes.push(value);
    },
  });
  const aliases = new Map<YamlNode, YamlNode[]>();
  for (const node of nodes) if (node.anchor) aliases.set(node, []);
  for (const node of nodes) if (node.kind === 'alias' && node.target) aliases.get(node.target)?.push(node);
  return [...aliases].map(([node, used]) => ({ node, aliases: used })).sort((a, b) => a.node.start - b.node.start);
}

/** Extensions on the top level that hold anchors, of which none is used outside of them. */
export function unusedExtensions(document: YamlDocument, anchors: readonly Anchored[]): readonly YamlEntry[] {
  const { root } = document;
  if (root?.kind !== 'map') return [];
  return root.entries.filter((entry) => {
    if (!keyText(entry)?.startsWith('x-')) return false;
    const inside = ({ start }: { readonly start: number }): boolean => entry.start <= start && start < entry.end;
    const own = anchors.filter(({ node }) => inside(node));
    return own.length > 0 && own.every(({ aliases }) => aliases.every(inside));
  });
}
