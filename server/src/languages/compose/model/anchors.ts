import type { Anchored } from '../../../yaml/anchors.js';
import type { YamlDocument, YamlEntry } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';

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
