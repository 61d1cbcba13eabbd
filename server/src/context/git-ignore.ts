import type { FileView } from '../core/files.js';
import { glob } from '../core/glob.js';
import { ancestors, below, join } from '../core/path.js';

/**
 * Whether git leaves a file out, by the `.gitignore` files of its folder and those above. Undefined outside of a repository
 * and where a file cannot be read.
 */
export function isGitIgnored(files: FileView, path: string): boolean | undefined {
  for (const directory of ancestors(path)) {
    const inside = below(directory, path);
    const text = files.read(directory === '' ? '.gitignore' : join(directory, '.gitignore'));
    if (inside === undefined || text === undefined) return undefined;
    const verdict = text === null ? undefined : verdictOf(text, inside);
    // The nearest file with an opinion decides.
    if (verdict !== undefined) return verdict;
    const git = files.kind(directory === '' ? '.git' : join(directory, '.git'));
    if (git === 'directory' || git === 'file') return false;
  }
  return undefined;
}

/** What the last pattern that matches says; undefined without one. */
function verdictOf(text: string, path: string): boolean | undefined {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of patterns.reverse()) {
    const negated = line.startsWith('!');
    const pattern = (negated ? line.slice(1) : line).replace(/\/+$/, '');
    if (pattern !== '' && glob(pattern)(path)) return !negated;
  }
  return undefined;
}
