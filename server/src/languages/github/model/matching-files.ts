import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';

/** Files and folders that are looked at for one pattern, before the answer is given up. */
const mostLookedAt = 2000;

/** Folders that hold what tools make, which are not under version control. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Whether a file fits a pattern; undefined where that is not known. Only folders that the pattern can lead into are looked at.
 * @param matches whether the path of a file, as seen from the root, fits.
 */
export function hasMatch(
  files: FileView,
  root: string,
  pattern: string,
  matches: (path: string) => boolean,
): boolean | undefined {
  const parts = pattern.split('/');
  const literal = parts.findIndex((part) => /[*?+[\]{}\\]/.test(part));
  const fixed = literal === -1 ? parts.slice(0, -1) : parts.slice(0, literal);
  const open = [fixed.join('/')];
  let left = mostLookedAt;
  let isKnown = true;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = files.list(join(root, folder));
    if (!entries) {
      isKnown = isKnown && files.kind(join(root, folder)) === 'missing';
      continue;
    }
    for (const { name, kind } of entries) {
      if (--left < 0) return undefined;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'file' && matches(path)) return true;
      if (kind === 'directory' && !skipped.has(name)) open.push(path);
    }
  }
  return isKnown ? false : undefined;
}
