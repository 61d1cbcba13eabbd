import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
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
  let state: 'new' | 'serving' | 'shut down' = 'new';
  /** The server for a request; requests before `initialize` and after `shutdown` are refused. */
  const serving = (): Promise<Running> => {
    if (state === 'new') throw new ResponseError(ErrorCodes.ServerNotInitialized, 'not initialized yet');
    if (state === 'shut down') throw new ResponseError(ErrorCodes.InvalidRequest, 'shut down already');
    return running;
  };

  connection.onInitialize((params: InitializeParams) => {
    state = 'serving';
    const { diagnostic } = params.capabilities.textDocument ?? {};
    const pulls = diagnostic !== undefined && params.capabilities.workspace?.diagnostics?.refreshSupport === true;
    const preparesRename = params.capabilities.textDocument?.rename?.prepareSupport === true;
    // After the answer is written: loading takes longer than answering.
    setTimeout(() => start(platform.load().then(({ run }) => run(connection, params, platform))), 0);
    return capabilities(platform.version, { pulls, preparesRename });
  });
  connection.onInitialized(async (_params) => {
    const { session, ready } = await running;
    const { client } = session;
    if (client.configuration) {
      void connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'platformBuilder' })
        .catch(() => undefined);
    }
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async (event) => (await running).foldersChanged(event));
    }
    if (client.watchesFiles) {
      void connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
        .catch(() => undefined);
    }
    await ready();
  });
  connection.onShutdown(() => {
    state = 'shut down';
  });
  connection.onExit(() => platform.end());

  // Documents and settings. Handlers keep their order by waiting for the same promise.
  connection.onDidOpenTextDocument(async (params) => (await running).open(params));
  connection.onDidChangeTextDocument(async (params) => (await running).change(params));
  connection.onDidCloseTextDocument(async (params) => (await running).close(params));
  connection.onDidSaveTextDocument(async (params) => (await running).saved(params));
  connection.onDidChangeConfiguration(async ({ settings }) => (await running).configurationChanged(settings));
  connection.onDidChangeWatchedFiles(async ({ changes }) => (await running).filesChanged(changes));
  connection.onNotification(messages.environmentChanged.method, async (environment: messages.Environment) =>
    (await running).environmentChanged(environment),
  );

  /** Answers a request once the settings are known; tells of cancelled ones as such, and of those that take long. */
  const timed = async <R>(
    method: string,
    token: CancellationToken,
    work: (running: Running) => R | Promise<R>,
  ): Promise<R> => {
    const server = await serving();
    await server.settled();
    if (token.isCancellationRequested) throw cancelled();
    const started = performance.now();
    try {
      return await work(server);
    } catch (error) {
      // By name: the checker is a program file of its own, with classes of its own.
      const name = error instanceof Error ? error.name : '';
      if (name === 'Cancelled') throw cancelled();
      if (name === 'Outdated') throw outdated();
      throw error;
    } finally {
      const took = performance.now() - started;
      if (took > slow) connection.console.info(`${method} took ${Math.round(took)} ms`);
    }
  };

  connection.languages.diagnostics.on((params, token) =>
    timed('diagnostic', token, (server) => server.diagnostics.pull(params, token)),
  );
  connection.onCodeAction((params, token) =>
    timed('codeAction', token, (server) => server.actions.codeActions(server.session, params, token)),
  );
  connection.onCodeActionResolve((action, token) =>
    timed('codeAction/resolve', token, (server) => server.actions.resolveAction(server.session, action)),
  );
  connection.onCompletion(({ textDocument: { uri }, position, context }, token) =>
    timed(
      'completion',
      token,
      async (server) =>
        (await server.withFiles(uri, (subject) =>
          server.answers.completions(server.session, subject, uri, position, context?.triggerCharacter),
        )) ?? server.otherYaml.complete(uri, position, token),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    timed('completion/resolve', token, (server) => server.resolveCompletion(item)),
  );
  connection.onHover(({ textDocument: { uri }, position }, token) =>
    timed(
      'hover',
      token,
      async (server) =>
        (await server.withFiles(uri, (subject) => server.answers.hover(subject, position))) ??
        server.otherYaml.hover(uri, position, token),
    ),
  );
  connection.onSignatureHelp(({ textDocument: { uri }, position }, token) =>
    timed('signatureHelp', token, (server) =>
      server.about(uri, (subject) => server.answers.signature(subject, position)),
    ),
  );
  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    timed('definition', token, (server) =>
      server.withFiles(uri, (subject) => {
        const offset = offsetAt(subject.lines, position);
        return server.answers.locations(server.session, subject, server.navigation.define(subject, offset));
      }),
    ),
  );
  connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
    timed('references', token, (server) =>
      server.about(uri, (subject) => {
        const offset = offsetAt(subject.lines, position);
        const found = server.navigation.references(subject, offset, context.includeDeclaration);
        return server.answers.locations(server.session, subject, found);
      }),
    ),
  );
  connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
    timed('documentHighlight', token, (server) =>
      server.about(uri, (subject) => server.answers.highlights(subject, position)),
    ),
  );
  connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
    timed('prepareRename', token, (server) =>
      server.about(uri, (subject) => {
        const target = server.navigation.prepareRename(subject, offsetAt(subject.lines, position));
        return target ? { range: rangeOf(subject.lines, target.span), placeholder: target.name } : null;
      }),
    ),
  );
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    timed('rename', token, (server) =>
      server.about(uri, (subject) => {
        const offset = offsetAt(subject.lines, position);
        const result = server.navigation.rename(server.session.service, subject, offset, newName);
        if (!result) return null;
        if ('refused' in result) throw new ResponseError(ErrorCodes.InvalidParams, result.refused);
        return { changes: { ...server.changes(result.edits, subject.path) } };
      }),
    ),
  );
  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    timed('documentLink', token, (server) => server.withFiles(uri, (subject) => server.answers.links(subject))),
  );
  connection.onDocumentSymbol(({ textDocument: { uri } }, token) =>
    timed(
      'documentSymbol',
      token,
      (server) =>
        server.about(uri, (subject) => server.answers.symbols(server.session, subject, uri)) ??
        server.otherYaml.symbols(uri, token),
    ),
  );
  connection.onWorkspaceSymbol(({ query }, token) =>
    timed('workspace/symbol', token, (server) => server.answers.workspaceSymbols(server.session, query)),
  );
  connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    timed('foldingRange', token, (server) => server.about(uri, (subject) => server.answers.folds(subject))),
  );
  connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
    timed('selectionRange', token, (server) =>
      server.about(uri, (subject) => server.answers.selections(subject, positions)),
    ),
  );
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    timed('codeLens', token, (server) =>
      server.about(uri, (subject) => server.answers.lenses(server.session, subject)),
    ),
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    timed('inlayHint', token, (server) =>
      server.about(uri, (subject) => server.answers.hints(server.session, subject, range)),
    ),
  );
  const { semanticTokens } = connection.languages;
  semanticTokens.on(({ textDocument: { uri } }, token) =>
    timed('semanticTokens', token, (server) => {
      const found = server.about(uri, server.answers.tokens);
      return found ? server.tokens.full(uri, found) : { data: [] };
    }),
  );
  semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }, token) =>
    timed('semanticTokens/delta', token, (server) => {
      const found = server.about(uri, server.answers.tokens);
      return found ? server.tokens.delta(uri, previousResultId, found) : { data: [] };
    }),
  );
  semanticTokens.onRange(({ textDocument: { uri }, range }, token) =>
    timed(
      'semanticTokens/range',
      token,
      (server) => server.about(uri, (subject) => server.answers.tokens(subject, range)) ?? { data: [] },
    ),
  );
  connection.onDocumentFormatting(({ textDocument: { uri }, options }, token) =>
    timed('formatting', token, (server) => server.format(uri, options)),
  );
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, options, range }, token) =>
    timed('rangeFormatting', token, async (server) => {
      const document = server.session.documents.get(uri);
      return document ? server.format(uri, { ...options, span: spanOf(document.lines, range) }) : null;
    }),
  );

  // What only our own client asks.
  connection.onRequest(messages.listRules.method, async () => (await serving()).listRules());
  connection.onRequest(messages.relations.method, async () => (await serving()).relations());
  connection.onRequest(messages.explainRule.method, async (params: messages.ExplainRuleParams) =>
    (await serving()).explainRule(params.rule),
  );
  connection.onRequest(
    messages.documentStatus.method,
    (params: messages.DocumentStatusParams, token: CancellationToken) =>
      timed('documentStatus', token, (server) => server.documentStatus(params.uri)),
  );
  connection.onRequest(
    messages.checkWorkspace.method,
    async (params: messages.CheckWorkspaceParams, token: CancellationToken) => {
      const progress = await connection.window.attachWorkDoneProgress(params.workDoneToken);
      return (await serving()).workspace.run(token, progress);
    },
  );
  connection.onRequest(
    messages.fixWorkspace.method,
    async (params: messages.FixWorkspaceParams, token: CancellationToken) => {
      const progress = await connection.window.attachWorkDoneProgress(params.workDoneToken);
      return (await serving()).workspace.planFixes(token, progress);
    },
  );
  connection.onRequest(messages.report.method, async () => (await serving()).report());

  connection.listen();
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

function outdated(): ResponseError<{ retriggerRequest: boolean }> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', { retriggerRequest: true });
}
