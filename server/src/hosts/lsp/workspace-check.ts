import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import { Cancelled } from '../../core/cancel.js';
import { type LineIndex, lineIndex, rangeOf } from '../../core/text.js';
import { safeEdits } from '../../fix.js';
import { detectLanguage, isToldByText, languageByText } from '../../languages/registry.js';
import type { FileFindings } from '../../service.js';
import { toDiagnostic } from './convert.js';
import { findFiles, readFile } from './find-files.js';
import type { CheckWorkspaceResult, FixedFile, FixWorkspaceResult } from './messages.js';
import type { OpenDocument } from './open-documents.js';
import type { Session } from './session.js';
import { uriOf } from './uris.js';

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
    const mayBeOurs = (path: string): boolean => detectLanguage(path, '') !== undefined || isToldByText(path);
    const paths = await findFiles(session, token, mayBeOurs);
    let done = 0;
    for (const path of paths) {
      if (token?.isCancellationRequested) throw new Cancelled();
      progress?.report(Math.round((100 * done++) / paths.length));
      const open = documents.get(uriOf(path));
      const text = open?.text ?? (await readFile(session, path));
      const isSearched = isToldByText(path);
      const detect = isSearched ? languageByText : detectLanguage;
      const language = typeof text === 'string' ? detect(path, text) : undefined;
      if (typeof text !== 'string') {
        // Of what was only looked into, nobody misses anything.
        if (!isSearched) skipped.push({ uri: uriOf(path), reason: 'it cannot be read, or is too large' });
      } else if (language && !session.settings(path).disabled.has(language.id)) await visit(path, text);
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
      const text = await readFile(session, path);
      if (typeof text === 'string') await send(path, text);
    },
    opened(uri) {
      if (!pushed.delete(uri)) return;
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
