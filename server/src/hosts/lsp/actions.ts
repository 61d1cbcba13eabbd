import type { CancellationToken, CodeActionParams } from 'vscode-languageserver';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { difference } from '../../core/difference.js';
import { conflict, type TextEdit as OffsetEdit } from '../../core/edit.js';
import type { Finding } from '../../core/finding.js';
import { spanOf } from '../../core/text.js';
import { fixText } from '../../fix.js';
import { toChanges, toDiagnostic, toTextEdit } from './convert.js';
import type { OpenDocument } from './open-documents.js';
import type { Session } from './session.js';

const fixAllKind = `${CodeActionKind.SourceFixAll}.platformBuilder`;

/** What the edit of `Fix all safe problems` is made from, once the user chooses it. */
export interface LazyAction {
  readonly uri: string;
  readonly version: number;
}

/** The light bulb: fixes of the findings under the cursor, then ways to silence them, then refactorings. */
export async function codeActions(
  session: Session,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const document = session.documents.get(params.textDocument.uri);
  const opened = document && session.opened(document.uri);
  if (!document || !opened) return [];
  const { only } = params.context;
  const wanted = (kind: string): boolean =>
    only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
  const actions: CodeAction[] = [];
  const span = spanOf(document.lines, params.range);

  if (wanted(CodeActionKind.QuickFix) || wanted(fixAllKind)) {
    const findings = (await session.check(document, token))?.findings ?? [];
    const here = findings.filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end);
    if (wanted(CodeActionKind.QuickFix)) {
      for (const finding of here) actions.push(...fixesOf(session, document, finding));
      actions.push(...fixesOfRules(session, document, here, findings));
      for (const finding of here) actions.push(...ignoresOf(session, document, finding));
      if (session.client.ours) {
        for (const rule of new Set(here.map((finding) => finding.rule))) actions.push(explain(rule));
      }
    }
    // On save it is asked for by name; in the menu it would only repeat what the palette has.
    const fixable = (): boolean => findings.some((finding) => finding.fixes.some((fix) => fix.safe));
    if (only !== undefined && wanted(fixAllKind) && fixable()) {
      const fixAll = lazyFixAll(document);
      actions.push(session.client.lazyEdits ? fixAll : await resolveAction(session, fixAll));
    }
  }
  if (wanted(CodeActionKind.Refactor) || only?.some((one) => one.startsWith('refactor'))) {
    for (const refactoring of opened.language.features.refactorings?.(opened.context, span) ?? []) {
      if (!wanted(refactoring.kind)) continue;
      actions.push({
        title: refactoring.title,
        kind: refactoring.kind,
        ...(refactoring.disabled === undefined
          ? { edit: { changes: { ...toChanges(refactoring.edits, document.path, session.linesOf) } } }
          : { disabled: { reason: refactoring.disabled } }),
      });
    }
  }
  return actions;
}

function fixesOf(session: Session, document: OpenDocument, finding: Finding): CodeAction[] {
  const diagnostics = [toDiagnostic(finding, document.path, session.linesOf)];
  return finding.fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    // Only a fix that has no rival is the one to take without looking.
    isPreferred: finding.fixes.length === 1,
    edit: { changes: { ...toChanges(fix.edits, document.path, session.linesOf) } },
  }));
}

/** One action for each rule here that has more findings with a fix in the file. */
function fixesOfRules(
  session: Session,
  document: OpenDocument,
  here: readonly Finding[],
  all: readonly Finding[],
): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const rule of new Set(here.filter((finding) => finding.fixes.length > 0).map((finding) => finding.rule))) {
    const same = all.filter((finding) => finding.rule === rule && finding.fixes.length > 0);
    if (same.length < 2) continue;
    const title = `Fix all ${same.length} problems of ${rule} in this file`;
    const edits = editsOfRule(all, rule);
    actions.push({
      title,
      kind: CodeActionKind.QuickFix,
      edit: { changes: { ...toChanges(edits, document.path, session.linesOf) } },
    });
  }
  return actions;
}

function editsOfRule(findings: readonly Finding[], rule: string): OffsetEdit[] {
  const chosen: OffsetEdit[] = [];
  for (const finding of findings) {
    const edits = finding.rule === rule ? (finding.fixes[0]?.edits ?? []) : [];
    if (edits.every((edit) => !chosen.some((other) => conflict(edit, other)))) chosen.push(...edits);
  }
  return chosen;
}

function ignoresOf(session: Session, document: OpenDocument, finding: Finding): CodeAction[] {
  const opened = session.opened(document.uri);
  if (!opened) return [];
  const { ignore } = opened.language.features;
  const diagnostics = [toDiagnostic(finding, document.path, session.linesOf)];
  return (ignore?.(opened.context, finding.rule, finding.aliases, finding.span) ?? []).map((action) => ({
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit: { changes: { ...toChanges(action.edits, document.path, session.linesOf) } },
  }));
}

function explain(rule: string): CodeAction {
  const title = `Explain ${rule}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: 'platformBuilder.rules.explain', arguments: [rule] },
  };
}

function lazyFixAll(document: OpenDocument): CodeAction {
  const data: LazyAction = { uri: document.uri, version: document.version };
  return { title: 'Fix all safe problems', kind: fixAllKind, data };
}

/** Makes the edit of a lazy action. A document that has changed meanwhile gets none. */
export async function resolveAction(session: Session, action: CodeAction): Promise<CodeAction> {
  const data = action.data as LazyAction | undefined;
  const document = data && session.documents.get(data.uri);
  if (!document || document.version !== data.version) return action;
  const { data: _, ...rest } = action;
  const text = await fixedText(session, document);
  if (text === document.text) return rest;
  const edits = difference(document.text, text).map((edit) => toTextEdit(edit, document.lines));
  return { ...rest, edit: { changes: { [document.uri]: edits } } };
}

/** The document's text after all its safe fixes. */
async function fixedText(session: Session, document: OpenDocument): Promise<string> {
  const check = async (text: string): Promise<readonly Finding[]> =>
    (await session.service.checkText(document.path, text, undefined, document.editorId))?.findings ?? [];
  return (await fixText(document.text, check)).text;
}
