import type { Span } from '../core/text.js';
import type { YamlNode, YamlStream } from './tree.js';

/** Spans around a place, the innermost first: word, scalar without its quotes, value, entry, map or list, document. */
export function yamlSelections(text: string, stream: YamlStream, offset: number): readonly Span[] {
  const found: Span[] = [{ start: 0, end: text.length }];
  const add = ({ start, end: whole }: Span): boolean => {
    const before = found[found.length - 1];
    if (!before || start > offset || whole < offset) return false;
    let end = whole;
    while (end > offset && /\s/.test(text[end - 1] ?? '')) end--;
    if (start < before.start || end > before.end) return false;
    if (start !== before.start || end !== before.end) found.push({ start, end });
    return true;
  };
  const document = stream.documents.find(({ start, end }) => start <= offset && offset <= end);
  if (document) {
    if (stream.documents.length > 1) add(document);
    for (const comment of document.comments) add(comment);
    let node: YamlNode | undefined = document.root;
    while (node && add(node)) node = inside(node, offset, add);
  }
  add(wordAt(text, offset));
  return found.reverse();
}

/** What holds an offset inside of a node, after adding what leads to it. */
function inside(node: YamlNode, offset: number, add: (span: Span) => boolean): YamlNode | undefined {
  const holds = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  if (node.kind === 'map') {
    const entry = node.entries.find(holds);
    if (!entry) return undefined;
    add(entry);
    return entry.key && holds(entry.key) ? entry.key : entry.value;
  }
  if (node.kind === 'seq') {
    const item = node.items.find(holds);
    if (item) add(item);
    return item?.value;
  }
  if (node.kind === 'scalar' && (node.style === 'single' || node.style === 'double'))
    add({ start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) });
  return undefined;
}

/** The letters, digits and what joins names around an offset, on its line. */
export function wordAt(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && /[\w.-]/.test(text[start - 1] ?? '')) start--;
  let end = offset;
  while (end < text.length && /[\w.-]/.test(text[end] ?? '')) end++;
  return { start, end };
}
