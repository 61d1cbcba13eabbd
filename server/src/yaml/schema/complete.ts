import { Items, plain } from '../../core/completion-items.js';
import type { Completion, Hover } from '../../core/features.js';
import { lineEnding } from '../../core/text.js';
import { indentStep } from '../edits.js';
import { placeAt, type YamlPlace } from '../place.js';
import { wholeLine } from '../place-lines.js';
import type { YamlNode, YamlStream } from '../tree.js';
import { type KnownKey, keyAt, keysOf, schemaAt, typeWords, valuesOf } from './lookup.js';
import { type Alternative, alternativesOf, type SchemaTable } from './schema.js';

/** One line for each key, by `definition.key`, in Markdown. */
export type Texts = Readonly<Record<string, string>>;

export interface SchemaFile {
  readonly text: string;
  readonly stream: YamlStream;
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
  const root = rootAt(stream, offset);
  const { at, path } = place;
  const into = new Items();
  if (at === 'text' || at === 'comment') return [];
  const alternatives = schemaAt(table, path, root);
  if (at !== 'value' && !place.isList) addKeys(table, texts, file, place, alternatives, root, into);
  if (at !== 'key') addValues(table, file, place, alternatives, keyAt(table, path, root), into);
  return place.needsBlank ? into.list().map(withBlank) : into.list();
}

function withBlank(item: Completion): Completion {
  return { ...item, filter: ` ${item.label}`, edit: { ...item.edit, text: ` ${item.edit.text}` } };
}

function rootAt(stream: YamlStream, offset: number): YamlNode | undefined {
  return stream.documents.findLast(({ start, end }) => start <= offset && offset <= end)?.root;
}

function addKeys(
  table: SchemaTable,
  texts: Texts,
  { text, stream }: SchemaFile,
  place: YamlPlace,
  alternatives: readonly Alternative[],
  root: YamlNode | undefined,
  into: Items,
): void {
  const step = indentStep(root, text);
  const written = new Set(place.siblings);
  for (const { name, key, doc } of keysOf(alternatives)) {
    if (written.has(name)) continue;
    const inner = alternativesOf(table, key.schema);
    const value = place.hasColon ? { text: '', snippet: false } : valueDraft(table, text, place, inner, step);
    const hasValues = valuesOf(inner, key).length > 0 && !place.hasColon && !value.snippet;
    into.add(place.word, name, {
      kind: 'property',
      text: `${value.snippet ? plain(name) : name}${value.text}`,
      snippet: value.snippet,
      detail: [typeWords(table, inner), key.required ? 'required' : ''].filter(Boolean).join(', '),
      ...(texts[doc] !== undefined && { documentation: described(texts[doc], { name, key, doc }) }),
      ...(key.deprecated && { deprecated: true }),
      ...(hasValues && { again: true }),
    });
  }
  void stream;
}

/** What follows a new key: a blank, or the start of a list or map on the next line. */
function valueDraft(
  table: SchemaTable,
  text: string,
  place: YamlPlace,
  inner: readonly Alternative[],
  step: number,
): { readonly text: string; readonly snippet: boolean } {
  const first = inner[0];
  if (inner.some(({ kind }) => kind === 'scalar' || kind === 'any') || !first) {
    const isNothing = inner.every((one) => one.kind !== 'scalar' || one.schema.type === 'null');
    if (!isNothing || !first) return { text: ': ', snippet: false };
  }
  const kind = inner.find((one) => one.kind === 'object' || one.kind === 'list');
  if (place.flow) return { text: kind?.kind === 'list' ? ': [$0]' : ': {$0}', snippet: true };
  const { line, columnOf } = wholeLine(text, place.word.start);
  // An editor indents further lines as the one that it writes into; what stands behind a dash needs more.
  const lead = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const deeper = ' '.repeat(Math.max(0, columnOf(place.word.start) + (place.needsBlank ? 1 : 0) - lead) + step);
  void table;
  return { text: `:${lineEnding(text)}${deeper}${kind?.kind === 'list' ? '- $0' : '$0'}`, snippet: true };
}

function addValues(
  table: SchemaTable,
  { text }: SchemaFile,
  place: YamlPlace,
  alternatives: readonly Alternative[],
  known: KnownKey | undefined,
  into: Items,
): void {
  const { word, isList, flow } = place;
  // A list may be begun with its first item in brackets, or, on lines of its own, behind a dash.
  const listed = alternatives.flatMap((one) => (one.kind === 'list' ? alternativesOf(table, one.schema.items) : []));
  const written = text.slice(word.start, word.end);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const quoted = (value: string): string =>
    quote ? `${quote}${value}${quote}` : needsQuotes(value) ? `"${value}"` : value;
  if (!isList)
    for (const value of valuesOf(alternatives, known?.key)) {
      const isDefault = known?.key.default !== undefined && value === String(known.key.default);
      const isText = alternatives.every((one) => one.kind !== 'scalar' || one.schema.type === 'string');
      into.add(word, value, {
        kind: 'enum',
        text: isText ? quoted(value) : value,
        ...(isDefault && { detail: 'default' }),
        ...(quote && { filter: `${quote}${value}` }),
      });
    }
  const lead = isList || (place.at === 'start' && !flow) ? '- ' : undefined;
  if (lead !== undefined)
    for (const value of valuesOf(listed))
      into.add(word, value, { kind: 'enum', text: `${lead}${quoted(value)}`, filter: value });
}

/** Whether another type of value is read from a plain text. */
function needsQuotes(value: string): boolean {
  return /^(?:true|false|yes|no|on|off|null|~|[-+.\d][\d_.]*)$/i.test(value);
}

function described(text: string, { key }: KnownKey): string {
  const facts = [
    key.since !== undefined ? `Since ${key.since}.` : '',
    key.default !== undefined ? `Default: \`${key.default}\`.` : '',
    key.deprecated ? 'Deprecated.' : '',
  ].filter(Boolean);
  return [text, facts.join(' ')].filter(Boolean).join('\n\n');
}

/** Explains the key under an offset. */
export function hoverFrom(table: SchemaTable, texts: Texts, file: SchemaFile, offset: number): Hover | undefined {
  const { text, stream } = file;
  const { at, path, word, hasColon } = placeAt(text, stream, offset);
  if (at !== 'key' || !hasColon || word.start === word.end) return undefined;
  const name = text.slice(word.start, word.end).replace(/^(["'])(.*)\1$/, '$2');
  const root = rootAt(stream, offset);
  const known = keyAt(table, [...path, name], root);
  const line = known && texts[known.doc];
  if (!known || line === undefined) return undefined;
  const types = typeWords(table, alternativesOf(table, known.key.schema));
  return { span: word, contents: `**${name}** (${types})\n\n${described(line, known)}` };
}
