import {
  type Disposable,
  Disposable as Disposables,
  LanguageStatusSeverity,
  l10n,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type DocumentStatus,
  documentStatus,
  type ServerStatus,
  statusChanged,
} from '../../server/src/hosts/lsp/messages.js';
import type { Selected } from './selector.js';
import type { Server } from './server.js';

export interface Status extends Disposable {
  /** Hands over what a new client has to listen to. */
  listen(client: { onNotification(method: string, handler: (status: ServerStatus) => void): Disposable }): void;
}

/**
 * One item in the language status of our documents: language, profile, whether the workspace's files are still being read,
 * and a way back when the server is gone.
 */
export function createStatus(server: Server, selector: readonly Selected[]): Status {
  const item = languages.createLanguageStatusItem('platformBuilder.status', [...selector]);
  item.name = l10n.t('Platform Builder');
  let index: ServerStatus = { index: 'idle', files: 0 };
  let document: DocumentStatus = null;
  // Answers may overtake each other when editors change fast; only the last question counts.
  let question = 0;

  const show = (): void => {
    const state = server.state();
    item.busy = state === 'starting' || (state === 'running' && index.index === 'running');
    if (state === 'failed') {
      item.severity = LanguageStatusSeverity.Error;
      item.text = l10n.t('Platform Builder stopped');
      item.detail = l10n.t('it ended too often');
      item.command = { command: 'platformBuilder.server.restart', title: l10n.t('Restart Server') };
      return;
    }
    item.severity = LanguageStatusSeverity.Information;
    item.command = { command: 'platformBuilder.config.open', title: l10n.t('Open Configuration') };
    if (state === 'off') {
      item.text = l10n.t('Platform Builder is off');
      item.detail = undefined;
    } else if (!document) {
      item.text = l10n.t('Platform Builder');
      item.detail = state === 'starting' ? l10n.t('starting') : undefined;
    } else if (document.skipped) {
      item.severity = LanguageStatusSeverity.Warning;
      item.text = l10n.t('{0}: not checked', document.language);
      item.detail = document.skipped;
    } else {
      item.text = l10n.t('{0}, profile {1}', document.language, document.profile);
      item.detail = details(document, index);
    }
  };

  const ask = async (): Promise<void> => {
    const mine = ++question;
    const active = activeDocument(selector);
    if (server.state() === 'running' && active) {
      try {
        const answer = await server.ask(documentStatus, { uri: active.uri.toString() });
        if (mine !== question) return;
        document = answer;
      } catch {
        if (mine !== question) return;
        document = null;
      }
    } else {
      document = null;
    }
    show();
  };

  const subscriptions = Disposables.from(
    item,
    server.onDidChangeState(() => void ask()),
    window.onDidChangeActiveTextEditor(() => void ask()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('platformBuilder')) void ask();
    }),
  );
  void ask();

  return {
    listen(client) {
      client.onNotification(statusChanged.method, (status) => {
        index = status;
        void ask();
      });
    },
    dispose: () => subscriptions.dispose(),
  };
}

function activeDocument(selector: readonly Selected[]): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document && languages.match([...selector], document) > 0 ? document : undefined;
}

function details(document: NonNullable<DocumentStatus>, index: ServerStatus): string {
  if (index.index === 'running') return l10n.t('reading the workspace ({0} files)', index.files);
  if (!document.configuration) return '';
  return workspace.asRelativePath(Uri.parse(document.configuration));
}
