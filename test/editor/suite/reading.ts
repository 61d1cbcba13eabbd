import { Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { answerReads } from '../../../client/src/reading.js';
import {
  type ReadDirectoryResult,
  type ReadFileResult,
  readDirectory,
  readFile,
} from '../../../server/src/hosts/lsp/messages.js';
import { equal, ok } from './support.js';

suite('reading for the server', () => {
  test('answers with the text of a file in the workspace', async () => {
    const result = await ask<ReadFileResult>(readFile.method, { uri: at('Dockerfile'), maxBytes: 1000 });
    ok(result.kind === 'text' && result.text.startsWith('FROM scratch as base'), JSON.stringify(result));
  });

  test('tells a missing file from one that it refuses', async () => {
    const missing = await ask<ReadFileResult>(readFile.method, { uri: at('nothing'), maxBytes: 1000 });
    equal(missing.kind, 'missing', 'kind');
    const large = await ask<ReadFileResult>(readFile.method, { uri: at('Dockerfile'), maxBytes: 3 });
    equal(large, { kind: 'refused', reason: 'too large' }, 'answer');
    const directory = await ask<ReadFileResult>(readFile.method, { uri: at('web'), maxBytes: 1000 });
    equal(directory.kind, 'refused', 'kind');
  });

  test('reads nothing outside the workspace', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    ok(folder, 'no folder');
    const outside = [
      folder.with({ path: `${folder.path}/../outside.txt` }).toString(),
      `${folder.toString()}/%2e%2e/outside.txt`,
      `${folder.toString()}/web/..%2f..%2foutside.txt`,
      folder.with({ path: '/etc/passwd' }).toString(),
      folder.with({ path: `${folder.path}-other/Dockerfile` }).toString(),
      'file:///etc/passwd',
      'https://example.com/Dockerfile',
      at('link/outside.txt'),
      at('link-to-file'),
    ];
    for (const uri of outside) {
      const result = await ask<ReadFileResult>(readFile.method, { uri, maxBytes: 1000 });
      ok(result.kind === 'refused', `${uri}: ${JSON.stringify(result)}`);
    }
    const listed = await ask<ReadDirectoryResult>(readDirectory.method, { uri: at('link') });
    equal(listed.kind, 'refused', 'kind');
  });

  test('lists files and directories, and no links', async () => {
    const result = await ask<ReadDirectoryResult>(readDirectory.method, { uri: at('') });
    ok(result.kind === 'entries', JSON.stringify(result));
    const names = result.entries.map(({ name, kind }) => `${kind} ${name}`).sort();
    ok(names.includes('file Dockerfile') && names.includes('directory web'), names.join());
    ok(!names.some((name) => name.includes('link')), names.join());
  });
});

/** Answers as a client gives them, without a server in between. */
async function ask<R>(method: string, params: object): Promise<R> {
  const handlers = new Map<string, (params: object) => Promise<unknown>>();
  const client = {
    onRequest: (name: string, handler: (params: object) => Promise<unknown>) => handlers.set(name, handler),
  };
  answerReads(client as unknown as BaseLanguageClient);
  return (await handlers.get(method)?.(params)) as R;
}

function at(path: string): string {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  ok(folder, 'no folder');
  return Uri.joinPath(folder, path).toString();
}
