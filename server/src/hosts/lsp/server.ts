import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentFormattingParams,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  type TextEdit,
} from 'vscode-languageserver';
import type { FormatOptions } from '../../core/features.js';
import { offsetAt, rangeOf, spanOf } from '../../core/text.js';
import { capabilities } from './capabilities.js';
import * as messages from './messages.js';
import type { Platform } from './platform.js';
import type { Running } from './running.js';

const slow = 100;

/**
 * Serves a connection. `initialize` is answered before the checker is loaded, so that an editor never waits for it; what
 * arrives meanwhile waits for it in turn.
 */
export function serve(connection: Connection, platform: Platform): void {
  let start: (running: Promise<Running>) => void = () => undefined;
  const running = new Promise<Running>((resolve) => {
    start = resolve;
  });

  connection.onInitialize((params: InitializeParams) => {
    const { diagnostic } = params.capabilities.textDocument ?? {};
    const pulls = diagnostic !== undefined && params.capabilities.workspace?.diagnostics?.refreshSupport === true;
    // After the answer is written: loading takes longer than answering.
    setTimeout(() => start(import('./running.js').then((module) => module.run(connection, params, platform))), 0);
    return capabilities(platform.version, pulls);
  });
  connection.onInitialized(async (_params) => {
    const { session, ready } = await running;
    const { client } = session;
    if (client.configuration) {
      void connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'platformBuilder' })
        .catch(() => undefined);
    }
    if (client.watchesFiles) {
      void connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
        .catch(() => undefined);
    }
    await ready();
  });
  connection.onShutdown(() => undefined);
  connection.onExit(() => platform.exit(0));

  // Documents and settings. Handlers keep their order by waiting for the same promise.
  connection.onDidOpenTextDocument(async (params) => (await running).open(params));
  connection.onDidChangeTextDocument(async (params) => (await running).change(params));
  connection.onDidCloseTextDocument(async (params) => (await running).close(params));
  connection.onDidChangeConfiguration(async ({ settings }) => (await running).configurationChanged(settings));
  connection.onDidChangeWatchedFiles(async ({ changes }) => (await running).filesChanged(changes));
  connection.onNotification('workspace/didChangeWorkspaceFolders', async () => (await running).foldersChanged());
  connection.onNotification(messages.environmentChanged.method, async (environment: messages.Environment) =>
    (await running).environmentChanged(environment),
  );

  /** Logs requests that take long, with their method and time. */
  const timed = async <R>(method: string, work: (running: Running) => R | Promise<R>): Promise<R> => {
    const server = await running;
    await server.settled();
    const started = performance.now();
    const result = await work(server);
    const took = performance.now() - started;
    if (took > slow) connection.console.info(`${method} took ${Math.round(took)} ms`);
    return result;
  };

  connection.languages.diagnostics.on((params, token) =>
    timed('diagnostic', (server) => server.diagnostics.pull(params, token)),
  );
  connection.onCodeAction((params, token) =>
    timed('codeAction', (server) => server.actions.codeActions(server.session, params, token)),
  );
  connection.onCodeActionResolve((action) =>
    timed('codeAction/resolve', (server) => server.actions.resolveAction(server.session, action)),
  );
  connection.onCompletion(({ textDocument: { uri }, position }) =>
    timed('completion', (server) =>
      server.withFiles(uri, (subject) => server.answers.completions(server.session, subject, uri, position)),
    ),
  );
  connection.onCompletionResolve((item) => timed('completion/resolve', (server) => server.resolveCompletion(item)));
  connection.onHover(({ textDocument: { uri }, position }) =>
    timed('hover', (server) => server.withFiles(uri, (subject) => server.answers.hover(subject, position))),
  );
  connection.onSignatureHelp(({ textDocument: { uri }, position }) =>
    timed('signatureHelp', (server) => server.about(uri, (subject) => server.answers.signature(subject, position))),
  );
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    timed('definition', (server) =>
      server.withFiles(uri, (subject) => {
        const offset = offsetAt(subject.lines, position);
        const found = subject.language.features.define?.(subject.context, offset) ?? [];
        return server.answers.locations(server.session, subject, found);
      }),
    ),
  );
  connection.onReferences(({ textDocument: { uri }, position }) =>
    timed('references', (server) =>
      server.about(uri, (subject) => {
        const offset = offsetAt(subject.lines, position);
        const found = subject.language.features.references?.(subject.context, offset) ?? [];
        return server.answers.locations(server.session, subject, found);
      }),
    ),
  );
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) =>
    timed('documentHighlight', (server) =>
      server.about(uri, (subject) => server.answers.highlights(subject, position)),
    ),
  );
  connection.onPrepareRename(({ textDocument: { uri }, position }) =>
    timed('prepareRename', (server) =>
      server.about(uri, (subject) => {
        const target = subject.language.features.prepareRename?.(subject.context, offsetAt(subject.lines, position));
        return target ? { range: rangeOf(subject.lines, target.span), placeholder: target.name } : null;
      }),
    ),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) =>
    timed('rename', (server) =>
      server.about(uri, (subject) => {
        const offset = offsetAt(subject.lines, position);
        const result = subject.language.features.rename?.(subject.context, offset, newName);
        if (!result) return null;
        if ('refused' in result) throw new ResponseError(ErrorCodes.InvalidParams, result.refused);
        return { changes: { ...server.changes(result.edits, subject.path) } };
      }),
    ),
  );
  connection.onDocumentLinks(({ textDocument: { uri } }) =>
    timed('documentLink', (server) => server.withFiles(uri, (subject) => server.answers.links(subject))),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    timed('documentSymbol', (server) =>
      server.about(uri, (subject) => server.answers.symbols(server.session, subject, uri)),
    ),
  );
  connection.onWorkspaceSymbol(({ query }) =>
    timed('workspace/symbol', (server) => server.answers.workspaceSymbols(server.session, query)),
  );
  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    timed('foldingRange', (server) => server.about(uri, (subject) => server.answers.folds(subject))),
  );
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    timed('selectionRange', (server) => server.about(uri, (subject) => server.answers.selections(subject, positions))),
  );
  connection.onCodeLens(({ textDocument: { uri } }) =>
    timed('codeLens', (server) => server.about(uri, (subject) => server.answers.lenses(server.session, subject))),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
    timed('inlayHint', (server) =>
      server.about(uri, (subject) => server.answers.hints(server.session, subject, range)),
    ),
  );
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    timed('semanticTokens', async (server) => (await server.about(uri, server.answers.tokens)) ?? { data: [] }),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) =>
    timed(
      'semanticTokens/range',
      async (server) => (await server.about(uri, (subject) => server.answers.tokens(subject, range))) ?? { data: [] },
    ),
  );
  const format = (params: DocumentFormattingParams, options: FormatOptions): Promise<TextEdit[] | null> =>
    timed('formatting', (server) => server.format(params.textDocument.uri, options));
  connection.onDocumentFormatting((params) => format(params, params.options));
  connection.onDocumentRangeFormatting((params) =>
    timed('rangeFormatting', async (server) => {
      const document = server.session.documents.get(params.textDocument.uri);
      if (!document) return null;
      const span = spanOf(document.lines, params.range);
      return server.format(document.uri, { ...params.options, span });
    }),
  );

  // What only our own client asks.
  connection.onRequest(messages.listRules.method, async () => (await running).listRules());
  connection.onRequest(messages.explainRule.method, async (params: messages.ExplainRuleParams) =>
    (await running).explainRule(params.rule),
  );
  connection.onRequest(messages.documentStatus.method, (params: messages.DocumentStatusParams) =>
    timed('documentStatus', (server) => server.documentStatus(params.uri)),
  );
  connection.onRequest(
    messages.checkWorkspace.method,
    async (params: messages.CheckWorkspaceParams, token: CancellationToken) => {
      const progress = await connection.window.attachWorkDoneProgress(params.workDoneToken);
      return (await running).workspace.run(token, progress);
    },
  );
  connection.onRequest(
    messages.fixWorkspace.method,
    async (params: messages.FixWorkspaceParams, token: CancellationToken) => {
      const progress = await connection.window.attachWorkDoneProgress(params.workDoneToken);
      return (await running).workspace.planFixes(token, progress);
    },
  );
  connection.onRequest(messages.report.method, async () => (await running).report());

  connection.listen();
}
