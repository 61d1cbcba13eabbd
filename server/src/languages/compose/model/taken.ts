import type { FileView } from '../../../core/files.js';
import { dirname, join } from '../../../core/path.js';
import { isComposeName } from './file-names.js';
import type { Project } from './project.js';

const mostFolders = 5;

/** Whether another Compose file, in the project's folder or above it, names the checked one: it may include or extend it. */
export function isTaken(project: Project, files: FileView): boolean {
  const { path } = project.main;
  let directory = dirname(path);
  for (let i = 0; i < mostFolders; i++) {
    const relative = directory === '' ? path : path.slice(directory.length + 1);
    for (const { name, kind } of files.list(directory) ?? []) {
      const other = join(directory, name);
      if (kind !== 'file' || other === path || !isComposeName(other)) continue;
      const text = files.read(other);
      if (typeof text === 'string' && /\b(?:include|extends)\b/.test(text) && text.includes(relative)) return true;
    }
    if (directory === '' || dirname(directory) === directory) return false;
    directory = dirname(directory);
  }
  return false;
}
