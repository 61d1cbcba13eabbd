import { type CompletionItem, CompletionItemKind, CompletionList, type TextDocument } from 'vscode';
import type {
  BaseLanguageClient,
  CompletionMiddleware,
  FeatureState,
  ServerCapabilities,
  StaticFeature,
} from 'vscode-languageclient';
import { environment } from './environment.js';

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

/** Whether our formatter stands back in this environment. */
export function withholdsFormatter(): boolean {
  return environment().coexistence.formatting.length > 0;
}

/** With two formatters, the editor would ask which one to use; so ours is not registered at all beside another. */
export function withholdFormatter(client: BaseLanguageClient): void {
  const feature: StaticFeature = {
    fillClientCapabilities() {},
    preInitialize(capabilities: ServerCapabilities) {
      if (!withholdsFormatter()) return;
      capabilities.documentFormattingProvider = false;
      capabilities.documentRangeFormattingProvider = false;
    },
    initialize() {},
    getState: (): FeatureState => ({ kind: 'static' }),
    clear() {},
  };
  client.registerFeature(feature);
}
