import { commands, type Disposable, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import {
  environmentChanged,
  type InitializationOptions,
  showReferencesCommand,
} from '../../server/src/hosts/lsp/messages.js';
import { checkAll, fixAllFiles, fixFile } from './commands/checks.js';
import { openConfiguration } from './commands/configuration.js';
import { copyReport } from './commands/help.js';
import { showReferences } from './commands/references.js';
import { explain, provideRulePages } from './commands/rules.js';
import { yieldToOthers } from './diagnostics.js';
import { environment, watchEnvironment } from './environment.js';
import { answerReads } from './reading.js';
import { createRelations } from './relations.js';
import { documentSelector, initialSchemes, joins, languageIds } from './selector.js';
import { type Connect, createServer, type Server } from './server.js';
import { createStatus } from './status.js';
import { loadTranslations } from './translations.js';
import { completionMiddleware, withheldFormatters, withholdFormatter } from './yielding.js';

/** What tests look at. Nobody else should build on it. */
export interface Api {
  readonly server: Server;
  /** Milliseconds that `activate` took. */
  readonly activation: number;
}

/** Everything that the desktop and the web have in common. Returns before the server runs. */
export function start(context: ExtensionContext, connect: Connect): Api {
  const began = performance.now();
  const log = window.createOutputChannel('Platform Builder', { log: true });
  const schemes = initialSchemes();
  let translations: Readonly<Record<string, string>> | undefined;
  const yielding = yieldToOthers(() => server.client());
  const options = (): LanguageClientOptions => ({
    documentSelector: documentSelector(schemes),
    diagnosticCollectionName: 'platform-builder',
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({
      readsFiles: true,
      environment: environment(),
      ...(translations && { translations }),
    }),
    diagnosticPullOptions: { onChange: true },
    synchronize: { configurationSection: 'platformBuilder' },
    middleware: { ...yielding.middleware, ...completionMiddleware },
  });
  const server = createServer({
    connect,
    options,
    log,
    beforeFirst: async () => {
      translations = await loadTranslations(context.extensionUri);
    },
    prepare: (client) => {
      answerReads(client);
      withholdFormatter(client, (without) => documentSelector(schemes, without));
      status.listen(client);
      relations.listen(client);
    },
  });
  const relations = createRelations(server);
  const status = createStatus(server, documentSelector(schemes));

  context.subscriptions.push(
    log,
    server,
    status,
    relations,
    yielding,
    provideRulePages(server),
    watchEnvironment(environmentWatcher(server)),
    ...registerCommands(server, log),
    ...watchDocuments(server, schemes),
  );
  if (isEnabled()) server.start().catch(log.error);
  return { server, activation: performance.now() - began };
}

function environmentWatcher(server: Server): () => void {
  let withheld = withheldFormatters().join();
  return () => {
    server.tell(environmentChanged, environment());
    if (withheld === withheldFormatters().join()) return;
    // A formatter that was announced with the start can only be taken back, or given, by another start.
    withheld = withheldFormatters().join();
    if (server.state() === 'running') void server.restart();
  };
}

function registerCommands(server: Server, log: LogOutputChannel): Disposable[] {
  const register = (name: string, run: (...args: unknown[]) => Promise<void>): Disposable =>
    commands.registerCommand(`platformBuilder.${name}`, run);
  return [
    register('check.workspace', () => checkAll(server, log)),
    register('fix.file', () => fixFile()),
    register('fix.workspace', () => fixAllFiles(server)),
    register('rules.explain', (rule) => explain(server, rule)),
    register('config.open', () => openConfiguration()),
    register('server.restart', () => server.restart()),
    register('report.copy', () => copyReport(server)),
    commands.registerCommand(showReferencesCommand, (...args) => showReferences(server, args)),
  ];
}

function watchDocuments(server: Server, schemes: Set<string>): Disposable[] {
  const met = (document: Parameters<typeof joins>[0]): void => {
    if (languageIds.includes(document.languageId)) {
      void commands.executeCommand('setContext', 'platformBuilder.documentOpened', true);
    }
    if (!joins(document, schemes)) return;
    schemes.add(document.uri.scheme);
    if (server.state() !== 'off') void server.restart();
  };
  workspace.textDocuments.forEach(met);
  return [
    workspace.onDidOpenTextDocument(met),
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('platformBuilder.enable')) return;
      void (isEnabled() ? server.start() : server.stop());
    }),
  ];
}

function isEnabled(): boolean {
  return workspace.getConfiguration('platformBuilder').get('enable', true);
}
