import { remove, type TextEdit } from '../core/edit.js';
import type { YamlAlias, YamlAnchor, YamlDocument, YamlNode } from './tree.js';
import { visitYaml } from './walk.js';

/** A node with an anchor, and where aliases stand for it. */
export interface Anchored {
  readonly node: YamlNode;
  readonly aliases: readonly YamlAlias[];
}

/** All nodes of a document, keys too, in no particular order. */
function nodesOf({ root }: YamlDocument): readonly YamlNode[] {
  const nodes: YamlNode[] = root ? [root] : [];
  visitYaml(root, {
    entry({ key, value }) {
      if (key) nodes.push(key);
      if (value) nodes.push(value);
    },
    seq({ items }) {
      for (const { value } of items) if (value) nodes.push(value);
    },
  });
  return nodes;
}

/** The anchored nodes of a document, in their order. */
export function anchorsOf(document: YamlDocument): readonly Anchored[] {
  const nodes = nodesOf(document);
  const aliases = new Map<YamlNode, YamlAlias[]>();
  for (const node of nodes) if (node.anchor) aliases.set(node, []);
  for (const node of nodes) if (node.kind === 'alias' && node.target) aliases.get(node.target)?.push(node);
  return [...aliases].map(([node, used]) => ({ node, aliases: used })).sort((a, b) => a.node.start - b.node.start);
}

/** Whether an alias stands inside of what it stands for. */
export function isRecursive({ target, start, end }: YamlAlias): boolean {
  return target !== undefined && target.start <= start && end <= target.end;
}

/** Takes out an anchor with the blanks around it that only it needs. */
export function removeAnchor(text: string, anchor: YamlAnchor): TextEdit {
  const after = /^[ \t]*/.exec(text.slice(anchor.end, anchor.end + 200))?.[0].length ?? 0;
  const before = /[ \t]*$/.exec(text.slice(Math.max(0, anchor.start - 200), anchor.start))?.[0].length ?? 0;
  const endsLine = /^(?:\r?\n|$)/.test(text.slice(anchor.end + after, anchor.end + after + 2));
  return endsLine
    ? remove({ start: anchor.start - before, end: anchor.end + after })
    : remove({ start: anchor.start, end: anchor.end + after });
}
