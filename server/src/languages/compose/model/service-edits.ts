import { replace, type TextEdit } from '../../../core/edit.js';
import { addEntry, addItem, indentStep, removeEntry, removeItem } from '../../../yaml/edits.js';
import type { YamlMap, YamlNode } from '../../../yaml/tree.js';
import { entryOf, isEmpty } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import type { Value } from './value.js';

// Changes to the attributes of a service where the checked file writes them.

interface Edited {
  readonly document: ComposeDocument;
  readonly text: string;
}

/** The map of a service's attributes in this very file: neither that of a base nor one that an alias stands for. */
export function serviceMap(document: ComposeDocument, name: string): YamlMap | undefined {
  return mapAt(document, 'services', name);
}

/** The map at a path of keys, in the last document that has it. */
export function mapAt(document: ComposeDocument, ...keys: readonly string[]): YamlMap | undefined {
  for (const { root } of filledDocuments(document).toReversed()) {
    let node: YamlNode | undefined = root;
    for (const key of keys) node = entryOf(node, key)?.value;
    if (node?.kind === 'map') return node;
  }
  return undefined;
}

/** What is written behind a key: a scalar, items of a list, or a map of scalars and such maps. */
export type Content = string | readonly string[] | { readonly [key: string]: Content };

/** Adds attributes to a map, as `key: value` or with a list below. Undefined where the map already has one of them. */
export function addAttributes(
  { document, text }: Edited,
  map: YamlMap | undefined,
  attributes: Readonly<Record<string, Content>>,
): readonly TextEdit[] | undefined {
  if (!map || Object.keys(attributes).some((key) => entryOf(map, key))) return undefined;
  if (map.flow) {
    const edit = addEntry(text, map, [inlineFields(attributes)]);
    return edit && [edit];
  }
  const step = ' '.repeat(indentStep(filledDocuments(document)[0]?.root, text));
  const edit = addEntry(text, map, blockLines(attributes, step));
  return edit && [edit];
}

function inlineFields(fields: Readonly<Record<string, Content>>): string {
  const inline = (value: Content): string => {
    if (typeof value === 'string') return value;
    return isItems(value) ? `[${value.join(', ')}]` : `{ ${inlineFields(value)} }`;
  };
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${inline(value)}`)
    .join(', ');
}

function blockLines(fields: Readonly<Record<string, Content>>, step: string): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${key}: ${value}`];
    const lines = isItems(value) ? value.map((item) => `- ${item}`) : blockLines(value, step);
    return [`${key}:`, ...lines.map((line) => step + line)];
  });
}

function isItems(content: Content): content is readonly string[] {
  return Array.isArray(content);
}

/** Adds an item to the list of an attribute, which is written where there is none. */
export function addListed(
  edited: Edited,
  map: YamlMap | undefined,
  key: string,
  item: string,
): readonly TextEdit[] | undefined {
  const entry = entryOf(map, key);
  if (!entry) return addAttributes(edited, map, { [key]: [item] });
  if (entry.value?.kind !== 'seq') return undefined;
  const edit = addItem(edited.text, entry.value, [item]);
  return edit && [edit];
}

/** Takes an attribute out of a map. */
export function removeAttribute(
  { text }: Edited,
  map: YamlMap | undefined,
  key: string,
): readonly TextEdit[] | undefined {
  const entry = entryOf(map, key);
  const edit = map && entry && removeEntry(text, map, entry);
  return edit && [edit];
}

/** Takes an item out of the list of an attribute, or the whole attribute where it is the only one. */
export function removeListed(
  edited: Edited,
  map: YamlMap | undefined,
  key: string,
  value: Value,
): readonly TextEdit[] | undefined {
  const seq = entryOf(map, key)?.value;
  const item = seq?.kind === 'seq' ? seq.items.find((one) => one.value === value.node) : undefined;
  if (seq?.kind !== 'seq' || !item) return undefined;
  if (seq.items.length === 1) return removeAttribute(edited, map, key);
  const edit = removeItem(edited.text, seq, item);
  return edit && [edit];
}

/** Gives an attribute of a map another scalar, or adds it where it is missing or empty. */
export function setAttribute(
  edited: Edited,
  map: YamlMap | undefined,
  key: string,
  value: string,
): readonly TextEdit[] | undefined {
  const entry = entryOf(map, key);
  if (!entry) return addAttributes(edited, map, { [key]: value });
  if (entry.colon !== undefined && isEmpty(entry.value)) {
    const end = entry.value?.end ?? entry.colon + 1;
    return [replace({ start: entry.colon + 1, end: Math.max(end, entry.colon + 1) }, ` ${value}`)];
  }
  return entry.value?.kind === 'scalar' && !entry.value.anchor ? [replace(entry.value, value)] : undefined;
}

/** Insertions at one place as one, in their order. */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits) {
    const at = found.findIndex(({ span }) => span.start === edit.span.start && span.end === edit.span.end);
    const before = found[at];
    if (before) found[at] = { ...before, text: before.text + edit.text };
    else found.push(edit);
  }
  return found;
}
