import { contains } from '../core/text.js';
import type { YamlEntry, YamlItem, YamlNode, YamlStream } from './tree.js';
import { keyText } from './values.js';

/** A node on the way to a place, with what holds it. */
export interface ChainLink {
  readonly node: YamlNode | undefined;
  /** The key or index that leads to it from the link before; undefined for a document's root. */
  readonly key: string | number | undefined;
  readonly entry?: YamlEntry;
  readonly item?: YamlItem;
  /** Whether it stands in `{…}` or `[…]`. */
  readonly flow: boolean;
}

/** From the root of a document to the innermost value that an offset touches, or whose key it touches. */
export function chainAt(stream: YamlStream, offset: number): readonly ChainLink[] {
  const document = stream.documents.findLast(({ start, end, root }) => root && start <= offset && offset <= end);
  const found: ChainLink[] = document ? [{ node: document.root, key: undefined, flow: false }] : [];
  for (let node = document?.root; node; ) {
    const flow = (node.kind === 'map' || node.kind === 'seq') && node.flow;
    const inFlow = flow || (found[found.length - 1]?.flow ?? false);
    let next: ChainLink | undefined;
    if (node.kind === 'map') {
      const entry = node.entries.find((one) => contains(one, offset));
      if (entry) next = { node: entry.value, key: keyText(entry) ?? '', entry, flow: inFlow };
    } else if (node.kind === 'seq') {
      const index = node.items.findIndex((one) => contains(one, offset));
      const item = node.items[index];
      if (item) next = { node: item.value, key: index, item, flow: inFlow };
    }
    if (!next) break;
    found.push(next);
    node = next.node && next.node.start <= offset ? next.node : undefined;
  }
  return found;
}
