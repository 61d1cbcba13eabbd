import type { YamlNode, YamlStream } from '../tree.js';
import type { KnownKey } from './lookup.js';

/** One line for each key, by `definition.key`, in Markdown. Only editors read them. */
export type Texts = Readonly<Record<string, string>>;

/** A file as an editor shows it. */
export interface SchemaFile {
  readonly text: string;
  readonly stream: YamlStream;
}

/** The root of the document that an offset is in. */
export function rootAt({ stream }: SchemaFile, offset: number): YamlNode | undefined {
  return stream.documents.findLast(({ start, end }) => start <= offset && offset <= end)?.root;
}

/** The text of a key with what else is known of it; undefined for one without a text. */
export function describe(texts: Texts, { key, doc }: KnownKey): string | undefined {
  const text = Object.hasOwn(texts, doc) ? texts[doc] : undefined;
  if (text === undefined) return undefined;
  const facts = [
    key.since !== undefined ? `Since ${key.since}.` : '',
    key.until !== undefined ? `Until ${key.until}.` : '',
    key.default !== undefined ? `Default: \`${key.default}\`.` : '',
    key.deprecated ? 'Deprecated.' : '',
  ].filter(Boolean);
  return [text, facts.join(' ')].filter(Boolean).join('\n\n');
}
