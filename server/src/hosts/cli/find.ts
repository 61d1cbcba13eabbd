import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { detectLanguage, headLength, isToldByText, languageByText } from '../../languages/registry.js';
import { findProgram } from '../program.js';
import { UsageError } from './arguments.js';

/** Folders that never hold files of the project itself. */
const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform', '.venv', '__pycache__']);

/** A `.gitignore` and the folder that it is for. */
interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The files to check below the given paths, sorted. A file that is named is always taken; folders are searched for files
 * of our languages, by their paths and some by how they begin, without what git ignores.
 * @throws UsageError where a path does not exist.
 */
export function findFiles(paths: readonly string[], root: string): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const full = resolve(path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat) throw new UsageError(`there is no file or folder "${path}"`);
    if (stat.isDirectory()) search(full, ignoresAbove(full, root), found);
    else found.add(full);
  }
  return [...found].sort();
}

function search(folder: string, above: readonly IgnoreFile[], found: Set<string>): void {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(folder);
  } catch {
    return;
  }
  const own = entries.some((entry) => entry.name === '.gitignore') ? readIgnore(folder) : undefined;
  const ignores = own ? [...above, own] : above;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !isIgnored(path, ignores, 'folder')) search(path, ignores, found);
    } else if (entry.isFile() && !isIgnored(path, ignores, 'file') && isOurs(path)) {
      found.add(path);
    }
  }
}

function isOurs(full: string): boolean {
  const path = full.split(sep).join('/');
  if (detectLanguage(path, '')) return true;
  return isToldByText(path) && languageByText(path, readHead(full)) !== undefined;
}

/** The beginning of a file; nothing where it cannot be read. */
function readHead(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const bytes = Buffer.alloc(headLength);
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function readIgnore(folder: string): IgnoreFile | undefined {
  try {
    return { folder, rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined;
  }
}

function ignoresAbove(folder: string, root: string): IgnoreFile[] {
  const found: IgnoreFile[] = [];
  const parts = relative(root, folder).split(sep).slice(0, -1);
  if (parts[0] === '..' || folder === root) return found;
  for (let i = 0; i <= parts.length; i++) {
    const file = readIgnore(join(root, ...parts.slice(0, i)));
    if (file) found.push(file);
  }
  return found;
}

/** The nearest file that has an opinion decides, as in git. */
function isIgnored(path: string, ignores: readonly IgnoreFile[], kind: 'file' | 'folder'): boolean {
  for (let i = ignores.length - 1; i >= 0; i--) {
    const file = ignores[i];
    if (!file) continue;
    const inside = relative(file.folder, path).split(sep).join('/');
    const verdict = file.rules.test(kind === 'folder' ? `${inside}/` : inside);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/**
 * Files that differ from a git revision, and those that git does not know yet.
 * @throws UsageError where git is missing or does not know the revision.
 */
export function changedFiles(revision: string, root: string): ReadonlySet<string> {
  const program = findProgram('git', [root]);
  if (program === undefined) throw new UsageError(`--since ${revision}: git was not found on PATH`);
  const git = (...args: string[]): string[] => {
    try {
      const output = execFileSync(program, ['-C', root, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return output.split('\0').filter((name) => name !== '');
    } catch (error) {
      const reason = (error as { stderr?: string }).stderr?.trim().split('\n')[0] ?? 'git could not be started';
      throw new UsageError(`--since ${revision}: ${reason}`);
    }
  };
  const changed = git('diff', '--name-only', '-z', '--diff-filter=d', '--relative', revision, '--');
  const added = git('ls-files', '--others', '--exclude-standard', '-z');
  return new Set([...changed, ...added].map((name) => join(root, name)));
}
