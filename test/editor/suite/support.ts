import {
  commands,
  type Diagnostic,
  extensions,
  languages,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { isOurs } from '../../../client/src/duplicates.js';
import type { Api } from '../../../client/src/start.js';

export const extensionId = 'platform-builder.platform-builder';

/** One problem that the builder itself names as well: `as` beside `FROM`. */
export const lowercaseAs = 'FROM scratch as base\nCOPY . /app\nFROM base\n';

export async function api(): Promise<Api> {
  const extension = extensions.getExtension<Api>(extensionId);
  if (!extension) throw new Error('the extension under test is not installed');
  return extension.activate();
}

export async function running(): Promise<Api> {
  const found = await api();
  await until(() => found.server.state() === 'running', 'the server runs');
  return found;
}

export async function openText(text: string, language = 'dockerfile'): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content: text });
  await window.showTextDocument(document);
  return document;
}

export async function openFile(name: string): Promise<TextDocument> {
  const [uri] = await workspace.findFiles(name);
  if (!uri) throw new Error(`${name} is not in the workspace`);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

export function findings(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(isOurs);
}

/** Our findings on a text, as soon as there is any. */
export async function found(document: TextDocument): Promise<Diagnostic[]> {
  await until(() => findings(document.uri).length > 0, `findings in ${document.uri}`);
  return findings(document.uri);
}

export function textAt(document: TextDocument, diagnostic: Diagnostic): string {
  return document.getText(diagnostic.range);
}

export function codeOf(diagnostic: Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

export async function until(condition: () => boolean | Promise<boolean>, what: string, limit = 20_000): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`in vain waited until ${what}`);
    await pause(25);
  }
}

/** Long enough for something that must not happen to have happened. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function equal<T>(actual: T, expected: T, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what);
}

export async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('platformBuilder').update(name, value, true);
}

/** Closes all editors without asking about unsaved texts. */
export async function closeAll(): Promise<void> {
  while (window.tabGroups.all.some((group) => group.tabs.length > 0)) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** A line for the person who runs the suite. */
export function tell(line: string): void {
  console.log(`▸      ${line}`);
}
