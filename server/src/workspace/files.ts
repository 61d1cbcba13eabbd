import type { Entry, EntryKind, FileView } from '../core/files.js';
import { basename, dirname } from '../core/path.js';

/** Files as the service uses them: a view for rules, and what makes the view complete. */
export interface FileSource {
  readonly view: FileView;
  /** Fetches what the view was asked for and did not know. @returns whether there was anything. */
  settle(): Promise<boolean>;
  /**
   * Forgets what is known of a path and of the directory that holds it; of everything, without a path.
   * @returns whether anything was known.
   */
  forget(path?: string): boolean;
}

/** How a host reads. Each answers undefined for what it may not or cannot read, and never throws. */
export interface FileReader {
  readFile(path: string): Promise<string | null | undefined>;
  /** `null` where there is no such directory. */
  readDirectory(path: string): Promise<readonly Entry[] | null | undefined>;
}

/** The files of a record and nothing else: all is known at once. */
export function recordFiles(files: Readonly<Record<string, string>>): FileSource {
  const directories = new Map<string, Map<string, Entry>>([['', new Map()]]);
  for (const path of Object.keys(files)) {
    let child: Entry = { name: basename(path), kind: 'file' };
    for (let at = dirname(path); ; at = dirname(at)) {
      const entries = directories.get(at) ?? new Map<string, Entry>();
      directories.set(at, entries);
      entries.set(child.name, child);
      if (at === '' || at === '/') break;
      child = { name: basename(at), kind: 'directory' };
    }
  }
  const has = (path: string): boolean => Object.hasOwn(files, path);
  return {
    view: {
      kind: (path) => (has(path) ? 'file' : directories.has(path) ? 'directory' : 'missing'),
      list: (directory) => [...(directories.get(directory)?.values() ?? [])],
      read: (path) => (has(path) ? (files[path] ?? null) : null),
    },
    settle: async () => false,
    forget: () => false,
  };
}

interface Directory {
  readonly entries: readonly Entry[];
  /** The same by name. */
  readonly kinds: ReadonlyMap<string, EntryKind>;
}

/** A view over an asynchronous reader: it answers from what it has read, and notes what it was asked for besides. */
export function cachedFiles(reader: FileReader): FileSource {
  const texts = new Map<string, string | null | undefined>();
  const directories = new Map<string, Directory | null | undefined>();
  const wantedTexts = new Set<string>();
  const wantedDirectories = new Set<string>();

  const list = (directory: string): Directory | null | undefined => {
    const known = directories.get(directory);
    if (known === undefined && !directories.has(directory)) wantedDirectories.add(directory);
    return known;
  };
  const kind = (path: string): EntryKind | undefined => {
    const above = dirname(path);
    const directory = list(above);
    // What is above a root may not be read, but the root itself may.
    if (directory === undefined) return directories.has(above) && list(path) ? 'directory' : undefined;
    if (directory === null) return 'missing';
    const name = basename(path);
    if (name === '' || name === '.') return 'directory';
    return directory.kinds.get(name) ?? 'missing';
  };
  return {
    view: {
      kind,
      list: (directory) => list(directory)?.entries,
      read(path) {
        if (texts.has(path)) return texts.get(path);
        // A directory's list answers for all the names that are not in it, without a read for each.
        const found = kind(path);
        if (found === 'missing' || found === 'directory') return null;
        wantedTexts.add(path);
        return undefined;
      },
    },
    async settle() {
      if (wantedTexts.size === 0 && wantedDirectories.size === 0) return false;
      const textPaths = [...wantedTexts];
      const directoryPaths = [...wantedDirectories];
      wantedTexts.clear();
      wantedDirectories.clear();
      await Promise.all([
        ...textPaths.map(async (path) => texts.set(path, await reader.readFile(path))),
        ...directoryPaths.map(async (path) => {
          const entries = await reader.readDirectory(path);
          directories.set(path, entries && { entries, kinds: new Map(entries.map(({ name, kind }) => [name, kind])) });
        }),
      ]);
      return true;
    },
    forget(path) {
      if (path === undefined) {
        const any = texts.size + directories.size > 0;
        texts.clear();
        directories.clear();
        return any;
      }
      const known = [texts.delete(path), directories.delete(path), directories.delete(dirname(path))];
      return known.includes(true);
    },
  };
}

/** A source in which open documents stand in front of what is stored. */
export function withOpenDocuments(source: FileSource, open: (path: string) => string | undefined): FileSource {
  return {
    ...source,
    view: {
      kind: (path) => (open(path) !== undefined ? 'file' : source.view.kind(path)),
      list: (directory) => source.view.list(directory),
      read: (path) => open(path) ?? source.view.read(path),
    },
  };
}
