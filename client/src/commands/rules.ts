import {
  commands,
  type Disposable,
  l10n,
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import { explainRule, listRules, type RuleSummary } from '../../../server/src/hosts/lsp/messages.js';
import type { Server } from '../server.js';

const scheme = 'platform-builder-rule';

interface RuleItem extends QuickPickItem {
  readonly rule?: string;
}

/** Shows the page of a rule. Code actions hand the rule's name over; from the palette, the user picks one. */
export async function explain(server: Server, named: unknown): Promise<void> {
  const rule = typeof named === 'string' ? named : await pick(server);
  if (!rule) return;
  const page = await server.ask(explainRule, { rule });
  if (!page) {
    void window.showWarningMessage(l10n.t('There is no rule "{0}".', rule));
    return;
  }
  await commands.executeCommand('markdown.showPreview', Uri.from({ scheme, path: `/${page.id}.md` }));
}

/** Rule pages as documents, always taken from the server, so that an open page outlives a restart. */
export function provideRulePages(server: Server): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent(uri, token) {
      const rule = uri.path.slice(1).replace(/\.md$/, '');
      const page = await server.ask(explainRule, { rule }, token);
      return page?.markdown ?? l10n.t('There is no rule "{0}".', rule);
    },
  });
}

async function pick(server: Server): Promise<string | undefined> {
  const picked = await window.showQuickPick<RuleItem>(
    server.ask(listRules, {}).then((rules) => itemsOf(rules, rulesAtCursor())),
    {
      title: l10n.t('Explain Rule'),
      placeHolder: l10n.t('Name of a rule, here or in another tool, or a word of what it is about'),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.rule;
}

function itemsOf(rules: readonly RuleSummary[], here: ReadonlySet<string>): RuleItem[] {
  const item = (rule: RuleSummary): RuleItem => ({
    rule: rule.id,
    label: rule.id,
    description: rule.peers.map((peer) => peer.slice(peer.indexOf(':') + 1)).join(', '),
    detail: rule.summary,
  });
  const separator = (label: string): RuleItem => ({ label, kind: QuickPickItemKind.Separator });
  const found = rules.filter((rule) => here.has(rule.id));
  const rest = rules.filter((rule) => !here.has(rule.id));
  if (found.length === 0) return rest.map(item);
  return [separator(l10n.t('at the cursor')), ...found.map(item), separator(l10n.t('all rules')), ...rest.map(item)];
}

function rulesAtCursor(): ReadonlySet<string> {
  const editor = window.activeTextEditor;
  if (!editor) return new Set();
  const { line } = editor.selection.active;
  const at = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.start.line <= line && line <= range.end.line);
  return new Set(at.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}
