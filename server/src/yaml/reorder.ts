import { replace, type TextEdit } from '../core/edit.js';
import { Memo } from '../core/memo.js';
import { columnOf, lineStart, type Span } from '../core/text.js';
import { lastOffset, lineEndAt } from './edits.js';
import type { YamlDocument, YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from './tree.js';

// Another order for the entries of a map or the items of a sequence. Each takes its comments along; blank lines stay where
// they are, as do comments that stand for themselves between blank lines.

type Part = YamlEntry | YamlItem;

/**
 * The edits that put the parts of a collection in another order.
 * @param order the same parts, as they shall follow one another.
 * @returns undefined where the order is the same, an anchor would come behind what stands for it, or the text has a shape
 * that would not survive.
 */
export function reordered(
  text: string,
  document: YamlDocument,
  collection: YamlMap | YamlSeq,
  order: readonly Part[],
): readonly TextEdit[] | undefined {
  const parts: readonly Part[] = collection.kind === 'map' ? collection.entries : collection.items;
  if (order.length !== parts.length || order.every((part, i) => part === parts[i])) return undefined;
  if (!keepsAnchors(document, parts, order)) return undefined;
  const chunks = collection.flow
    ? flowChunks(text, document, collection, parts)
    : blockChunks(text, document.root, collection, parts);
  if (!chunks) return undefined;
  const chunkOf = new Map(parts.map((part, i) => [part, chunks[i]]));
  return order.flatMap((part, slot) => {
    const [from, to] = [chunkOf.get(part), chunks[slot]];
    return from && to && from !== to ? [replace(to, text.slice(from.start, from.end))] : [];
  });
}

/** The parts of a flow collection, without the commas between them. */
function flowChunks(
  text: string,
  { comments }: YamlDocument,
  collection: Span,
  parts: readonly Part[],
): readonly Span[] | undefined {
  if (comments.some(({ start, end }) => start >= collection.start && end <= collection.end)) return undefined;
  return parts.map((part) => ({ start: part.start, end: lastOffset(text, part) }));
}

/** The lines of each part, with the comments right above it and those below it that are indented deeper. */
function blockChunks(
  text: string,
  root: YamlNode | undefined,
  collection: YamlNode,
  parts: readonly Part[],
): readonly Span[] | undefined {
  const chunks: Span[] = [];
  let before = -1;
  for (const [i, part] of parts.entries()) {
    const line = lineStart(text, part.start);
    if (text.slice(line, part.start).trim() !== '' || endsUnclipped(text, part)) return undefined;
    // What stands above all keys of a file is about the file.
    const heading = i === 0 && collection === root;
    const start = heading ? line : commentsAbove(text, line, before);
    const end = withDeeperComments(text, lineEndAt(text, lastOffset(text, part)), columnOf(text, part.start));
    if (start < before) return undefined;
    chunks.push({ start, end });
    before = end;
  }
  return chunks;
}

/** Where the comment lines begin that stand right above a line, none of them before an offset. */
function commentsAbove(text: string, line: number, limit: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (above <= limit || above >= start || !text.slice(above, start).trimStart().startsWith('#')) break;
    start = above;
  }
  return start;
}

/** The end of the last comment line behind an offset that is indented deeper than a column. */
function withDeeperComments(text: string, from: number, column: number): number {
  let end = from;
  for (let at = text.indexOf('\n', from) + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    const next = lineEndAt(text, at);
    const line = text.slice(at, next);
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') continue;
    if (line[indent] !== '#' || indent <= column) break;
    end = next;
  }
  return end;
}

/** Whether a part ends with a block scalar whose line breaks at the end count, or that ends with the file. */
function endsUnclipped(text: string, part: Part): boolean {
  let node = part.value;
  while (node?.kind === 'map' || node?.kind === 'seq') {
    const last: Part | undefined = node.kind === 'map' ? node.entries.at(-1) : node.items.at(-1);
    node = last?.value;
  }
  if (node?.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded')) return false;
  const header = text.slice(node.start, lineEndAt(text, node.start));
  return header.includes('+') || lineEndAt(text, lastOffset(text, part)) === text.length;
}

/** Whether each alias still stands behind its anchor. */
function keepsAnchors(document: YamlDocument, parts: readonly Part[], order: readonly Part[]): boolean {
  const anchors = new Map<string, number>();
  const aliases: { readonly name: string; readonly part: number }[] = [];
  const all = anchorNames(document);
  for (const [part, { value }] of parts.entries()) {
    for (const node of nodesIn(value)) {
      if (node.kind === 'alias') aliases.push({ name: node.name, part });
      else if (node.anchor) {
        // Of two anchors with one name the nearer counts, which moving may change.
        if ((all.get(node.anchor.name) ?? 0) > 1) return false;
        anchors.set(node.anchor.name, part);
      }
    }
  }
  const place = new Map(order.map((part, i) => [part, i]));
  const placeOf = (part: number): number => place.get(parts[part] as Part) ?? part;
  return aliases.every(({ name, part }) => {
    const anchor = anchors.get(name);
    return anchor === undefined || anchor === part || placeOf(anchor) < placeOf(part);
  });
}

const keptNames = new Memo<YamlDocument, ReadonlyMap<string, number>>();

/** How often each name of an anchor is given in a document. */
function anchorNames(document: YamlDocument): ReadonlyMap<string, number> {
  const before = keptNames.get(document);
  if (before) return before;
  const found = new Map<string, number>();
  for (const node of nodesIn(document.root)) {
    if (node.kind !== 'alias' && node.anchor) found.set(node.anchor.name, (found.get(node.anchor.name) ?? 0) + 1);
  }
  keptNames.set(document, found);
  return found;
}

/** A node and all that is written in it. */
function nodesIn(root: YamlNode | undefined): readonly YamlNode[] {
  const found: YamlNode[] = root ? [root] : [];
  for (let i = 0; i < found.length; i++) {
    const node = found[i];
    if (node?.kind === 'map')
      for (const { key, value } of node.entries) for (const one of [key, value]) if (one) found.push(one);
    if (node?.kind === 'seq') for (const { value } of node.items) if (value) found.push(value);
  }
  return found;
}
