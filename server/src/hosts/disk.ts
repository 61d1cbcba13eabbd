import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import type { Entry, FileView } from '../core/files.js';
import type { UserFiles } from '../core/language.js';
import type { FileReader, FileSource } from '../workspace/files.js';

/** Larger files are named and skipped: nothing that a person writes comes near. */
export const largestFile = 1_000_000;

/** A path of the disk as the service writes it. */
export function servicePath(path: string): string {
  return resolve(path).split(sep).join('/');
}

/** The folder that belongs together with a path: the nearest above it that git keeps, else the path itself. */
export function projectRoot(from: string): string {
  for (let at = resolve(from); ; at = dirname(at)) {
    if (statSync(join(at, '.git'), { throwIfNoEntry: false })) return at;
    if (dirname(at) === at) return resolve(from);
  }
}

/** The real place of a path; of the nearest folder above it that exists, where it does not. */
function realPlace(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      return realpathSync(at);
    } catch (error) {
      if (!isMissing(error) || dirname(at) === at) throw error;
    }
  }
}

/** Whether a path, links followed, is inside one of the roots. What does not exist is where it would be made. */
export function isInside(path: string, roots: readonly string[]): boolean {
  try {
    const real = realPlace(path);
    return roots.some((root) => isBelow(real, root));
  } catch {
    return false;
  }
}

function isBelow(real: string, root: string): boolean {
  try {
    const realRoot = realpathSync(root);
    return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  } catch {
    // A root that does not exist holds nothing.
    return false;
  }
}

/** The disk below some roots, read at once when asked and kept. For programs that end soon, such as the CLI. */
export function diskFiles(roots: readonly string[]): FileSource {
  const texts = new Map<string, string | null | undefined>();
  const lists = new Map<string, readonly Entry[] | undefined>();
  const remember = <T>(cache: Map<string, T>, path: string, read: () => T): T => {
    if (!cache.has(path)) cache.set(path, read());
    return cache.get(path) as T;
  };
  const view: FileView = {
    kind(path) {
      if (!isInside(dirname(path), roots) && !isInside(path, roots)) return undefined;
      try {
        const found = statSync(path, { throwIfNoEntry: false });
        return !found ? 'missing' : found.isDirectory() ? 'directory' : 'file';
      } catch {
        return undefined;
      }
    },
    list: (directory) => remember(lists, directory, () => listDirectory(directory, roots)),
    read: (path) => remember(texts, path, () => readText(path, roots)),
  };
  return {
    view,
    settle: async () => false,
    forget() {
      const any = texts.size + lists.size > 0;
      texts.clear();
      lists.clear();
      return any;
    },
  };
}

function listDirectory(directory: string, roots: readonly string[]): readonly Entry[] | undefined {
  if (!isInside(directory, roots)) return undefined;
  try {
    return readdirSync(directory, { withFileTypes: true }).map((entry) => toEntry(directory, entry));
  } catch {
    return undefined;
  }
}

function toEntry(directory: string, entry: Dirent): Entry {
  const linked = entry.isSymbolicLink() && isDirectory(join(directory, entry.name));
  return { name: entry.name, kind: linked || entry.isDirectory() ? 'directory' : 'file' };
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** A file's text; null where there is none, undefined where it may not or cannot be read or is too large. */
export function readText(path: string, roots: readonly string[]): string | null | undefined {
  try {
    if (!isInside(path, roots)) return undefined;
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return null;
    if (!found.isFile() || found.size > largestFile) return undefined;
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The peers' configuration files of the user, and the environment variables that peers read. */
export function readUserFiles(): UserFiles {
  const texts: Record<string, string> = {};
  const configHome = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
  const places = [
    ['hadolint.yaml', configHome],
    ['hadolint.yml', configHome],
    ['.hadolint.yaml', homedir()],
    ['.hadolint.yml', homedir()],
  ] as const;
  for (const [name, folder] of places) {
    const text = readText(join(folder, name), [folder]);
    if (typeof text === 'string') texts[name] = text;
  }
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (name.startsWith('HADOLINT_') && value !== undefined) environment[name] = value;
  }
  return { texts, environment };
}

/** A path of the service as this system writes it: `/c:/src` is `c:/src` on Windows. */
function diskPath(path: string): string {
  return process.platform === 'win32' ? path.replace(/^\/([a-z]:)/i, '$1') : path;
}

/** The disk below some roots, read without blocking. For programs that run long, such as the language server. */
export function diskReader(roots: () => readonly string[]): FileReader {
  const allowed = (path: string): boolean => isInside(path, roots().map(diskPath));
  return {
    async readFile(at) {
      const path = diskPath(at);
      if (!allowed(path)) return undefined;
      try {
        const found = await stat(path);
        if (!found.isFile() || found.size > largestFile) return undefined;
        return await readFile(path, 'utf8');
      } catch (error) {
        return isMissing(error) ? null : undefined;
      }
    },
    async readDirectory(at) {
      const path = diskPath(at);
      if (!allowed(path)) return undefined;
      try {
        return (await readdir(path, { withFileTypes: true })).map((entry) => toEntry(path, entry));
      } catch (error) {
        return isMissing(error) ? null : undefined;
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'ENOENT' || code === 'ENOTDIR';
}
