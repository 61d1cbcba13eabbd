import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fullClient, rulesOf, serverPath, spawnServer, start, until, uriOf } from '../support/language-server.js';
import {
  createProtocolConnection,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  SocketMessageReader,
  SocketMessageWriter,
} from '../support/protocol.js';

const uri = 'file:///project/Dockerfile';

describe('initialize', () => {
  it('announces pulled findings to a client that can pull and be refreshed', async () => {
    const { initialized } = await start();
    expect(initialized.serverInfo?.name).toBe('platform-builder');
    expect(initialized.capabilities.positionEncoding).toBe('utf-16');
    expect(initialized.capabilities.textDocumentSync).toEqual({ openClose: true, change: 2, save: true });
    expect(initialized.capabilities.diagnosticProvider).toEqual({
      identifier: 'platform-builder',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    expect(initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
  });

  it('works for a client that tells nothing about itself', async () => {
    const client = await start({ capabilities: {}, initialize: { workspaceFolders: undefined } });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    expect(client.initialized.capabilities.renameProvider).toBe(true);
    client.open(uri, 'FROM debian\nUSER 10001\n');
    await until(() => client.published.length > 0, 'findings are pushed');
    expect(rulesOf(client.published[0]!.diagnostics)).toEqual(['dockerfile/untagged-image']);
    expect(client.registered).toEqual(new Set());
    expect(client.refreshed).toEqual([]);
  });

  it('pushes to a client that pulls but cannot be told to pull again', async () => {
    const { diagnostics: _, ...workspace } = fullClient.workspace ?? {};
    const client = await start({ capabilities: { ...fullClient, workspace } });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    client.open(uri, 'FROM debian\nUSER 10001\n');
    await until(() => client.published.length > 0, 'findings are pushed');
  });

  it('takes settings from initializationOptions, with our key or without', async () => {
    for (const options of [
      { settings: { rules: { 'dockerfile/untagged-image': 'off' } } },
      { rules: { 'dockerfile/untagged-image': 'off' } },
      { platformBuilder: { rules: { 'dockerfile/untagged-image': 'off' } } },
    ]) {
      const { configuration: _, ...workspace } = fullClient.workspace ?? {};
      const client = await start({ capabilities: { ...fullClient, workspace }, initializationOptions: options });
      client.open(uri, 'FROM debian\nUSER 10001\n');
      expect(await client.pull(uri)).toEqual([]);
    }
  });

  it('asks for nothing but what the client can do', async () => {
    const client = await start();
    await until(() => client.registered.size === 2, 'the server has registered');
    expect(client.registered).toEqual(new Set(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']));
  });
});

describe('transports', () => {
  it('speaks over the channel of a child process', async () => {
    const child = spawn(process.execPath, [serverPath, '--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    connection.listen();
    const result = await connection.sendRequest<InitializeResult>('initialize', { processId: null, capabilities: {} });
    expect(result.serverInfo?.name).toBe('platform-builder');
    connection.dispose();
    child.kill('SIGKILL');
  });

  it('speaks over a socket', async () => {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as { port: number };
    const { child } = spawnServer([`--socket=${port}`]);
    const socket = await new Promise<import('node:net').Socket>((resolve) => listener.once('connection', resolve));
    const connection = createProtocolConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    connection.listen();
    const result = await connection.sendRequest<InitializeResult>('initialize', { processId: null, capabilities: {} });
    expect(result.serverInfo?.name).toBe('platform-builder');
    connection.dispose();
    socket.destroy();
    listener.close();
    child.kill('SIGKILL');
  });
});

describe('the end', () => {
  it('is exit code 0 after shutdown', async () => {
    const client = await start();
    expect(await client.shutdown()).toBe(0);
  });

  it('is exit code 1 without shutdown', async () => {
    const client = await start();
    const exited = new Promise((resolve) => client.process.on('exit', resolve));
    await client.connection.sendNotification('exit');
    expect(await exited).toBe(1);
  });

  it('comes when the editor is gone', async () => {
    const { child, exited } = spawnServer();
    child.stdin?.end();
    expect(await exited).not.toBeNull();
  });
});

describe('what no editor should send', () => {
  it('is survived: unknown methods, wrong parameters, documents that are not open', async () => {
    const client = await start();
    const { connection } = client;
    await expect(connection.sendRequest('textDocument/unheardOf', {})).rejects.toThrow();
    await expect(connection.sendRequest('textDocument/hover', { nonsense: true })).rejects.toThrow();
    await expect(connection.sendRequest('textDocument/diagnostic', null)).rejects.toThrow();
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: 'file:///never/opened', version: 3 },
      contentChanges: [{ text: 'x' }],
    });
    void connection.sendNotification('textDocument/didClose', { textDocument: { uri: 'file:///never/opened' } });
    void connection.sendNotification('textDocument/didOpen', { textDocument: {} });
    void connection.sendNotification('$/unheardOf', {});
    expect(await client.pull('file:///never/opened')).toEqual([]);
    const positions = [
      { line: -1, character: -5 },
      { line: 99_999, character: 99_999 },
    ];
    client.open(uri, 'FROM debian:12-slim\n');
    for (const position of positions) {
      const at = { textDocument: { uri }, position };
      for (const method of ['hover', 'completion', 'definition', 'references', 'documentHighlight', 'signatureHelp']) {
        await connection.sendRequest(`textDocument/${method}`, { ...at, context: { includeDeclaration: true } });
      }
    }
    client.change(uri, [{ text: 'FROM debian\nUSER 10001\n' }]);
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
  });

  it('is survived: bytes that are no message', async () => {
    const { child, exited } = spawnServer();
    child.stdin?.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    child.stdin?.write('Content-Length: 12\r\n\r\n{"broken": 1');
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: {} } });
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.stdin?.end();
    // It may answer or give up, but it may not hang, nor print anything but messages.
    expect(await exited).not.toBeNull();
    expect(output === '' || output.startsWith('Content-Length: ')).toBe(true);
  });

  it('finds documents of ours by their path, whatever the editor calls them', async () => {
    const client = await start();
    for (const [path, languageId, ours] of [
      ['/project/Dockerfile', 'plaintext', true],
      ['/project/web.Dockerfile', '', true],
      ['/project/Containerfile', 'text', true],
      ['/project/build.txt', 'dockerfile', true],
      ['/project/README.md', 'markdown', false],
    ] as const) {
      client.open(uriOf(path), 'FROM debian\nUSER 10001\n', languageId);
      expect([path, (await client.pull(uriOf(path))).length]).toEqual([path, ours ? 1 : 0]);
    }
  });

  it('checks documents that were never saved', async () => {
    const client = await start();
    client.open('untitled:Untitled-1', 'FROM debian\nUSER 10001\n');
    expect(rulesOf(await client.pull('untitled:Untitled-1'))).toEqual(['dockerfile/untagged-image']);
  });
});
