import { isUsualOutput } from '../../../context/outputs.js';
import type { FileView } from '../../../core/files.js';
import { glob } from '../../../core/glob.js';
import { ancestors, basename, dirname, join } from '../../../core/path.js';
import { contextFolders } from './build-context.js';

/** Whether none of the folders that may be the context has it. A folder that cannot be seen is none that counts. */
export function isMissing(files: FileView, dockerfile: string, contexts: readonly string[], path: string): boolean {
  let seen = 0;
  if (contexts.some((folder) => hasMatch(files, folder, path.split('/')))) return false;
  for (const folder of contextFolders(dockerfile)) {
    const entries = files.list(folder);
    // Not known yet for the own folder; for one above, the end of the workspace.
    if (entries === undefined) break;
    seen += entries.filter(({ name }) => name !== basename(dockerfile) && !/^\.|ignore$/.test(name)).length;
    if (hasMatch(files, folder, path.split('/'))) return false;
  }
  // A Dockerfile that stands alone is built with a context from elsewhere.
  return seen > 0;
}

function hasMatch(files: FileView, folder: string, parts: readonly string[]): boolean {
  const [part, ...rest] = parts;
  if (part === undefined) return true;
  const entries = files.list(folder);
  if (entries === undefined) return true;
  const matches = glob(`/${part}`);
  return entries.some(({ name, kind }) => {
    if (name !== part && !matches(name)) return false;
    if (rest.length === 0) return true;
    return kind === 'directory' && hasMatch(files, folder === '' ? name : join(folder, name), rest);
  });
}

/** Whether it looks like something that is made before the image: usual names, or ignored by git. */
export function isMadeLater(files: FileView, dockerfile: string, path: string): boolean {
  if (isUsualOutput(path)) return true;
  for (const folder of ancestors(dockerfile)) {
    const entries = files.list(folder);
    if (entries === undefined) return false;
    if (!entries.some((entry) => entry.name === '.gitignore')) continue;
    const text = files.read(folder === '' ? '.gitignore' : join(folder, '.gitignore'));
    if (typeof text !== 'string') return true;
    for (const line of text.split('\n')) {
      const pattern = line.trim().replace(/\/$/, '');
      if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) continue;
      if (glob(pattern)(path) || glob(pattern)(`${dirname(dockerfile)}/${path}`)) return true;
    }
  }
  return false;
}
