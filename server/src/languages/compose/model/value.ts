import { Memo } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import type { YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { type ScalarValue as PlainValue, valueOf } from '../../../yaml/values.js';
import type { ComposeDocument } from '../document.js';

// What a project's files say together: a tree like that of one file, in which each value knows the file and place that it
// is written at.

/** One of the files that a project is made of. */
export interface SourceFile {
  readonly path: string;
  readonly document: ComposeDocument;
  /** `include`: it has a project folder and env files of its own. `extends`: only services are taken from it. */
  readonly role: 'file' | 'include' | 'extends';
}

const sourceFiles = new Memo<ComposeDocument, SourceFile[]>();

/** A document as a file of a project; the same object each time, so that what is made of it can be kept. */
export function sourceFile(path: string, document: ComposeDocument, role: SourceFile['role']): SourceFile {
  const known = sourceFiles.get(document) ?? [];
  const before = known.find((one) => one.path === path && one.role === role);
  if (before) return before;
  const file: SourceFile = { path, document, role };
  sourceFiles.set(document, [...known, file]);
  return file;
}

/** Where something is written. */
export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

export interface Text extends Place {
  readonly kind: 'text';
  readonly node: YamlScalar;
  /** As written, without quotes. Of a part of a scalar, such as the value in `- KEY=value`, that part. */
  readonly raw: string;
  /** Where `raw` starts in `node.text`. */
  readonly at: number;
  /** After interpolation; undefined where a variable has no value that is known. */
  readonly text: string | undefined;
}

export interface List extends Place {
  readonly kind: 'list';
  readonly node: YamlNode;
  readonly items: readonly Value[];
}

/** A key with its value; `value` is undefined where nothing or null is written. */
export interface Member {
  readonly key: string;
  /** Where the key is written. */
  readonly place: Place;
  readonly value: Value | undefined;
  /** Whether it is a list's item, as `- KEY=value` in place of `KEY: value`. */
  readonly listed: boolean;
}

export interface Table extends Place {
  readonly kind: 'table';
  readonly node: YamlNode;
  readonly members: ReadonlyMap<string, Member>;
}

export type Value = Text | List | Table;

/** The value at a path of keys; undefined where there is none. */
export function valueAt(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  let at = value;
  for (const key of keys) at = at?.kind === 'table' ? at.members.get(key)?.value : undefined;
  return at;
}

/** The member at a path of keys. */
export function memberAt(value: Value | undefined, ...keys: readonly string[]): Member | undefined {
  const last = keys[keys.length - 1];
  const table = valueAt(value, ...keys.slice(0, -1));
  return table?.kind === 'table' && last !== undefined ? table.members.get(last) : undefined;
}

/** The members of a table; none of anything else. */
export function membersOf(value: Value | undefined): readonly Member[] {
  return value?.kind === 'table' ? [...value.members.values()] : [];
}

/** The items of a list; none of anything else. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}

/** The text of a scalar after interpolation; undefined for anything else and where it is not known. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'text' ? value.text : undefined;
}

/** What a scalar means by its looks; what comes from a variable is text. Undefined where it is not known. */
export function plainOf(value: Value | undefined): PlainValue | undefined {
  if (value?.kind !== 'text' || value.text === undefined) return undefined;
  return value.text === value.raw && value.at === 0 && value.raw === value.node.text ? valueOf(value.node) : value.text;
}

/** A boolean as Compose casts it. Undefined for anything else. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  const text = textOf(value)?.toLowerCase();
  if (text === 'true' || text === 'yes' || text === 'y' || text === 'on' || text === '1') return true;
  return text === 'false' || text === 'no' || text === 'n' || text === 'off' || text === '0' ? false : undefined;
}

export function numberOf(value: Value | undefined): number | undefined {
  const text = textOf(value)?.trim();
  if (!text) return undefined;
  const number = Number(/^0[0-7]+$/.test(text) ? `0o${text.slice(1)}` : text.replaceAll('_', ''));
  return Number.isNaN(number) ? undefined : number;
}

/** The texts of a list, or the one of a scalar: `K` or `[K, …]`. Those that are not known are left out. */
export function textsOf(value: Value | undefined): readonly (Text & { readonly text: string })[] {
  const values = value?.kind === 'text' ? [value] : itemsOf(value);
  return values.filter((one): one is Text & { text: string } => one.kind === 'text' && one.text !== undefined);
}

/** The place of characters of a text, by their offsets in `raw`. */
export function placeWithin(text: Text, start: number, end: number): Place {
  const { node, at, file } = text;
  const first = at + start;
  const { places, contentStart } = node;
  if (!places) return { file, span: { start: contentStart + first, end: contentStart + at + end } };
  const from = places[first] ?? node.end;
  const last = places[at + end - 1];
  return { file, span: { start: from, end: end <= start || last === undefined ? from : last + 1 } };
}
