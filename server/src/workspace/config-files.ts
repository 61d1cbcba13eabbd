import type { ConfigLayer } from '../core/config.js';
import type { FileView } from '../core/files.js';

/** The layers that the nearest `.platform-builder.yaml` gives a file, the weakest first. */
export function configLayers(_path: string, _files: FileView): readonly ConfigLayer[] {
  return [];
}
