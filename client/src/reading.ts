import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type DirectoryEntry,
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
  readDirectory,
  readFile,
} from '../../server/src/hosts/lsp/messages.js';

/** Lets the server read files where it has no file system of its own: in the browser, and in virtual workspaces. */
export function answerReads(client: BaseLanguageClient): void {
  client.onRequest<ReadFileResult, void>(readFile.method, (params: ReadFileParams) => readText(params));
  client.onRequest<ReadDirectoryResult, void>(readDirectory.method, (params: ReadDirectoryParams) => list(params));
}

async function readText({ uri, maxBytes }: ReadFileParams): Promise<ReadFileResult> {
  const file = await inside(uri);
  if (!file) return refused('outside the workspace');
  try {
    const { type, size } = await workspace.fs.stat(file);
    if ((type & FileType.File) === 0) return refused('not a file');
    if (size > maxBytes) return refused('too large');
    return { kind: 'text', text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
  } catch (error) {
    return failed(error);
  }
}

async function list({ uri }: ReadDirectoryParams): Promise<ReadDirectoryResult> {
  const directory = await inside(uri);
  if (!directory) return refused('outside the workspace');
  try {
    const entries = await workspace.fs.readDirectory(directory);
    return {
      kind: 'entries',
      entries: entries.flatMap(([name, type]): DirectoryEntry[] => {
        if ((type & FileType.SymbolicLink) !== 0) return [];
        if ((type & FileType.Directory) !== 0) return [{ name, kind: 'directory' }];
        return (type & FileType.File) !== 0 ? [{ name, kind: 'file' }] : [];
      }),
    };
  } catch (error) {
    return failed(error);
  }
}

/** The URI, where it lies in a workspace folder and no symbolic link on the way leads out of it. */
async function inside(text: string): Promise<Uri | undefined> {
  const uri = Uri.parse(text, true);
  // A path that climbs is never one of ours, and must not be resolved by a file system that we do not know.
  if (uri.path.split(/[\\/]/).includes('..')) return undefined;
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder || folder.uri.scheme !== uri.scheme || folder.uri.authority !== uri.authority) return undefined;
  const steps = uri.path.slice(folder.uri.path.length).split('/').filter(Boolean);
  const places = steps.map((_, index) => Uri.joinPath(folder.uri, ...steps.slice(0, index + 1)));
  const links = await Promise.all(places.map(isLink));
  return links.includes(true) ? undefined : uri;
}

async function isLink(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.SymbolicLink) !== 0;
  } catch {
    // What does not exist is told as missing by the read itself.
    return false;
  }
}

function failed(error: unknown): { readonly kind: 'missing' } | { readonly kind: 'refused'; readonly reason: string } {
  if (error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory')) {
    return { kind: 'missing' };
  }
  return refused(error instanceof Error ? error.message : 'not readable');
}

function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}
