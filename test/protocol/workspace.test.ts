import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  ReadDirectoryParams,
  ReadDirectoryResult,
  ReadFileParams,
  ReadFileResult,
} from '../../server/src/hosts/lsp/messages.js';
import { type Client, fullClient, rulesOf, start, until, uriOf, workspace } from '../support/language-server.js';
import type { CompletionList } from '../support/protocol.js';

const off = 'rules:\n  dockerfile/untagged-image: off\n';
const environment = { trusted: false, coexistence: { completion: [], formatting: [] } };

async function offered(client: Client, document: string, line: string): Promise<string[]> {
  client.open(document, `FROM debian:12-slim\n${line}\n`);
  const list = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
    textDocument: { uri: document },
    position: { line: 1, character: line.length },
  });
  client.close(document);
  return list.items.map((item) => item.label);
}

describe('files around a document', () => {
  it('are not read outside the workspace folders', async () => {
    const outside = workspace({ 'secret.txt': '', '.platform-builder.yaml': off });
    const inside = join(outside, 'inside');
    mkdirSync(inside);
    writeFileSync(join(inside, 'known.txt'), '');
    const client = await start({ folders: [inside] });
    const document = uriOf(inside, 'Dockerfile');
    expect(await offered(client, document, 'COPY kn')).toContain('known.txt');
    expect(await offered(client, document, 'COPY ../se')).not.toContain('../secret.txt');
    client.open(document, 'FROM debian\nUSER 10001\n');
    expect(rulesOf(await client.pull(document))).toEqual(['dockerfile/untagged-image']);
  });

  it('are not read through links that lead out', async () => {
    const outside = workspace({ 'secret.txt': '', 'config.yaml': off });
    const inside = workspace({ 'known.txt': '' });
    symlinkSync(outside, join(inside, 'way-out'));
    symlinkSync(join(outside, 'config.yaml'), join(inside, '.platform-builder.yaml'));
    const client = await start({ folders: [inside] });
    const document = uriOf(inside, 'Dockerfile');
    expect(await offered(client, document, 'COPY way-out/se')).toEqual([]);
    client.open(document, 'FROM debian\nUSER 10001\n');
    expect(rulesOf(await client.pull(document))).toEqual(['dockerfile/untagged-image']);
  });

  it('are not read at all without a folder, or below one that does not exist', async () => {
    const folder = workspace({ '.platform-builder.yaml': off });
    for (const folders of [undefined, [], [join(folder, 'not-there')]]) {
      const client = await start(folders ? { folders } : {});
      const document = uriOf(folder, 'Dockerfile');
      client.open(document, 'FROM debian\nUSER 10001\n');
      expect(rulesOf(await client.pull(document))).toEqual(['dockerfile/untagged-image']);
    }
  });

  it('are read below each folder, also of folders that come and go', async () => {
    const folder = workspace({ '.platform-builder.yaml': off });
    const client = await start({ folders: [] });
    const document = uriOf(folder, 'Dockerfile');
    client.open(document, 'FROM debian\nUSER 10001\n');
    expect(await client.pull(document)).toHaveLength(1);
    const here = { uri: uriOf(folder), name: 'folder' };
    const changed = async (event: object): Promise<void> => {
      const before = client.refreshed.length;
      await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
      await until(() => client.refreshed.length > before, 'the client is told to pull again');
    };
    await changed({ added: [here], removed: [] });
    expect(await client.pull(document)).toEqual([]);
    await changed({ added: [], removed: [here] });
    expect(await client.pull(document)).toHaveLength(1);
  });

  it('of other file systems are read through our client, and only where it says that it reads', async () => {
    const texts: Record<string, string> = { 'vscode-vfs://host/repo/.platform-builder.yaml': off };
    const document = 'vscode-vfs://host/repo/Dockerfile';
    for (const readsFiles of [true, false]) {
      const asked: string[] = [];
      const client = await start({ initializationOptions: { environment, readsFiles } });
      client.connection.onRequest<ReadFileResult, void>(
        'platformBuilder/readFile',
        ({ uri }: ReadFileParams): ReadFileResult => {
          asked.push(uri);
          const text = texts[uri];
          return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
        },
      );
      client.connection.onRequest<ReadDirectoryResult, void>(
        'platformBuilder/readDirectory',
        ({ uri }: ReadDirectoryParams): ReadDirectoryResult => {
          asked.push(uri);
          if (uri !== 'vscode-vfs://host/repo') return { kind: 'refused', reason: 'outside' };
          return { kind: 'entries', entries: [{ name: '.platform-builder.yaml', kind: 'file' }] };
        },
      );
      client.open(document, 'FROM debian\nUSER 10001\n');
      expect(await client.pull(document)).toHaveLength(readsFiles ? 0 : 1);
      expect(asked.length > 0).toBe(readsFiles);
    }
  });
});

describe('checks of the whole workspace', () => {
  const files = {
    'a/Dockerfile': 'FROM debian\nUSER 10001\n',
    'b/Dockerfile': 'FROM debian:12-slim\nUSER 10001\n',
    'ignored/Dockerfile': 'FROM debian\nUSER 10001\n',
    'node_modules/x/Dockerfile': 'FROM debian\nUSER 10001\n',
    '.gitignore': 'ignored/\n',
  };

  it('count what they found and send it for files that are not open', async () => {
    const folder = workspace(files);
    const client = await start({ folders: [folder] });
    client.open(uriOf(folder, 'b', 'Dockerfile'), 'FROM debian\nUSER 10001\n');
    const result = await client.connection.sendRequest('platformBuilder/checkWorkspace', {});
    expect(result).toEqual({ files: 2, errors: 0, warnings: 2, infos: 0, hints: 0, skipped: [] });
    expect(client.published.map((one) => [one.uri, rulesOf(one.diagnostics)])).toEqual([
      [uriOf(folder, 'a', 'Dockerfile'), ['dockerfile/untagged-image']],
    ]);
    // Opened, its findings are the document's own.
    client.open(uriOf(folder, 'a', 'Dockerfile'), files['a/Dockerfile']);
    await until(() => client.published.length === 2, 'the pushed findings are taken back');
    expect(client.published.at(-1)).toMatchObject({ uri: uriOf(folder, 'a', 'Dockerfile'), diagnostics: [] });
    expect(await client.pull(uriOf(folder, 'a', 'Dockerfile'))).toHaveLength(1);
  });

  it('run by themselves where the setting asks for it, and again when files change', async () => {
    const folder = workspace(files);
    const client = await start({ folders: [folder], settings: () => ({ check: { scope: 'workspace' } }) });
    const last = (...path: string[]): number | undefined =>
      client.published.findLast((one) => one.uri === uriOf(folder, ...path))?.diagnostics.length;
    await until(() => last('a', 'Dockerfile') === 1, 'findings of a file that is not open');
    writeFileSync(join(folder, 'a', 'Dockerfile'), 'FROM debian:12-slim\nUSER 10001\n');
    writeFileSync(join(folder, 'b', 'Dockerfile'), 'FROM debian\nUSER 10001\n');
    const changes = ['a', 'b'].map((name) => ({ uri: uriOf(folder, name, 'Dockerfile'), type: 2 }));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await until(() => last('a', 'Dockerfile') === 0 && last('b', 'Dockerfile') === 1, 'new findings');
    // A closed document is a file like any other again.
    const document = uriOf(folder, 'b', 'Dockerfile');
    client.open(document, 'FROM debian\nUSER 10001\n');
    await until(() => last('b', 'Dockerfile') === 0, 'the pushed findings are taken back');
    client.close(document);
    await until(() => last('b', 'Dockerfile') === 1, 'findings of the file again');
    unlinkSync(join(folder, 'b', 'Dockerfile'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: document, type: 3 }],
    });
    await until(() => last('b', 'Dockerfile') === 0, 'nothing of a file that is gone');
  });

  it('plan the safe fixes of all files', async () => {
    const text = 'FROM debian:12-slim as base\nUSER 10001\n';
    const folder = workspace({ 'a/Dockerfile': text, 'b/Dockerfile': text });
    const client = await start({ folders: [folder] });
    client.open(uriOf(folder, 'b', 'Dockerfile'), 'FROM debian:12-slim AS base\nUSER 10001\n');
    expect(await client.connection.sendRequest('platformBuilder/fixWorkspace', {})).toEqual({
      files: [
        {
          uri: uriOf(folder, 'a', 'Dockerfile'),
          version: null,
          edits: [
            {
              range: { start: { line: 0, character: 20 }, end: { line: 0, character: 22 } },
              newText: 'AS',
              label: 'Write "AS"',
            },
          ],
        },
      ],
    });
  });
});

describe('what our own client asks', () => {
  it('is answered: rules, explanations, status, report', async () => {
    const folder = workspace({ '.platform-builder.yaml': 'profile: strict\nignore: [old/**]\n' });
    const client = await start({ folders: [folder] });
    const ask = <R>(method: string, params: object = {}): Promise<R> =>
      client.connection.sendRequest<R>(`platformBuilder/${method}`, params);
    const rules = await ask<{ id: string; peers: string[] }[]>('rules');
    expect(rules.find((rule) => rule.id === 'dockerfile/untagged-image')?.peers).toContain('hadolint:DL3006');
    for (const rule of ['dockerfile/untagged-image', 'DL3006', 'hadolint:DL3006']) {
      expect(await ask('explainRule', { rule })).toMatchObject({
        id: 'dockerfile/untagged-image',
        markdown: expect.stringContaining('#'),
      });
    }
    expect(await ask('explainRule', { rule: 'no/such-rule' })).toBeNull();

    const open = (...path: string[]): string => {
      client.open(uriOf(folder, ...path), 'FROM debian\n');
      return uriOf(folder, ...path);
    };
    expect(await ask('documentStatus', { uri: open('Dockerfile') })).toEqual({
      language: 'Dockerfile',
      profile: 'strict',
      configuration: join(folder, '.platform-builder.yaml'),
    });
    expect(await ask('documentStatus', { uri: open('old', 'Dockerfile') })).toMatchObject({
      skipped: expect.stringContaining('configuration'),
    });
    expect(await ask('documentStatus', { uri: 'file:///nowhere/Dockerfile' })).toBeNull();
    expect(await ask('report')).toMatchObject({ openDocuments: 2, pullsDiagnostics: true, trusted: false });
  });

  it('may be that others format and complete', async () => {
    const client = await start({
      capabilities: fullClient,
      initializationOptions: {
        environment: { trusted: true, coexistence: { completion: [], formatting: ['dockerfile'] } },
      },
    });
    const uri = 'file:///project/Dockerfile';
    client.open(uri, 'FROM debian:12-slim\nRUN a \\\nb\n');
    const params = { textDocument: { uri }, options: { tabSize: 4, insertSpaces: true } };
    expect(await client.connection.sendRequest('textDocument/formatting', params)).toBeNull();
    await client.connection.sendNotification('platformBuilder/environmentChanged', environment);
    expect(await client.connection.sendRequest('textDocument/formatting', params)).toHaveLength(1);
  });
});
