import type { GraphView } from '../core/facts.js';
import type { FileView } from '../core/files.js';
import { dirname } from '../core/path.js';
import { type FactKey, factKey, factsOfKey, isFactsOfKey } from './graph.js';

/** What the findings of a file follow from besides its own text: paths that were asked about, and keys of the graph. */
export interface Reads {
  readonly texts: Set<string>;
  readonly directories: Set<string>;
  readonly keys: Set<FactKey>;
}

export function noReads(): Reads {
  return { texts: new Set(), directories: new Set(), keys: new Set() };
}

/** Whether findings may follow from the facts of a file: from all of them, or from some under a key that any file may have. */
export function mayFollowFrom(path: string, { keys }: Reads): boolean {
  return keys.has(factsOfKey(path)) || [...keys].some((key) => !isFactsOfKey(key));
}

/** A view that notes what it is asked. */
export function notedFiles(files: FileView, reads: Reads): FileView {
  return {
    kind(path) {
      reads.directories.add(dirname(path));
      return files.kind(path);
    },
    list(directory) {
      reads.directories.add(directory);
      return files.list(directory);
    },
    read(path) {
      reads.texts.add(path);
      return files.read(path);
    },
  };
}

export function notedGraph(graph: GraphView, reads: Reads): GraphView {
  return {
    of(path) {
      reads.keys.add(factsOfKey(path));
      return graph.of(path);
    },
    references(kind, scope) {
      reads.keys.add(factKey(kind, scope));
      return graph.references(kind, scope);
    },
    definitions(kind, scope) {
      reads.keys.add(factKey(kind, scope));
      return graph.definitions(kind, scope);
    },
    get complete() {
      return graph.complete;
    },
  };
}
