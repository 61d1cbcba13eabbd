import {
  CodeActionKind,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { tokenModifiers, tokenTypes } from '../../core/features.js';

/** What the client has to have said before we may announce it. */
export interface Announceable {
  readonly pulls: boolean;
  readonly preparesRename: boolean;
}

/** Characters at which only some languages have a list (`LanguageFeatures.triggers`). */
export const ownTriggers: readonly string[] = ['.', "'", '('];

/** What we announce: nearly the same for every client, as what a language does not have is answered with nothing. */
export function capabilities(version: string, { pulls, preparesRename }: Announceable): InitializeResult {
  const announced: ServerCapabilities = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: {
      // Places where a list helps; what is typed in between is filtered by the editor.
      triggerCharacters: ['-', '=', ',', '$', '{', '/', ':', '@', '#', '[', '"', ...ownTriggers],
      resolveProvider: true,
    },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [' ', '=', ',', '('] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: preparesRename ? { prepareProvider: true } : true,
    documentLinkProvider: {},
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    codeLensProvider: {},
    inlayHintProvider: true,
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        `${CodeActionKind.SourceFixAll}.platformBuilder`,
      ],
      resolveProvider: true,
    },
    ...(pulls && {
      diagnosticProvider: { identifier: 'platform-builder', interFileDependencies: true, workspaceDiagnostics: false },
    }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return { capabilities: announced, serverInfo: { name: 'platform-builder', version } };
}
