import { filledDocuments } from '../document.js';
import { layerOf } from './build-values.js';
import type { Project } from './project.js';
import type { Value } from './value.js';

const kept = new WeakMap<Project, readonly Value[]>();

/** What the checked file says by itself, a value for each of its documents: neither merged nor extended. */
export function ownLayers(project: Project): readonly Value[] {
  const { main, lookup } = project;
  const before = kept.get(project);
  if (before) return before;
  const layers = filledDocuments(main.document).flatMap((document) => layerOf(main, document, lookup).root ?? []);
  kept.set(project, layers);
  return layers;
}
