import { Items, plain } from '../../core/completion-items.js';
import type { Completion } from '../../core/features.js';
import { lineEnding } from '../../core/text.js';
import { indentStep } from '../edits.js';
import { placeAt, type YamlPlace } from '../place.js';
import { wholeLine } from '../place-lines.js';
import { type KnownKey, keyAt, keysOf, schemaAt, typeWords, valuesOf } from './lookup.js';
import { type Alternative, alternativesOf, type ObjectSchema, type SchemaTable } from './schema.js';
import { describe, rootAt, type SchemaFile, type Texts } from './texts.js';

/** What completion needs to know of the place and of what the schema says there. */
interface Site {
  readonly table: SchemaTable;
  readonly texts: Texts;
  readonly text: string;
  readonly place: YamlPlace;
  readonly alternatives: readonly Alternative[];
  /** How far the file indents. */
  readonly step: number;
}

/** Completes keys and values from a schema. */
export function completeFrom(
  table: SchemaTable,
  texts: Texts,
  file: SchemaFile,
  offset: number,
): readonly Completion[] {
  const { text, stream } = file;
  const place = placeAt(text, stream, offset);
  const { at, path, isList, needsBlank } = place;
  if (at === 'text' || at === 'comment') return [];
  const root = rootAt(file, offset);
  const site = { table, texts, text, place, alternatives: schemaAt(table, path, root), step: indentStep(root, text) };
  const into = new Items();
  if (at !== 'value' && !isList) addKeys(site, into);
  if (at !== 'key') addValues(site, keyAt(table, path, root), into);
  // Other extensions for YAML know the schemas of well-known files as well.
  const items = into.list().map((item): Completion => ({ ...item, common: true }));
  return needsBlank ? items.map(withBlank) : items;
}

function withBlank(item: Completion): Completion {
  const { edit, label, filter = label } = item;
  return { ...item, filter: ` ${filter}`, edit: { ...edit, text: ` ${edit.text}` } };
}

function addKeys({ table, texts, text, place, alternatives, step }: Site, into: Items): void {
  const written = new Set(place.siblings);
  for (const known of keysOf(alternatives)) {
    const { name, key } = known;
    if (written.has(name)) continue;
    const inner = alternativesOf(table, key.schema);
    const draft = place.hasColon ? { text: '', isSnippet: false } : valueDraft(text, place, inner, step);
    const documentation = describe(texts, known);
    into.add(place.word, name, {
      kind: 'property',
      text: `${draft.isSnippet ? plain(name) : name}${draft.text}`,
      snippet: draft.isSnippet,
      detail: `${typeWords(table, inner)}${key.required ? ', required' : ''}`,
      again: draft.text === ': ' && valuesOf(inner, key).length > 0,
      ...(documentation !== undefined && { documentation }),
      ...(key.deprecated && { deprecated: true }),
    });
  }
}

function hasKeys({ keys = {}, names, rest }: ObjectSchema): boolean {
  return names !== undefined || rest !== undefined || Object.keys(keys).length > 0;
}

/** What follows a new key: a blank, or the start of a list or map on the next line. */
function valueDraft(
  text: string,
  place: YamlPlace,
  inner: readonly Alternative[],
  step: number,
): { readonly text: string; readonly isSnippet: boolean } {
  const takesScalar = inner.some((one) => one.kind === 'any' || (one.kind === 'scalar' && one.schema.type !== 'null'));
  const collection = inner.find((one) => one.kind === 'list' || (one.kind === 'object' && hasKeys(one.schema)));
  if (takesScalar || !collection) return { text: ': ', isSnippet: false };
  const isList = collection.kind === 'list';
  if (place.flow) return { text: isList ? ': [$0]' : ': {$0}', isSnippet: true };
  const { line } = wholeLine(text, place.word.start);
  // An editor indents further lines as the one that it writes into; what stands behind a dash needs more.
  const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const deeper = ' '.repeat(Math.max(0, place.indent - lead) + step);
  return { text: `:${lineEnding(text)}${deeper}${isList ? '- $0' : '$0'}`, isSnippet: true };
}

function addValues({ table, text, place, alternatives }: Site, known: KnownKey | undefined, into: Items): void {
  const { word, isList, flow, at } = place;
  const quote = /^["']/.exec(text.slice(word.start, word.end))?.[0] ?? '';
  const isText = alternatives.every((one) => one.kind !== 'scalar' || one.schema.type === 'string');
  const writtenAs = (value: string): string =>
    quote ? `${quote}${value}${quote}` : isText && isOtherType(value) ? `"${value}"` : value;
  if (!isList) {
    for (const value of valuesOf(alternatives, known?.key)) {
      const isDefault = known?.key.default !== undefined && value === String(known.key.default);
      into.add(word, value, {
        kind: 'enum',
        text: writtenAs(value),
        ...(isDefault && { detail: 'default' }),
        ...(quote && { filter: `${quote}${value}` }),
      });
    }
  }
  // A list is begun with its first item, on a line of its own.
  if (flow || (at !== 'start' && !isList)) return;
  const items = alternatives.flatMap((one) => (one.kind === 'list' ? alternativesOf(table, one.schema.items) : []));
  for (const value of valuesOf(items))
    into.add(word, value, { kind: 'enum', text: `- ${writtenAs(value)}`, filter: value });
}

/** Whether a plain text would be read as another type of value, also by YAML 1.1. */
function isOtherType(value: string): boolean {
  return /^(?:true|false|yes|no|on|off|null|~|[-+]?[\d.][\d_.]*)$/i.test(value);
}
