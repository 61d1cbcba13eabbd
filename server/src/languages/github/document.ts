import { Memory } from '../../core/memo.js';
import { readYaml } from '../../yaml/read.js';
import type { YamlDocument, YamlMap, YamlStream } from '../../yaml/tree.js';
import { resolved } from '../../yaml/values.js';

/** A file of GitHub's as read: YAML with one document. What kind of file it is follows from its path (`kinds.ts`). */
export interface GithubDocument {
  readonly text: string;
  readonly stream: YamlStream;
  readonly memory: Memory;
}

export function parseGithub(text: string, previous?: GithubDocument): GithubDocument {
  return { text, stream: readYaml(text, previous?.stream), memory: new Memory() };
}

/** The document of the file that counts: the first that holds anything. */
export function mainDocument(document: GithubDocument): YamlDocument | undefined {
  return document.stream.documents.find((one) => one.root !== undefined);
}

/** The table that the file is; undefined for an empty file and for anything else. */
export function rootOf(document: GithubDocument): YamlMap | undefined {
  const root = resolved(mainDocument(document)?.root);
  return root?.kind === 'map' ? root : undefined;
}
