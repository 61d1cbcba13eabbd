import type { TextEdit } from '../../../core/edit.js';
import type { Span } from '../../../core/text.js';
import { reordered } from '../../../yaml/reorder.js';
import type { YamlEntry, YamlItem, YamlMap, YamlSeq } from '../../../yaml/tree.js';
import { type ComposeDocument, documentAt } from '../document.js';

/** A map or list that is not in its order. */
export interface Disorder {
  /** The first part that should stand further up. */
  readonly part: YamlEntry | YamlItem;
  /** Where that part is named. */
  readonly span: Span;
  /** What it should stand before. */
  readonly before: string;
  readonly name: string;
  readonly edits: readonly TextEdit[] | undefined;
}

/**
 * The first part of a collection that stands behind one it should stand before, and how to put all in order.
 * @param nameOf what a part is compared by; a collection with a part that has none is left alone.
 */
export function disorderIn(
  { document, text }: { readonly document: ComposeDocument; readonly text: string },
  collection: YamlMap | YamlSeq,
  nameOf: (part: YamlEntry | YamlItem) => string | undefined,
  compare: (a: string, b: string) => number,
): Disorder | undefined {
  const parts: readonly (YamlEntry | YamlItem)[] = collection.kind === 'map' ? collection.entries : collection.items;
  const named = parts.flatMap((part) => {
    const name = nameOf(part);
    return name === undefined ? [] : [{ part, name }];
  });
  if (named.length !== parts.length || named.length < 2) return undefined;
  const at = named.findIndex(({ name }, i) => i > 0 && compare(named[i - 1]?.name ?? '', name) > 0);
  const found = named[at];
  if (!found) return undefined;
  const order = [...named].sort((a, b) => compare(a.name, b.name));
  const before = named.find(({ name }) => compare(name, found.name) > 0)?.name ?? '';
  const yaml = documentAt(document, collection.start);
  const { part, name } = found;
  const span = ('colon' in part ? part.key : part.value) ?? part;
  const edits =
    yaml &&
    reordered(
      text,
      yaml,
      collection,
      order.map((one) => one.part),
    );
  return { part, span: { start: span.start, end: span.end }, before, name, edits };
}

export function alphabetical(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}

export function numerical(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
