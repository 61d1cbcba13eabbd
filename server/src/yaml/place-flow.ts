import { contains, type Span } from '../core/text.js';
import type { YamlEntry, YamlNode } from './tree.js';
import { keyText } from './values.js';
import type { YamlPath } from './walk.js';

/** A place between the brackets of a flow collection. */
export interface FlowPlace {
  readonly at: 'key' | 'value' | 'start';
  readonly path: YamlPath;
  readonly word: Span;
  readonly siblings: readonly string[];
  readonly hasColon: boolean;
  readonly needsBlank: boolean;
}

/** The place of an offset that is in a flow collection. */
export function flowPlace(text: string, outer: YamlNode, offset: number, above: YamlPath): FlowPlace {
  const path = [...above];
  const empty = { start: offset, end: offset };
  const none = { path, siblings: [], hasColon: false, needsBlank: false, word: empty };
  for (let node: YamlNode = outer; ; ) {
    let value: YamlNode | undefined;
    let needsBlank = false;
    if (node.kind === 'map') {
      const entry = reaching(text, node.entries, offset);
      if (!entry || entry.colon === undefined || offset <= entry.colon) {
        const siblings = node.entries.filter((one) => one !== entry).flatMap((one) => keyText(one) ?? []);
        const word = entry?.key && contains(entry.key, offset) ? { start: entry.key.start, end: entry.key.end } : empty;
        return { ...none, at: 'key', word, siblings, hasColon: entry?.colon !== undefined };
      }
      path.push(keyText(entry) ?? '');
      value = entry.value;
      needsBlank = offset === entry.colon + 1;
    } else if (node.kind === 'seq') {
      const item = reaching(text, node.items, offset);
      path.push(item ? node.items.indexOf(item) : node.items.filter(({ end }) => end <= offset).length);
      value = item?.value;
    } else return { ...none, at: 'start' };
    if (value && isInside(value, text, offset)) node = value;
    else {
      const word = value?.kind === 'scalar' && contains(value, offset) ? { start: value.start, end: value.end } : empty;
      return { ...none, at: node.kind === 'map' ? 'value' : 'start', word, needsBlank };
    }
  }
}

/** The part that an offset is in or behind, with no comma between. */
function reaching<P extends Span | YamlEntry>(text: string, parts: readonly P[], offset: number): P | undefined {
  const part = parts.findLast(({ start }) => start <= offset);
  return part && text.slice(part.end, offset).includes(',') ? undefined : part;
}

/** Whether an offset is in a collection within: behind its bracket, or anywhere in a pair that has none. */
function isInside(node: YamlNode, text: string, offset: number): boolean {
  if (node.kind !== 'map' && node.kind !== 'seq') return false;
  const open = text[node.start];
  if (node.kind === 'map' && open !== '{') return contains(node, offset);
  const last = text[node.end - 1];
  const isClosed = node.end > node.start + 1 && last === (node.kind === 'map' ? '}' : ']');
  return node.start < offset && (isClosed ? offset < node.end : offset >= node.start);
}
