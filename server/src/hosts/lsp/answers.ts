import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type FoldingRange,
  InlayHintKind,
  InsertTextFormat,
  type Location,
  type CodeLens as LspCodeLens,
  type InlayHint as LspHint,
  type Hover as LspHover,
  type SignatureHelp as LspSignature,
  type DocumentSymbol as LspSymbol,
  SymbolKind as LspSymbolKind,
  type Position,
  type Range,
  type SelectionRange,
  type SymbolInformation,
} from 'vscode-languageserver-types';
import type { CodeLens, Completion, CompletionKind, DocumentSymbol, Place, SymbolKind } from '../../core/features.js';
import { type LineIndex, lineAt, offsetAt, positionAt, rangeOf } from '../../core/text.js';
import type { Opened } from '../../service.js';
import { ownTriggers } from './capabilities.js';
import { toLocation } from './convert.js';
import { showReferencesCommand } from './messages.js';
import type { Session } from './session.js';

export { tokens } from './tokens.js';

import { uriOf } from './uris.js';

/** An open document of ours, and what to answer about it. */
export type Subject = Opened & { readonly path: string };

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  enum: CompletionItemKind.EnumMember,
};

const symbolKinds: Readonly<Record<SymbolKind, LspSymbolKind>> = {
  stage: LspSymbolKind.Class,
  instruction: LspSymbolKind.Method,
  variable: LspSymbolKind.Variable,
  file: LspSymbolKind.File,
  key: LspSymbolKind.Key,
  module: LspSymbolKind.Module,
};

/** What a completion item carries for `resolve`. */
export interface CompletionData {
  readonly uri: string;
  readonly data: string;
}

/** @param trigger the character that the editor asks for, if the user did not ask. */
export function completions(
  session: Session,
  subject: Subject,
  uri: string,
  position: Position,
  trigger?: string,
): CompletionList {
  const { language, context, lines } = subject;
  // The editor asks at the characters of all languages.
  const isForOthers =
    trigger !== undefined && ownTriggers.includes(trigger) && !language.features.triggers?.includes(trigger);
  if (isForOthers) return { isIncomplete: false, items: [] };
  const { client } = session;
  const yields = session.environment().coexistence.completion.includes(language.id);
  const found = (language.features.complete?.(context, offsetAt(lines, position)) ?? []).filter(
    (item) => !(yields && item.common),
  );
  const [first] = found;
  const sameSpan = ({ edit: { span } }: Completion): boolean =>
    span.start === first?.edit.span.start && span.end === first.edit.span.end;
  // Nearly always all items replace the same word, whose range need not be repeated then.
  const shared = client.sharesEditRange && first && found.every(sameSpan) ? rangeOf(lines, first.edit.span) : undefined;
  const items = found.map((item) => {
    const text = item.snippet && !client.snippets ? plainText(item.edit.text) : item.edit.text;
    return {
      ...toItem(item, uri, client),
      ...(shared ? { textEditText: text } : { textEdit: { range: rangeOf(lines, item.edit.span), newText: text } }),
    };
  });
  return { isIncomplete: false, ...(shared && { itemDefaults: { editRange: shared } }), items };
}

function toItem(item: Completion, uri: string, client: Session['client']): CompletionItem {
  const data: CompletionData | undefined = item.data === undefined ? undefined : { uri, data: item.data };
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    ...(item.snippet && client.snippets && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(item.detail !== undefined && { detail: item.detail }),
    ...(item.documentation !== undefined && { documentation: { kind: 'markdown', value: item.documentation } }),
    ...(item.order !== undefined && { sortText: item.order }),
    ...(item.filter !== undefined && { filterText: item.filter }),
    ...(item.deprecated && { deprecated: true }),
    // Only VS Code has this command, so that no other editor is told of it.
    ...(item.again && client.ours && { command: { title: '', command: 'editor.action.triggerSuggest' } }),
    ...(data && { data }),
  };
}

/** A snippet for editors without snippets: each place with the text that it has at first. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:,(?:\\.|[^|\\])*)?\|\}/g, '$1')
    .replace(/\$\{\d+(?::((?:\\.|[^}\\])*))?\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([$}\\,|])/g, '$1');
}

export function hover({ language, context, lines }: Subject, position: Position): LspHover | null {
  const found = language.features.hover?.(context, offsetAt(lines, position));
  return found ? { contents: { kind: 'markdown', value: found.contents }, range: rangeOf(lines, found.span) } : null;
}

export function signature({ language, context, lines }: Subject, position: Position): LspSignature | null {
  const found = language.features.signature?.(context, offsetAt(lines, position));
  if (!found) return null;
  const parameters = found.parameters.map(({ label, documentation }) => ({
    label: [label[0], label[1]] as [number, number],
    documentation: { kind: 'markdown' as const, value: documentation },
  }));
  const documentation = { kind: 'markdown' as const, value: found.documentation };
  return {
    signatures: [{ label: found.label, documentation, parameters }],
    activeSignature: 0,
    activeParameter: found.active,
  };
}

export function locations(session: Session, subject: Subject, places: readonly Place[]): Location[] {
  return places.map((place) => toLocation(place, subject.path, session.linesOf));
}

const highlightKinds = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  text: DocumentHighlightKind.Text,
} as const;

export function highlights({ language, context, lines }: Subject, position: Position): DocumentHighlight[] {
  const found = language.features.highlights?.(context, offsetAt(lines, position)) ?? [];
  return found.map(({ span, kind }) => ({ range: rangeOf(lines, span), kind: highlightKinds[kind] }));
}

export function links({ language, context, lines }: Subject): DocumentLink[] {
  return (language.features.links?.(context) ?? []).map(({ span, target, tooltip }) => ({
    range: rangeOf(lines, span),
    target: 'url' in target ? target.url : uriOf(target.path),
    tooltip,
  }));
}

const mostSymbols = 5000;

export function symbols(
  session: Session,
  { language, context, lines }: Subject,
  uri: string,
): LspSymbol[] | SymbolInformation[] {
  const found = language.features.symbols?.(context) ?? [];
  let left = mostSymbols;
  const tree = (symbol: DocumentSymbol): LspSymbol[] => {
    if (left-- <= 0) return [];
    return [
      {
        name: symbol.name === '' ? '?' : symbol.name,
        detail: symbol.detail,
        kind: symbolKinds[symbol.kind],
        range: rangeOf(lines, symbol.span),
        selectionRange: rangeOf(lines, symbol.selection),
        children: symbol.children.flatMap(tree),
      },
    ];
  };
  if (session.client.symbolTree) return found.flatMap(tree);
  return flatSymbols(found, lines, uri);
}

function flatSymbols(found: readonly DocumentSymbol[], lines: LineIndex, uri: string): SymbolInformation[] {
  const flat: SymbolInformation[] = [];
  const visit = (symbol: DocumentSymbol, containerName: string | undefined): void => {
    if (flat.length >= mostSymbols) return;
    flat.push({
      name: symbol.name === '' ? '?' : symbol.name,
      kind: symbolKinds[symbol.kind],
      location: { uri, range: rangeOf(lines, symbol.span) },
      ...(containerName !== undefined && { containerName }),
    });
    for (const child of symbol.children) visit(child, symbol.name);
  };
  for (const symbol of found) visit(symbol, undefined);
  return flat;
}

/** Stages, global variables, services and the like in open documents whose name has the query's letters in their order. */
export function workspaceSymbols(session: Session, query: string): SymbolInformation[] {
  const letters = query.toLowerCase();
  const matches = (name: string): boolean => {
    let at = 0;
    for (const c of name.toLowerCase()) if (c === letters[at]) at++;
    return at >= letters.length;
  };
  return session.documents.all().flatMap((document) => {
    const subject = session.opened(document.uri);
    const symbols = subject?.language.features.symbols?.(subject.context) ?? [];
    // A section by itself is no find; what it holds is.
    const found = symbols.flatMap((symbol) => (symbol.kind === 'module' ? symbol.children : [symbol]));
    const wanted = found.filter((symbol) => matches(symbol.name)).map((symbol) => ({ ...symbol, children: [] }));
    return flatSymbols(wanted, document.lines, document.uri);
  });
}

export function folds({ language, context, lines }: Subject): FoldingRange[] {
  return (language.features.folds?.(context) ?? []).flatMap(({ span, kind }) => {
    const startLine = lineAt(lines, span.start);
    const endLine = lineAt(lines, span.end);
    return endLine > startLine ? [{ startLine, endLine, ...(kind && { kind }) }] : [];
  });
}

export function selections({ language, context, lines }: Subject, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const found = language.features.selections?.(context, offsetAt(lines, position)) ?? [];
    let range: SelectionRange | undefined;
    for (const span of [...found].reverse()) {
      range = range ? { range: rangeOf(lines, span), parent: range } : { range: rangeOf(lines, span) };
    }
    return range ?? { range: { start: position, end: position } };
  });
}

export function lenses(session: Session, { language, context, lines, path }: Subject): LspCodeLens[] {
  const off = session.settings(path).codeLensOff;
  const named = (lens: CodeLens): boolean => lens.setting === undefined || !off.has(lens.setting);
  return (language.features.lenses?.(context) ?? []).filter(named).map((lens) => ({
    range: rangeOf(lines, lens.span),
    command: {
      title: lens.title,
      // Our client shows the references; in other editors the lens only tells.
      command: session.client.ours && lens.references ? showReferencesCommand : '',
      ...(session.client.ours &&
        lens.references && {
          arguments: [
            uriOf(path),
            positionAt(lines, lens.span.start),
            lens.references.map((place) => toLocation(place, path, session.linesOf)),
          ],
        }),
    },
  }));
}

export function hints(session: Session, { language, context, lines, path }: Subject, range: Range): LspHint[] {
  const on = session.settings(path).inlayHints;
  if (on.size === 0) return [];
  const within = { start: offsetAt(lines, range.start), end: offsetAt(lines, range.end) };
  const found = language.features.hints?.(context, within) ?? [];
  return found
    .filter((hint) => on.has(hint.setting))
    .map((hint) => ({
      position: positionAt(lines, hint.offset),
      label: hint.label,
      tooltip: hint.tooltip,
      paddingLeft: hint.paddingLeft,
      kind: hint.kind === 'type' ? InlayHintKind.Type : InlayHintKind.Parameter,
    }));
}
