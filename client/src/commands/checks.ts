import {
  CodeAction,
  CodeActionKind,
  commands,
  type LogOutputChannel,
  l10n,
  Position,
  Range,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { checkWorkspace, type FixWorkspaceResult, fixWorkspace } from '../../../server/src/hosts/lsp/messages.js';
import { withProgress } from '../progress.js';
import type { Server } from '../server.js';

const fixAll: CodeActionKind = CodeActionKind.SourceFixAll.append('platformBuilder');

/** Checks all files of the workspace, shows them in the Problems panel and says in one line what came out. */
export async function checkAll(server: Server, log: LogOutputChannel): Promise<void> {
  const result = await withProgress(l10n.t('Checking the workspace'), (token) => server.ask(checkWorkspace, {}, token));
  if (!result) return;
  const { files, errors, warnings, infos, hints, skipped } = result;
  if (errors + warnings + infos + hints > 0) await commands.executeCommand('workbench.actions.view.problems');
  for (const { uri, reason } of skipped) log.warn(`${uri} was not checked: ${reason}`);
  const counts = l10n.t('{0} errors, {1} warnings, {2} notes in {3} files', errors, warnings, infos + hints, files);
  const left = skipped.length > 0 ? ` ${l10n.t('({0} files could not be checked, see the log)', skipped.length)}` : '';
  window.setStatusBarMessage(`${l10n.t('Platform Builder')}: ${counts}${left}`, 10_000);
}

/** Applies every safe fix in the active file. */
export async function fixFile(): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { document } = editor;
  const all = new Range(0, 0, document.lineCount, 0);
  const actions = await commands.executeCommand<(CodeAction | { readonly title: string })[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    all,
    fixAll.value,
    1,
  );
  const action = actions.find(
    (candidate): candidate is CodeAction =>
      candidate instanceof CodeAction && candidate.kind !== undefined && fixAll.contains(candidate.kind),
  );
  if (!action?.edit) {
    window.setStatusBarMessage(l10n.t('Nothing that can be fixed without a look'), 5000);
    return;
  }
  await workspace.applyEdit(action.edit);
}

/** Shows every safe fix of the workspace for review; what stays ticked is applied, as one undoable step. */
export async function fixAllFiles(server: Server): Promise<void> {
  const result = await withProgress(l10n.t('Looking for safe fixes'), (token) => server.ask(fixWorkspace, {}, token));
  if (!result) return;
  if (result.files.every((file) => file.edits.length === 0)) {
    window.setStatusBarMessage(l10n.t('Nothing that can be fixed without a look'), 5000);
    return;
  }
  await workspace.applyEdit(reviewable(result), { isRefactoring: true });
}

function reviewable(result: FixWorkspaceResult): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const file of result.files) {
    const uri = Uri.parse(file.uri, true);
    for (const { range, newText, label } of file.edits) {
      const { start, end } = range;
      edit.replace(uri, new Range(start.line, start.character, end.line, end.character), newText, {
        label,
        needsConfirmation: false,
      });
    }
  }
  // The editor shows edits for review only if one of them asks for it, and does not tick those that ask. Safe fixes should be
  // ticked, so something else asks: an edit that changes nothing, at the very end.
  const last = result.files.at(-1);
  if (last) {
    const end = new Position(1_000_000, 0);
    edit.insert(Uri.parse(last.uri, true), end, '', { label: l10n.t('Review'), needsConfirmation: true });
  }
  return edit;
}
