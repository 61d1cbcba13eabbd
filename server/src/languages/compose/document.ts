import { Memory } from '../../core/memo.js';
import { readYaml } from '../../yaml/read.js';
import type { YamlDocument, YamlStream } from '../../yaml/tree.js';

/** A Compose file as read: YAML, of which each document merges over those before it. */
export interface ComposeDocument {
  readonly text: string;
  readonly stream: YamlStream;
  readonly memory: Memory;
}

export function parseCompose(text: string, previous?: ComposeDocument): ComposeDocument {
  return { text, stream: readYaml(text, previous?.stream), memory: new Memory() };
}

/** The documents that hold anything. */
export function filledDocuments(document: ComposeDocument): readonly YamlDocument[] {
  return document.stream.documents.filter(({ root }) => root !== undefined);
}

/** The document that an offset is in. */
export function documentAt(document: ComposeDocument, offset: number): YamlDocument | undefined {
  return document.stream.documents.findLast(({ start }) => start <= offset);
}
