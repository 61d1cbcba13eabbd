import type { Hover } from '../../core/features.js';
import { placeAt } from '../place.js';
import { unquoted } from '../place-lines.js';
import { keyAt, typeWords } from './lookup.js';
import { alternativesOf, type SchemaTable } from './schema.js';
import { describe, rootAt, type SchemaFile, type Texts } from './texts.js';

/** Explains the key under an offset. */
export function hoverFrom(table: SchemaTable, texts: Texts, file: SchemaFile, offset: number): Hover | undefined {
  const { text, stream } = file;
  const { at, path, word, hasColon } = placeAt(text, stream, offset);
  if (at !== 'key' || !hasColon || word.start === word.end) return undefined;
  const name = unquoted(text.slice(word.start, word.end));
  const known = keyAt(table, [...path, name], rootAt(file, offset));
  const contents = known && describe(texts, known);
  if (contents === undefined) return undefined;
  const types = typeWords(table, alternativesOf(table, known?.key.schema ?? 'any'));
  return { span: word, contents: `**${name}** (${types})\n\n${contents}` };
}
