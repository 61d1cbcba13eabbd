import type { FileView } from '../../../core/files.js';
import { basename, join } from '../../../core/path.js';
import { filledDocuments } from '../document.js';
import { layerOf } from './build-values.js';
import { defaultNames, isComposeName } from './file-names.js';
import type { Project } from './project.js';
import { Sources } from './sources.js';
import { sourceFile, type Value } from './value.js';

/**
 * Whether Compose would take the project's files as they are. A file of any other name may be one of several that a
 * command line names, or one that others extend, so that what it lacks may come from there.
 */
export function isWhole(project: Project): boolean {
  if (defaultNames.includes(basename(project.main.path))) return true;
  return project.files.filter(({ role }) => role === 'file').length > 1;
}

/**
 * Tells whether another Compose file in the folder, which is not part of the project, says something. The files are read
 * at the first question.
 */
export function besides(project: Project, files: FileView): (says: (root: Value) => boolean) => boolean {
  let roots: readonly Value[] | undefined;
  return (says) => {
    roots ??= rootsBeside(project, files);
    return roots.some(says);
  };
}

function rootsBeside(project: Project, files: FileView): readonly Value[] {
  const own = new Set(project.files.map(({ path }) => path));
  const sources = new Sources(files);
  return (files.list(project.directory) ?? []).flatMap(({ name, kind }) => {
    const path = join(project.directory, name);
    if (kind !== 'file' || own.has(path) || !isComposeName(path)) return [];
    const document = sources.document(path);
    if (!document) return [];
    const file = sourceFile(path, document, 'file');
    return filledDocuments(document).flatMap((one) => layerOf(file, one, project.lookup).root ?? []);
  });
}
