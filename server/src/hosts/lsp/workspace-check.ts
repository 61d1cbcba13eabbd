import ignore, { type Ignore } from 'ignore';
import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import { Cancelled } from '../../core/cancel.js';
import { join } from '../../core/path.js';
import { type LineIndex, lineIndex, rangeOf } from '../../core/text.js';
import { safeEdits } from '../../fix.js';
import { detectLanguage } from '../../languages/registry.js';
import type { FileFindings } from '../../service.js';
import { toDiagnostic } from './convert.js';
import type { CheckWorkspaceResult, FixedFile, FixWorkspaceResult } from './messages.js';
import type { OpenDocument } from './open-documents.js';
import type { Session } from './session.js';
import { uriOf } from './uris.js';

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

/** Checks of all files of the workspace, those that are not open included. */
export interface WorkspaceCheck {
  run(token?: CancellationToken, progress?: WorkDoneProgressReporter): Promise<CheckWorkspaceResult>;
  planFixes(token: CancellationToken, progress?: WorkDoneProgressReporter): Promise<FixWorkspaceResult>;
  /** A file was opened: its findings belong to the document from now on. */
  opened(uri: string): void;
  /** A document was closed: its findings are those of the file again. */
  closed(document: OpenDocument): Promise<void>;
}

export function createWorkspaceCheck(session: Session): WorkspaceCheck {
  const { connection, service, documents } = session;
  const pushed = new Set<string>();

  /** Checks a file, and sends its findings unless it is open: those of documents travel their own way. */
  const send = async (path: string, text: string): Promise<FileFindings | undefined> => {
    const result = await service.checkText(path, text);
    const uri = uriOf(path);
    if (!result || documents.get(uri)) return result;
    pushed.add(uri);
    const linesOf = (other: string): LineIndex => (other === path ? result.lines : session.linesOf(other));
    const diagnostics = result.findings.map((finding) => toDiagnostic(finding, path, linesOf));
    await connection.sendDiagnostics({ uri, diagnostics });
    return result;
  };
  const each = async (
    token: CancellationToken | undefined,
    progress: WorkDoneProgressReporter | undefined,
    visit: (path: string, text: string) => Promise<void>,
  ): Promise<{ uri: string; reason: string }[]> => {
    const skipped: { uri: string; reason: string }[] = [];
    const paths = await findFiles(session, token);
    let done = 0;
    for (const path of paths) {
      if (token?.isCancellationRequested) throw new Cancelled();
      progress?.report(Math.round((100 * done++) / paths.length));
      const open = documents.get(uriOf(path));
      const text = open?.text ?? (await read(session, path));
      const language = typeof text === 'string' ? detectLanguage(path, text) : undefined;
      if (typeof text !== 'string') skipped.push({ uri: uriOf(path), reason: 'it cannot be read, or is too large' });
      else if (language && !session.settings(path).disabled.has(language.id)) await visit(path, text);
    }
    return skipped;
  };

  return {
    async run(token, progress) {
      const counts = { error: 0, warning: 0, info: 0, hint: 0 };
      let files = 0;
      const stale = new Set(pushed);
      const skipped = await each(token, progress, async (path, text) => {
        const result = await send(path, text);
        if (!result) return;
        files++;
        for (const finding of result.findings) counts[finding.severity]++;
        stale.delete(uriOf(path));
      });
      for (const uri of stale) {
        pushed.delete(uri);
        await connection.sendDiagnostics({ uri, diagnostics: [] });
      }
      const { error, warning, info, hint } = counts;
      return { files, errors: error, warnings: warning, infos: info, hints: hint, skipped };
    },
    async planFixes(token, progress) {
      const files: FixedFile[] = [];
      await each(token, progress, async (path, text) => {
        const result = await service.checkText(path, text);
        const chosen = new Set(safeEdits(result?.findings ?? []));
        if (!result || chosen.size === 0) return;
        const lines = lineIndex(text);
        const edits = result.findings.flatMap((finding) =>
          finding.fixes.flatMap((fix) =>
            fix.edits
              .filter((edit) => chosen.has(edit))
              .map((edit) => ({ range: rangeOf(lines, edit.span), newText: edit.text, label: fix.title })),
          ),
        );
        const uri = uriOf(path);
        files.push({ uri, version: documents.get(uri)?.version ?? null, edits });
      });
      return { files };
    },
    async closed({ path }) {
      const text = await read(session, path);
      if (typeof text === 'string') await send(path, text);
    },
    opened(uri) {
      if (!pushed.delete(uri)) return;
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

async function read(session: Session, path: string): Promise<string | null | undefined> {
  const { view } = session.files;
  let text = view.read(path);
  while (text === undefined && (await session.files.settle())) text = view.read(path);
  return text;
}

/** The files of our languages below the workspace's folders, without what git ignores. */
async function findFiles(session: Session, token: CancellationToken | undefined): Promise<readonly string[]> {
  const { view, settle } = session.files;
  const found: string[] = [];
  type Folder = { path: string; ignores: readonly { folder: string; rules: Ignore }[] };
  let folders: Folder[] = session.roots().map((path) => ({ path, ignores: [] }));
  let visited = 0;
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
      visited++;
      const text = view.list(path)?.some((entry) => entry.name === '.gitignore') && view.read(join(path, '.gitignore'));
      const rules = typeof text === 'string' ? [...ignores, { folder: path, rules: ignore().add(text) }] : ignores;
      for (const entry of view.list(path) ?? []) {
        const child = join(path, entry.name);
        if (isIgnored(child, entry.kind, rules)) continue;
        if (entry.kind === 'directory') {
          if (!skippedFolders.has(entry.name)) next.push({ path: child, ignores: rules });
        } else if (detectLanguage(child, '')) found.push(child);
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
