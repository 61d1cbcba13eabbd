import type { CompletionList, Diagnostic, DocumentSymbol, Hover, Position } from 'vscode-languageserver-types';

// What the language server and the thread in which yaml-language-server runs say to each other.

/** A document as the library knows it: `uri` is always a `file:` address, whatever the document's own is. */
export interface YamlText {
  readonly uri: string;
  readonly text: string;
}

export type YamlQuestion =
  | { readonly kind: 'validate'; readonly document: YamlText }
  | { readonly kind: 'symbols'; readonly document: YamlText }
  | { readonly kind: 'complete'; readonly document: YamlText; readonly position: Position }
  | { readonly kind: 'hover'; readonly document: YamlText; readonly position: Position }
  | { readonly kind: 'format'; readonly document: YamlText; readonly tabSize: number };

export interface YamlAnswers {
  readonly validate: readonly Diagnostic[];
  readonly complete: CompletionList;
  readonly hover: Hover | null;
  readonly symbols: readonly DocumentSymbol[];
  /** The whole text as it should be; undefined where it cannot be read. */
  readonly format: string | undefined;
}

/** A schema's text, or why there is none, in plain words. */
export type SchemaText = { readonly text: string } | { readonly refused: string };

export type ToThread =
  | { readonly kind: 'ask'; readonly id: number; readonly question: YamlQuestion }
  | { readonly kind: 'schema'; readonly uri: string; readonly answer: SchemaText }
  /** Schemas at these addresses are to be read again; all, without them. */
  | { readonly kind: 'changed'; readonly uris: readonly string[] | undefined };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: YamlAnswers[YamlQuestion['kind']] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string }
  | { readonly kind: 'read'; readonly uri: string }
  /** The library has caught an error of its own, and left something out. */
  | { readonly kind: 'log'; readonly message: string };

/** Addresses of the schemas of JSON Schema itself, which come with the program. */
export function isMetaSchema(uri: string): boolean {
  return /^https?:\/\/json-schema\.org\/(?:draft-0[467]\/schema|draft\/20(?:19-09|20-12)\/(?:schema|meta\/[a-z-]+))#?$/.test(
    uri,
  );
}
