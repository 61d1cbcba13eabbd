import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { Cancelled, Outdated, throwIfCancelled } from '../../core/cancel.js';
import type { FileFindings } from '../../service.js';
import { resultId, toDiagnostic } from './convert.js';
import type { OpenDocument } from './open-documents.js';
import { type Session, signalOf } from './session.js';

const quickRun = 20;
const longestDelay = 300;
const refreshDelay = 20;

/** Findings for the editor: pulled where the client can pull and be refreshed, else pushed; never both. */
export interface Diagnostics {
  pull(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport>;
  /** The document is new or was edited. */
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
  /** Something other than a document's own text may have changed its findings. */
  refresh(): void;
}

interface Answer {
  readonly items: readonly Diagnostic[];
  readonly id: string;
}

const nothing: Answer = { items: [], id: 'none' };

/**
 * @param settled resolves once the client's first settings are known
 * @param others checks documents that are of no language of ours
 */
export function createDiagnostics(
  session: Session,
  settled: () => Promise<void>,
  others: (document: OpenDocument, token?: CancellationToken) => Promise<readonly Diagnostic[]>,
): Diagnostics {
  const { connection, client, documents } = session;
  // The service gives the same result until something changes; so does this.
  const answers = new WeakMap<FileFindings, Answer>();
  let lastRuns: readonly [number, number] = [0, 0];
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  const pushTimers = new Map<string, ReturnType<typeof setTimeout>>();
  // Version and findings that were pushed last, by path: what has not changed is not told again.
  const pushed = new Map<string, string>();

  // A quick check is run at once; a slow one waits for a pause in typing.
  // Of two runs the quicker one counts: a machine that is busy for a moment is no reason to wait.
  const delay = (): number => {
    const usual = Math.min(...lastRuns);
    return usual < quickRun ? 0 : Math.min(2 * usual, longestDelay);
  };

  const answerFor = async (document: OpenDocument, token?: CancellationToken): Promise<Answer> => {
    const reason = session.skipped(document);
    if (reason !== undefined)
      return session.tooLarge(document) && session.isOurs(document) ? tooLarge(reason) : nothing;
    const started = performance.now();
    const result = await session.check(document, token);
    if (!result) {
      const items = await others(document, token);
      return items.length === 0 ? nothing : { items, id: resultId(items) };
    }
    const known = answers.get(result);
    if (known) return known;
    lastRuns = [lastRuns[1], performance.now() - started];
    const items = result.findings.map((finding) => toDiagnostic(finding, document.path, session.linesOf));
    const answer = { items, id: resultId(items) };
    answers.set(result, answer);
    return answer;
  };

  const push = (document: OpenDocument): void => {
    clearTimeout(pushTimers.get(document.path));
    const timer = setTimeout(async () => {
      pushTimers.delete(document.path);
      try {
        await settled();
        const { items, id } = await answerFor(document);
        // A newer text has a push of its own under way.
        const current = documents.get(document.uri);
        const told = `${document.version} ${id}`;
        if (current?.version !== document.version || pushed.get(document.path) === told) return;
        pushed.set(document.path, told);
        await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: [...items] });
      } catch (error) {
        if (!(error instanceof Cancelled)) connection.console.error(`findings could not be sent: ${error}`);
      }
    }, delay());
    pushTimers.set(document.path, timer);
  };

  return {
    async pull({ textDocument, previousResultId }, token) {
      const document = documents.get(textDocument.uri);
      if (!document) return { kind: 'full', items: [] };
      const wait = delay();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const current = documents.get(textDocument.uri);
      throwIfCancelled(signalOf(token));
      if (current?.version !== document.version) throw new Outdated();
      const { items, id } = await answerFor(document, token);
      if (documents.get(textDocument.uri)?.version !== document.version) throw new Outdated();
      if (id === previousResultId) return { kind: 'unchanged', resultId: id };
      return { kind: 'full', resultId: id, items: [...items] };
    },
    changed(document) {
      if (!client.pulls) push(document);
    },
    closed(document) {
      clearTimeout(pushTimers.get(document.path));
      pushTimers.delete(document.path);
      pushed.delete(document.path);
      if (!client.pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    },
    refresh() {
      if (refreshTimer !== undefined) return;
      refreshTimer = setTimeout(() => {
        refreshTimer = undefined;
        if (!client.pulls) for (const document of documents.all()) push(document);
        else void connection.languages.diagnostics.refresh().catch(() => undefined);
        if (client.refreshesHints) void connection.languages.inlayHint.refresh().catch(() => undefined);
        if (client.refreshesLenses) void connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
      }, refreshDelay);
    },
  };
}

function tooLarge(reason: string): Answer {
  const item: Diagnostic = {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: 'platform-builder',
    message: `This file is not checked: ${reason}.`,
  };
  return { items: [item], id: 'large' };
}
