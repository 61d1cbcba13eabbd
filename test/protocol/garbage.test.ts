import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { rulesOf, spawnServer, start } from '../support/language-server.js';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from '../support/protocol.js';

const uri = 'file:///project/Dockerfile';
const textDocument = { uri };
const initialize = { processId: null, rootUri: null, capabilities: {} };

describe('wrong parameters', () => {
  it.each([
    ['textDocument/hover', { textDocument: {}, position: {} }],
    ['textDocument/completion', { textDocument, position: { line: 'x', character: null } }],
    ['textDocument/completion', { textDocument, position: { line: 1e9, character: -1e9 } }],
    ['textDocument/codeAction', { textDocument }],
    ['textDocument/codeAction', { textDocument, range: {}, context: {} }],
    ['textDocument/semanticTokens/range', { textDocument }],
    ['textDocument/selectionRange', { textDocument, positions: [{}] }],
    ['textDocument/rename', { textDocument, position: { line: 0, character: 6 } }],
    ['textDocument/inlayHint', { textDocument }],
    ['textDocument/formatting', { textDocument }],
    ['textDocument/rangeFormatting', { textDocument, options: {} }],
    ['completionItem/resolve', {}],
    ['completionItem/resolve', { label: 'x', data: 7 }],
    ['codeAction/resolve', { title: 'x', data: { uri: 7 } }],
    ['workspace/symbol', {}],
    ['platformBuilder/explainRule', {}],
    ['platformBuilder/documentStatus', {}],
  ])('of %s, %j, get an answer, and the next request works', async (method, params) => {
    const client = await start();
    client.open(uri, 'FROM debian\nUSER 10001\n');
    // What the answer says matters less than that there is one.
    const answered = await client.connection.sendRequest(method, params).then(
      () => true,
      ({ code }) => typeof code === 'number',
    );
    expect(answered).toBe(true);
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
  });

  it('of notifications do no harm', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\nUSER 10001\n');
    for (const [method, params] of [
      ['textDocument/didOpen', {}],
      ['textDocument/didChange', { textDocument }],
      ['textDocument/didSave', {}],
      ['workspace/didChangeWatchedFiles', { changes: [{}] }],
      ['workspace/didChangeWatchedFiles', {}],
      ['workspace/didChangeConfiguration', {}],
      ['platformBuilder/environmentChanged', {}],
    ] as const) {
      await client.connection.sendNotification(method, params);
    }
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
  });
});

describe('requests at the wrong time', () => {
  it('are refused before initialize, and the server lives on', async () => {
    const { child } = spawnServer();
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout as NodeJS.ReadableStream),
      new StreamMessageWriter(child.stdin as NodeJS.WritableStream),
    );
    connection.listen();
    const early = connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 0 } });
    await expect(early).rejects.toMatchObject({ code: -32002 });
    await expect(connection.sendRequest('platformBuilder/rules', {})).rejects.toMatchObject({ code: -32002 });
    expect(await connection.sendRequest('initialize', initialize)).toHaveProperty('capabilities');
    connection.dispose();
    child.kill('SIGKILL');
  });

  it('are refused after shutdown', async () => {
    const { connection } = await start();
    await connection.sendRequest('shutdown');
    const late = connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 0 } });
    await expect(late).rejects.toMatchObject({ code: -32600 });
  });

  it('that an edit has overtaken never answer with findings of the older text', async () => {
    const client = await start();
    const body = 'FROM debian\nUSER 10001\n'.repeat(1500);
    client.open(uri, body);
    const answers: Promise<{ line?: number | undefined; code?: number }>[] = [];
    for (let i = 0; i < 5; i++) {
      answers.push(
        client.pull(uri).then(
          ([first]) => ({ line: first?.range.start.line }),
          ({ code, data }) => {
            expect(data).toEqual({ retriggerRequest: true });
            return { code };
          },
        ),
      );
      client.change(uri, [{ text: `${'# moved\n'.repeat(i + 1)}${body}` }]);
    }
    for (const [i, { line, code }] of (await Promise.all(answers)).entries()) {
      if (code === undefined) expect(line).toBeGreaterThanOrEqual(i);
      else expect(code).toBe(-32802);
    }
    expect((await client.pull(uri))[0]?.range.start.line).toBe(5);
  });
});

describe('the server ends', () => {
  it('when the process of the editor is gone, even if its pipe is not', async () => {
    const editor = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const client = await start({ initialize: { processId: editor.pid ?? null } });
    const exited = new Promise((resolve) => client.process.once('exit', resolve));
    editor.kill('SIGKILL');
    expect(await exited).toBe(1);
  }, 20_000);

  it('with 1 when it is told to before initialize', async () => {
    const { child, exited } = spawnServer();
    child.stdin?.write('Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"exit"}');
    expect(await exited).toBe(1);
  });

  it('in order when much is under way', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\n');
    for (let i = 0; i < 200; i++) {
      client.change(uri, [{ text: `FROM debian\nRUN echo ${i}\n` }]);
      // Who shuts the server down does not wait for these answers.
      client.connection.sendRequest('textDocument/foldingRange', { textDocument }).catch(() => undefined);
    }
    expect(await client.shutdown()).toBe(0);
  });

  it.each([
    ['a header without a length', 'Content-Type: x\r\n\r\n'],
    ['a length that is no number', 'Content-Length: x\r\n\r\n{}'],
    ['a body that is no JSON', 'Content-Length: 5\r\n\r\n{{{{{'],
    ['a message that is a list', 'Content-Length: 2\r\n\r\n[]'],
    ['zero bytes', '\0\0\0\0\r\n\r\n'],
  ])('when its input does, after %s', async (_, bytes) => {
    const { child, exited } = spawnServer();
    child.stdin?.write(bytes);
    child.stdin?.end();
    expect(await exited).not.toBeNull();
  });
});
