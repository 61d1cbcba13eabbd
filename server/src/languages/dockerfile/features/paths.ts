import type { FeatureContext } from '../../../core/features.js';
import { contextSources, findSource } from '../model/build-context.js';
import type { Dockerfile } from '../model/dockerfile.js';

/** The file or folder that the source under the cursor names, where it exists. */
export function pathAt(
  context: FeatureContext<Dockerfile>,
  offset: number,
): { readonly path: string; readonly kind: string } | undefined {
  for (const instruction of context.document.instructions) {
    if (offset < instruction.start || offset > instruction.end) continue;
    for (const source of contextSources(instruction)) {
      if (offset < source.start || offset > source.end || /[$*?[]/.test(source.text)) continue;
      return findSource(context.files, context.path, source.text);
    }
  }
  return undefined;
}
