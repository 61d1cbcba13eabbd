import type { FileView } from '../../../core/files.js';
import { basename, join } from '../../../core/path.js';
import { filledDocuments } from '../document.js';
import { layerOf } from './build-values.js';
import { defaultNames, isComposeName } from './file-names.js';
import type { Project } from './project.js';
import { Sources } from './sources.js';
import type { Value } from './value.js';

/**
 * Whether Compose would take the project's files as they are. A file of any other name may be one of several that a
 * command line names, or one that others extend, so that what it lacks may come from there.
 */
export function isWhole(project: Project): boolean {
  if (defaultNames.includes(basename(project.main.path))) return true;
  return project.files.filter(({ role }) => role === 'file').length > 1;
}

/** Whether another Compose file in the folder, which is not part of the project, says something. */
export function saidBeside(project: Project, files: FileView, says: (root: Value) => boolean): boolean {
  const own = new Set(project.files.map(({ path }) => path));
  const sources = new Sources(files);
  for (const { name, kind } of files.list(project.directory) ?? []) {
    const path = join(project.directory, name);
    if (kind !== 'file' || own.has(path) || !isComposeName(path)) continue;
    const document = sources.document(path);
    if (!document) continue;
    for (const one of filledDocuments(document)) {
      const { root } = layerOf({ path, document, role: 'file' }, one, project.lookup);
      if (root && says(root)) return true;
    }
  }
  return false;
}
