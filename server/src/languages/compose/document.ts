import { Memory } from '../../core/memo.js';
import { readYaml } from '../../yaml/read.js';
import type { YamlDocument, YamlStream } from '../../yaml/tree.js';

/** A Compose file as read: YAML, of which each document merges over those before it. */
export interface ComposeDocument {
  readonly text: string;
  readonly stream: YamlStream;
  readonly memory: Memory;
}

const recent: ComposeDocument[] = [];
const mostRecent = 32;

/**
 * Reads a file. Those that were read last are kept, as one file is asked for by all that it is merged with.
 * @param previous an earlier reading of the same file, which is given up for this one.
 */
export function parseCompose(text: string, previous?: ComposeDocument): ComposeDocument {
  const document = take(({ text: known }) => known === text) ?? {
    text,
    stream: readYaml(text, previous?.stream),
    memory: new Memory(),
  };
  take((one) => one === previous);
  recent.push(document);
  if (recent.length > mostRecent) recent.shift();
  return document;
}

function take(isWanted: (document: ComposeDocument) => boolean): ComposeDocument | undefined {
  const at = recent.findIndex(isWanted);
  return at === -1 ? undefined : recent.splice(at, 1)[0];
}

/** The documents that hold anything. */
export function filledDocuments(document: ComposeDocument): readonly YamlDocument[] {
  return document.stream.documents.filter(({ root }) => root !== undefined);
}

/** The document that an offset is in. */
export function documentAt(document: ComposeDocument, offset: number): YamlDocument | undefined {
  return document.stream.documents.findLast(({ start }) => start <= offset);
}
