import type { GraphView } from '../../../core/facts.js';

// What Compose and Bake files, workflows and actions build of a Dockerfile.

const none: ReadonlySet<string> = new Set();

/** The stages that they name as targets, by name in lower case or by number. */
export function namedTargets(graph: GraphView, dockerfile: string): ReadonlySet<string> {
  const names = graph.references('stage', dockerfile).map(({ name }) => name);
  return names.length === 0 ? none : new Set(names);
}

/** The folders that they build it with; undefined where no file says that it builds it, or one is not known. */
export function knownContexts(graph: GraphView, dockerfile: string): readonly string[] | undefined {
  const found = graph.references('stage', dockerfile).map(({ details }) => details?.context ?? '?');
  return found.length === 0 || found.includes('?') ? undefined : [...new Set(found)];
}
