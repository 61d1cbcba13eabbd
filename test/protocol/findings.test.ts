import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fullClient, rulesOf, start, until, uriOf, workspace } from '../support/language-server.js';
import type { DocumentDiagnosticReport } from '../support/protocol.js';

const uri = 'file:///project/Dockerfile';
const { diagnostics: _, ...pushWorkspace } = fullClient.workspace ?? {};
const pushClient = { ...fullClient, workspace: pushWorkspace };

describe('findings', () => {
  it("have place, severity, source, rule, page and other tools' names", async () => {
    const client = await start();
    client.open(uri, '# \u{1f433}\nFROM debian\nUSER 10001\n');
    expect(await client.pull(uri)).toEqual([
      {
        range: { start: { line: 1, character: 5 }, end: { line: 1, character: 11 } },
        severity: 2,
        source: 'platform-builder',
        code: 'dockerfile/untagged-image',
        codeDescription: { href: expect.stringMatching(/^https:.*\/dockerfile\/untagged-image\.md$/) },
        message: expect.stringContaining('"debian"'),
        data: { aliases: expect.arrayContaining(['hadolint:DL3006']) },
      },
    ]);
  });

  it('are not sent again when they have not changed', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\nUSER 10001\n');
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    const first = await ask();
    expect(first.kind).toBe('full');
    expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.change(uri, [{ text: 'FROM debian\nUSER 10001\n# and no more\n' }]);
    expect(await ask(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    client.change(uri, [{ text: '\nFROM debian\nUSER 10001\n' }]);
    expect((await ask(first.resultId)).kind).toBe('full');
  });

  it('are only pulled where they can be pulled', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\nUSER 10001\n');
    await client.pull(uri);
    client.change(uri, [{ text: 'FROM debian:latest\nUSER 10001\n' }]);
    await client.pull(uri);
    client.close(uri);
    expect(await client.pull(uri)).toEqual([]);
    expect(client.published).toEqual([]);
  });

  it('are pushed with the version they belong to, and taken back when the document is closed', async () => {
    const client = await start({ capabilities: pushClient });
    client.open(uri, 'FROM debian\nUSER 10001\n');
    await until(() => client.published.length === 1, 'the first push');
    client.change(uri, [{ text: 'FROM debian:12-slim\nUSER 10001\n' }]);
    await until(() => client.published.length === 2, 'the second push');
    client.close(uri);
    await until(() => client.published.length === 3, 'the last push');
    expect(client.published.map((one) => [one.version, one.diagnostics.length])).toEqual([
      [1, 1],
      [2, 0],
      [undefined, 0],
    ]);
  });

  it('of a text that has changed meanwhile are not told', async () => {
    const client = await start({ capabilities: pushClient });
    client.open(uri, 'FROM debian\nUSER 10001\n');
    for (let i = 0; i < 20; i++) client.change(uri, [{ text: `FROM debian\nUSER 1000${i}\n` }]);
    client.change(uri, [{ text: 'FROM debian:12-slim\nUSER 10001\n' }]);
    await until(() => client.published.at(-1)?.version === 22, 'the last version is checked');
    const versions = client.published.map((one) => one.version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(client.published.at(-1)?.diagnostics).toEqual([]);
  });

  it('are not computed for a request that was taken back', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\nUSER 10001\n'.repeat(3000));
    const message = { textDocument: { uri } };
    const { CancellationTokenSource } = await import('../support/protocol.js');
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('textDocument/diagnostic', message, source.token);
    setTimeout(() => source.cancel(), 1);
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    // The server goes on as if nothing had been.
    client.change(uri, [{ text: 'FROM debian\nUSER 10001\n' }]);
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
  });
});

describe('files that are not for people', () => {
  it('above the size limit are named and left alone', async () => {
    const client = await start();
    client.open(uri, `FROM debian\n${'#'.repeat(1_000_001)}\n`);
    expect(await client.pull(uri)).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        severity: 3,
        source: 'platform-builder',
        message: 'This file is not checked: it has more than 1 million characters.',
      },
    ]);
    expect(await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } })).toBeNull();
    // Cut down to size, it is checked like any other.
    client.change(uri, [{ text: 'FROM debian\nUSER 10001\n' }]);
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
  });

  it('of 50 MB are opened and edited without trouble', async () => {
    const client = await start();
    client.open(uri, 'RUN echo something rather long that goes on and on\n'.repeat(1_000_000));
    expect(await client.pull(uri)).toHaveLength(1);
    const at = { line: 500_000, character: 3 };
    client.change(uri, [{ range: { start: at, end: at }, text: ' x' }]);
    expect(await client.pull(uri)).toHaveLength(1);
  });

  it('of other languages are not spoken about, however large', async () => {
    const client = await start();
    client.open('file:///project/notes.md', 'x'.repeat(2_000_000), 'markdown');
    expect(await client.pull('file:///project/notes.md')).toEqual([]);
  });

  it('with NUL, lone surrogates and other rubbish do no harm', async () => {
    const client = await start();
    const rubbish = [
      '\0\0\0',
      'FROM debian\0\nRUN \0x\n',
      '\ud800FROM\udc00 x',
      '\ufeffFROM debian\nUSER 10001\n',
      'RUN <<'.repeat(1000),
      `RUN ${'$('.repeat(5000)}`,
      `FROM ${'${a:-'.repeat(5000)}`,
    ];
    for (const text of rubbish) {
      client.open(uri, text);
      await client.pull(uri);
      for (const method of ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'documentLink', 'codeLens']) {
        await client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri } });
      }
      client.close(uri);
    }
    client.open(uri, 'FROM debian\nUSER 10001\n');
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
    expect(client.logged.filter((line) => line.includes('failed'))).toEqual([]);
  });
});

describe('settings', () => {
  const off = { rules: { 'hadolint:DL3006': 'off' } };

  it('are asked for, and asked for again when they change', async () => {
    let settings: unknown = {};
    const client = await start({ settings: () => settings });
    client.open(uri, 'FROM debian\nUSER 10001\n');
    expect(await client.pull(uri)).toHaveLength(1);
    settings = off;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until(() => client.refreshed.includes('diagnostic'), 'the client is told to pull again');
    expect(await client.pull(uri)).toEqual([]);
  });

  it('that did not change cause no work', async () => {
    const client = await start({ settings: () => off });
    client.open(uri, 'FROM debian\nUSER 10001\n');
    await client.pull(uri);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const before = client.refreshed.length;
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(client.refreshed.length).toBe(before);
  });

  it('are taken from the notification where they cannot be asked for', async () => {
    const { configuration: _, ...rest } = fullClient.workspace ?? {};
    const client = await start({ capabilities: { ...fullClient, workspace: rest } });
    client.open(uri, 'FROM debian\nUSER 10001\n');
    expect(await client.pull(uri)).toHaveLength(1);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { platformBuilder: off },
    });
    await until(() => client.refreshed.includes('diagnostic'), 'the client is told to pull again');
    expect(await client.pull(uri)).toEqual([]);
  });

  it('may differ from folder to folder', async () => {
    const one = workspace({});
    const other = workspace({});
    const client = await start({
      folders: [one, other],
      settings: (scope) => (scope === uriOf(other) ? off : {}),
    });
    for (const folder of [one, other]) client.open(uriOf(folder, 'Dockerfile'), 'FROM debian\nUSER 10001\n');
    expect(await client.pull(uriOf(one, 'Dockerfile'))).toHaveLength(1);
    expect(await client.pull(uriOf(other, 'Dockerfile'))).toEqual([]);
  });

  it('switch a language off', async () => {
    const client = await start({ settings: () => ({ languages: { dockerfile: { enabled: false } } }) });
    client.open(uri, 'FROM debian\nUSER 10001\n');
    expect(await client.pull(uri)).toEqual([]);
  });

  it('of any wrong type are the defaults', async () => {
    for (const wrong of [null, 'x', 7, [], { rules: 3, profile: {}, languages: [], tools: 'x', inlayHints: null }]) {
      const client = await start({ settings: () => wrong });
      client.open(uri, 'FROM debian\nUSER 10001\n');
      expect(await client.pull(uri)).toHaveLength(1);
    }
  });
});

describe('configuration files', () => {
  it('that change on the disk change the findings of open documents', async () => {
    const folder = workspace({ 'web/Dockerfile': '' });
    const client = await start({ folders: [folder] });
    const document = uriOf(folder, 'web', 'Dockerfile');
    client.open(document, 'FROM debian\nUSER 10001\n');
    expect(await client.pull(document)).toHaveLength(1);
    const before = client.refreshed.length;
    const config = join(folder, '.platform-builder.yaml');
    writeFileSync(config, 'rules:\n  dockerfile/untagged-image: off\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf(config), type: 1 }],
    });
    await until(() => client.refreshed.length > before, 'the client is told to pull again');
    expect(await client.pull(document)).toEqual([]);
  });

  it('are heard of at the next save where the client watches nothing', async () => {
    const { didChangeWatchedFiles: _, ...rest } = fullClient.workspace ?? {};
    const folder = workspace({});
    const client = await start({ folders: [folder], capabilities: { ...fullClient, workspace: rest } });
    const document = uriOf(folder, 'Dockerfile');
    client.open(document, 'FROM debian\nUSER 10001\n');
    expect(await client.pull(document)).toHaveLength(1);
    writeFileSync(join(folder, '.platform-builder.yaml'), 'rules:\n  dockerfile/untagged-image: off\n');
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: document } });
    expect(await client.pull(document)).toEqual([]);
  });

  it('count as they are in the editor, before they are saved', async () => {
    const folder = workspace({ '.platform-builder.yaml': '' });
    const client = await start({ folders: [folder] });
    const document = uriOf(folder, 'Dockerfile');
    const config = uriOf(folder, '.platform-builder.yaml');
    client.open(document, 'FROM debian\nUSER 10001\n');
    client.open(config, '', 'yaml');
    expect(await client.pull(document)).toHaveLength(1);
    client.change(config, [{ text: 'rules:\n  dockerfile/untagged-image: off\n' }]);
    expect(await client.pull(document)).toEqual([]);
    client.close(config);
    expect(await client.pull(document)).toHaveLength(1);
  });

  it('cause no refresh while only the text of a Dockerfile changes', async () => {
    const folder = workspace({});
    const client = await start({ folders: [folder] });
    const document = uriOf(folder, 'Dockerfile');
    client.open(document, 'FROM debian\nUSER 10001\n');
    await client.pull(document);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const before = client.refreshed.length;
    for (let i = 0; i < 5; i++) client.change(document, [{ text: `FROM debian\nUSER 1000${i}\n` }]);
    await client.pull(document);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(client.refreshed.length).toBe(before);
  });
});
