// The least that a language server can be: it answers what it was told to, and computes nothing.
import { createConnection, ProposedFeatures, TextDocumentSyncKind } from 'vscode-languageserver/node';

const connection = createConnection(ProposedFeatures.all);
let answer = null;
connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    completionProvider: {},
    hoverProvider: true,
  },
}));
connection.onRequest('bench/answer', (params) => {
  answer = params.answer;
  return null;
});
connection.onNotification('textDocument/didOpen', () => undefined);
connection.onNotification('textDocument/didChange', () => undefined);
connection.onRequest('textDocument/diagnostic', () => answer);
connection.onRequest('textDocument/completion', () => answer);
connection.onRequest('textDocument/hover', () => answer);
connection.listen();
