import ignore, { type Ignore } from 'ignore';
import type { CancellationToken } from 'vscode-languageserver';
import { Cancelled } from '../../core/cancel.js';
import { join } from '../../core/path.js';
import type { Session } from './session.js';
import { Slice } from './slice.js';

/** Bounds the search: a workspace with more folders is searched in part, and the log says so. */
const mostFolders = 20_000;
const skippedFolders: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
  '.terraform',
  '.venv',
  '__pycache__',
  'vendor',
  'dist',
]);

/** The text of a stored file; `null` where there is none, undefined where it cannot be read. */
export async function readFile(session: Session, path: string): Promise<string | null | undefined> {
  const { view } = session.files;
  let text = view.read(path);
  while (text === undefined && (await session.files.settle())) text = view.read(path);
  return text;
}

/**
 * The files of our languages below the workspace's folders, without what git ignores.
 * @param isOurs tells them by their paths
 */
export async function findFiles(
  session: Session,
  token: CancellationToken | undefined,
  isOurs: (path: string) => boolean,
): Promise<readonly string[]> {
  const { view, settle } = session.files;
  const found: string[] = [];
  type Folder = { path: string; ignores: readonly { folder: string; rules: Ignore }[] };
  let folders: Folder[] = session.roots().map((path) => ({ path, ignores: [] }));
  let visited = 0;
  const slice = new Slice();
  while (folders.length > 0 && visited < mostFolders) {
    if (token?.isCancellationRequested) throw new Cancelled();
    // One level at a time, so that its folders are read together.
    for (const { path } of folders) view.list(path);
    await settle();
    for (const { path } of folders) {
      if (view.list(path)?.some((entry) => entry.name === '.gitignore')) view.read(join(path, '.gitignore'));
    }
    await settle();
    const next: Folder[] = [];
    for (const { path, ignores } of folders) {
      await slice.pause();
      visited++;
      const text = view.list(path)?.some((entry) => entry.name === '.gitignore') && view.read(join(path, '.gitignore'));
      const rules = typeof text === 'string' ? [...ignores, { folder: path, rules: ignore().add(text) }] : ignores;
      for (const entry of view.list(path) ?? []) {
        const child = join(path, entry.name);
        if (isIgnored(child, entry.kind, rules)) continue;
        if (entry.kind === 'directory') {
          if (!skippedFolders.has(entry.name)) next.push({ path: child, ignores: rules });
        } else if (isOurs(child)) found.push(child);
      }
    }
    folders = next;
  }
  if (folders.length > 0) session.connection.console.warn(`only ${mostFolders} folders of the workspace were searched`);
  return found.sort();
}

function isIgnored(
  path: string,
  kind: 'file' | 'directory',
  ignores: readonly { folder: string; rules: Ignore }[],
): boolean {
  for (let i = ignores.length - 1; i >= 0; i--) {
    const file = ignores[i];
    if (!file) continue;
    const inside = path.slice(file.folder.length).replace(/^\/+/, '');
    const verdict = file.rules.test(kind === 'directory' ? `${inside}/` : inside);
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}
