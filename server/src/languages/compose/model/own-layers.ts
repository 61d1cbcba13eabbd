import { filledDocuments } from '../document.js';
import { layerOf } from './build-values.js';
import type { Project } from './project.js';
import type { Value } from './value.js';

/** What the checked file says by itself, a value for each of its documents: neither merged nor extended. */
export function ownLayers(project: Project): readonly Value[] {
  const { main, lookup } = project;
  return filledDocuments(main.document).flatMap((document) => layerOf(main, document, lookup).root ?? []);
}
