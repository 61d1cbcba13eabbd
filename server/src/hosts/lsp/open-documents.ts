import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver-protocol';
import { type LineIndex, lineIndex, spanOf } from '../../core/text.js';
import { pathOf } from './uris.js';

/** A document as the editor has it. */
export interface OpenDocument {
  readonly uri: string;
  readonly path: string;
  readonly editorId: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
}

/** The texts of the documents that are open, by path. */
export class OpenDocuments {
  private readonly byPath = new Map<string, OpenDocument>();

  get(uri: string): OpenDocument | undefined {
    return this.byPath.get(pathOf(uri));
  }

  at(path: string): OpenDocument | undefined {
    return this.byPath.get(path);
  }

  all(): readonly OpenDocument[] {
    return [...this.byPath.values()];
  }

  open({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): OpenDocument {
    return this.set({ uri, path: pathOf(uri), editorId: languageId, version, text, lines: lineIndex(text) });
  }

  /** Applies changes in their order; each is meant for the text that the one before has left. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const before = this.get(textDocument.uri);
    if (!before) return undefined;
    let { text, lines } = before;
    for (const change of contentChanges) {
      if ('range' in change) {
        const { start, end } = spanOf(lines, change.range);
        text = text.slice(0, start) + change.text + text.slice(Math.max(start, end));
      } else text = change.text;
      lines = lineIndex(text);
    }
    return this.set({ ...before, version: textDocument.version, text, lines });
  }

  close({ textDocument: { uri } }: DidCloseTextDocumentParams): OpenDocument | undefined {
    const before = this.get(uri);
    if (before) this.byPath.delete(before.path);
    return before;
  }

  private set(document: OpenDocument): OpenDocument {
    this.byPath.set(document.path, document);
    return document;
  }
}
