import { readDocument, slices } from './reader/documents.js';
import type { YamlDocument, YamlStream } from './tree.js';

/**
 * Reads a YAML text: any text, with what is wrong in the problems of its documents.
 * @param previous an earlier reading, whose documents are taken over where they are the same at the same place.
 */
export function readYaml(text: string, previous?: YamlStream): YamlStream {
  // A lone CR ends a line too. With LF in its place, all offsets stay.
  const source = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  let old = 0;
  const documents = slices(source).map((slice): YamlDocument => {
    const known = previous?.documents;
    while (known && (known[old]?.start ?? slice.start) < slice.start) old++;
    const same = known?.[old];
    const taken =
      same?.start === slice.start &&
      same.end === slice.end &&
      previous?.text.slice(slice.start, slice.end) === text.slice(slice.start, slice.end);
    return taken ? same : readDocument(source, slice);
  });
  return { text, documents };
}
