import { type CompletionItem, CompletionItemKind, CompletionList, type TextDocument } from 'vscode';
import {
  type BaseLanguageClient,
  type CompletionMiddleware,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type FeatureState,
  type ServerCapabilities,
  type StaticFeature,
} from 'vscode-languageclient';
import { environment } from './environment.js';
import type { Selected } from './selector.js';

/** Instructions whose flags the others complete as well. */
const sharedFlags = /^\s*(?:ONBUILD\s+)?(?:ADD|COPY|FROM|HEALTHCHECK)\s/i;

/** Leaves out completions that another extension offers too. What only we know stays. */
export const completionMiddleware: CompletionMiddleware = {
  async provideCompletionItem(document, position, context, token, next) {
    const result = await next(document, position, context, token);
    if (!result || !environment().coexistence.completion.includes(document.languageId)) return result;
    const ours = (item: CompletionItem): boolean => !isShared(item, document, position.line);
    if (Array.isArray(result)) return result.filter(ours);
    return new CompletionList(result.items.filter(ours), result.isIncomplete);
  },
};

function isShared(item: CompletionItem, document: TextDocument, line: number): boolean {
  if (item.kind === CompletionItemKind.Keyword || item.kind === CompletionItemKind.Variable) return true;
  const label = typeof item.label === 'string' ? item.label : item.label.label;
  return label.startsWith('--') && sharedFlags.test(document.lineAt(line).text);
}

/** The languages whose formatter of ours stands back in this environment. */
export function withheldFormatters(): readonly string[] {
  return environment().coexistence.formatting;
}

/**
 * With two formatters, the editor would ask which one to use; so ours is not registered at all for a language that another
 * extension formats.
 */
export function withholdFormatter(
  client: BaseLanguageClient,
  selector: (without: readonly string[]) => Selected[],
): void {
  let withheld: readonly string[] = [];
  const feature: StaticFeature = {
    fillClientCapabilities() {},
    preInitialize(capabilities: ServerCapabilities) {
      withheld = withheldFormatters();
      if (withheld.length === 0) return;
      capabilities.documentFormattingProvider = false;
      capabilities.documentRangeFormattingProvider = false;
    },
    initialize() {
      const documentSelector = withheld.length > 0 ? selector(withheld) : [];
      if (documentSelector.length === 0) return;
      const registerOptions = { documentSelector };
      client.getFeature(DocumentFormattingRequest.method).register({ id: 'format', registerOptions });
      client.getFeature(DocumentRangeFormattingRequest.method).register({ id: 'format range', registerOptions });
    },
    getState: (): FeatureState => ({ kind: 'static' }),
    clear() {},
  };
  client.registerFeature(feature);
}
