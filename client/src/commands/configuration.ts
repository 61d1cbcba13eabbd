import { l10n, languages, Position, Uri, WorkspaceEdit, type WorkspaceFolder, window, workspace } from 'vscode';
import { configurationIn } from '../selector.js';

const content = `# Settings of Platform Builder for this folder and those below it.
# recommended: quiet on well-kept projects; strict: for security and platform teams; all: everything.
profile: recommended

# Levels by rule: off, hint, info, warning or error.
rules: {}
`;

/** Opens the configuration of a folder. Where there is none, shows one that exists as soon as it is saved. */
export async function openConfiguration(): Promise<void> {
  const folder = await chooseFolder();
  if (!folder) return;
  const uri = configurationIn(folder.uri);
  const existing = await firstExisting([uri, Uri.joinPath(folder.uri, '.platform-builder.yml')]);
  if (existing) {
    await window.showTextDocument(existing);
    return;
  }
  if (folder.uri.scheme !== 'file' && folder.uri.scheme !== 'vscode-remote') {
    await proposeFile(uri);
    return;
  }
  const document = await workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  await languages.setTextDocumentLanguage(document, 'yaml');
  const editor = await window.showTextDocument(document);
  // An earlier proposal that was not saved is still there; it is the user's text by now.
  if (document.getText() === '') await editor.edit((edit) => edit.insert(new Position(0, 0), content));
}

/** Virtual file systems do not know unsaved files with a place, so the file is shown for confirmation instead. */
async function proposeFile(uri: Uri): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(
    uri,
    { contents: new TextEncoder().encode(content) },
    { label: l10n.t('Create the configuration file'), needsConfirmation: true },
  );
  if (await workspace.applyEdit(edit, { isRefactoring: true })) await window.showTextDocument(uri);
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return folders[0];
  const active = window.activeTextEditor && workspace.getWorkspaceFolder(window.activeTextEditor.document.uri);
  return active ?? window.showWorkspaceFolderPick();
}

async function firstExisting(candidates: readonly Uri[]): Promise<Uri | undefined> {
  for (const uri of candidates) {
    try {
      await workspace.fs.stat(uri);
      return uri;
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}
