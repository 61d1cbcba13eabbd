import type { Completion, FeatureContext } from '../../../../core/features.js';
import type { Span } from '../../../../core/text.js';
import { placeAt as yamlPlaceAt } from '../../../../yaml/place.js';
import type { YamlNode } from '../../../../yaml/tree.js';
import { entryOf, resolved } from '../../../../yaml/values.js';
import type { ComposeDocument } from '../../document.js';

export type Context = FeatureContext<ComposeDocument>;

/** Where the cursor is, in the terms of names and paths. */
export interface Place {
  readonly context: Context;
  readonly offset: number;
  /** The keys above the word, and its own where it is a value; `-` stands for an item of a list. */
  readonly path: readonly string[];
  /** A `key` may as well become an item; a `value` stands behind a colon or a dash; a `text` goes over several lines. */
  readonly role: 'key' | 'value' | 'text';
  /** The scalar up to the cursor, without its quote. */
  readonly typed: string;
  /** The whole scalar, without its quotes. */
  readonly span: Span;
  readonly quote: '' | '"' | "'";
  /** Whether it stands in `[…]` or `{…}`. */
  readonly flow: boolean;
  /** Whether a colon follows the word already. */
  readonly colon: boolean;
  /** Whether a blank has to be written first, as right behind a colon. */
  readonly needsBlank: boolean;
}

export function placeAt(context: Context, offset: number): Place | undefined {
  const { text, document } = context;
  const { at, path, word, flow, hasColon, needsBlank } = yamlPlaceAt(text, document.stream, offset);
  if (at === 'comment') return undefined;
  const keys = path.map((key) => (typeof key === 'number' ? '-' : key));
  const short = needsBlank && isShortForm(keys) ? `${keys.at(-1)}:` : '';
  if (short !== '' && text.slice(offset - short.length, offset) === short) {
    const base = { context, offset, quote: '', flow, colon: false, needsBlank: false, role: 'value' } as const;
    return { ...base, path: keys.slice(0, -1), typed: short, span: { start: offset - short.length, end: offset } };
  }
  const first = text[word.start];
  const quote = (first === '"' || first === "'") && word.start < offset ? first : '';
  const start = word.start + quote.length;
  const closed = quote !== '' && word.end > start && text[word.end - 1] === quote;
  const end = Math.max(start, closed ? word.end - 1 : word.end);
  if (offset < start || (offset > end && at !== 'text')) return undefined;
  const role = at === 'text' ? 'text' : at === 'key' || (at === 'start' && keys.at(-1) !== '-') ? 'key' : 'value';
  const lineBegin = text.lastIndexOf('\n', offset - 1) + 1;
  const typed = text.slice(role === 'text' ? lineBegin : start, offset);
  return { context, offset, path: keys, role, typed, span: { start, end }, quote, flow, colon: hasColon, needsBlank };
}

/** Keys of mounts in the long form. */
const mountKeys = /^(?:type|source|target|read_only|consistency|bind|volume|tmpfs|image|x-.*)$/;

/** Whether what looks like a key is a short form that is being typed, as `data:` of a mount and `data:/data:` are. */
function isShortForm(keys: readonly string[]): boolean {
  const key = keys.at(-1) ?? '';
  if (keys.at(-2) !== '-') return false;
  return key.includes(':') || (keys.length === 5 && keys[2] === 'volumes' && !mountKeys.test(key));
}

/** Items with the blank in front that a place needs. */
export function withBlank({ needsBlank }: Place, items: readonly Completion[]): readonly Completion[] {
  if (!needsBlank) return items;
  return items.map((item) => ({ ...item, edit: { ...item.edit, text: ` ${item.edit.text}` } }));
}

/**
 * The node that keys lead to in the document that the cursor is in: by its keys and not by its place, as what is half
 * typed may stand behind the end of what it belongs to. Undefined below items, which have no keys.
 */
export function nodeOf({ context, offset }: Place, path: readonly string[]): YamlNode | undefined {
  const { documents } = context.document.stream;
  let node: YamlNode | undefined = (documents.findLast(({ start }) => start <= offset) ?? documents[0])?.root;
  for (const key of path) node = key === '-' ? undefined : resolved(entryOf(node, key)?.value);
  return node;
}
