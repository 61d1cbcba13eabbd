import {
  type Diagnostic,
  type Disposable,
  Disposable as Disposables,
  languages,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  type DiagnosticProviderMiddleware,
  DocumentDiagnosticRequest,
  type Middleware,
  vsdiag,
} from 'vscode-languageclient';
import { fingerprint, isOurs, type Lines, withoutDuplicates } from './duplicates.js';
import { yields } from './environment.js';

/** Filters our findings by what other extensions show, and again whenever those change. */
export interface Yielding extends Disposable {
  readonly middleware: DiagnosticProviderMiddleware & Pick<Middleware, 'handleDiagnostics'>;
}

interface Shown {
  /** All our findings of the last report, before filtering. */
  readonly all: Diagnostic[];
  /** Of the others' findings that they were filtered by. */
  readonly others: string;
}

const quietTime = 100;

export function yieldToOthers(client: () => BaseLanguageClient | undefined): Yielding {
  const shown = new Map<string, Shown>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const filter = (uri: Uri, all: Diagnostic[]): Diagnostic[] => {
    const others = othersAt(uri);
    shown.set(uri.toString(), { all, others: fingerprint(others) });
    return withoutDuplicates(all, others, linesOf(uri));
  };

  const pullAgain = (): void => {
    timer = undefined;
    const feature = client()?.getFeature(DocumentDiagnosticRequest.method);
    for (const document of workspace.textDocuments)
      feature?.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
  };

  const subscription = languages.onDidChangeDiagnostics(({ uris }) => {
    const stale = uris.some((uri) => {
      const last = shown.get(uri.toString());
      return last !== undefined && last.others !== fingerprint(othersAt(uri));
    });
    if (stale && timer === undefined) timer = setTimeout(pullAgain, quietTime);
  });

  const subscriptions = Disposables.from(
    subscription,
    workspace.onDidCloseTextDocument((document) => shown.delete(document.uri.toString())),
    { dispose: () => clearTimeout(timer) },
  );

  return {
    middleware: {
      async provideDiagnostics(document, previousResultId, token, next) {
        const report = await next(document, previousResultId, token);
        if (!report) return report;
        const uri = document instanceof Uri ? document : document.uri;
        if (report.kind === vsdiag.DocumentDiagnosticReportKind.full)
          return { ...report, items: filter(uri, report.items) };
        const last = shown.get(uri.toString());
        if (!last || last.others === fingerprint(othersAt(uri))) return report;
        return {
          kind: vsdiag.DocumentDiagnosticReportKind.full,
          resultId: report.resultId,
          items: filter(uri, last.all),
        };
      },
      provideWorkspaceDiagnostics(resultIds, token, report, next) {
        return next(resultIds, token, (chunk) => {
          const items = chunk?.items.map((item) =>
            item.kind === vsdiag.DocumentDiagnosticReportKind.full
              ? { ...item, items: withoutDuplicates(item.items, othersAt(item.uri), linesOf(item.uri)) }
              : item,
          );
          report(items ? { items } : chunk);
        });
      },
      handleDiagnostics(uri, diagnostics, next) {
        next(uri, withoutDuplicates(diagnostics, othersAt(uri), linesOf(uri)));
      },
    },
    dispose: () => subscriptions.dispose(),
  };
}

function othersAt(uri: Uri): Diagnostic[] {
  return yields() ? languages.getDiagnostics(uri).filter((diagnostic) => !isOurs(diagnostic)) : [];
}

function linesOf(uri: Uri): Lines | undefined {
  const document: TextDocument | undefined = workspace.textDocuments.find(
    (open) => open.uri.toString() === uri.toString(),
  );
  return document && ((line) => (line < document.lineCount ? document.lineAt(line).text : undefined));
}
