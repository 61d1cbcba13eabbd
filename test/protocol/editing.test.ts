import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root } from '../support/fixtures.js';
import { type Client, rulesOf, start } from '../support/language-server.js';

const uri = 'file:///project/Dockerfile';
const copy = 'file:///project/copy/Dockerfile';
const sample = readFileSync(join(root, 'test/expected/reviewed/fastapi.Dockerfile'), 'utf8');

/** All that the server says about a document, to compare one that was edited with one that was opened so. */
async function everything(client: Client, at: string): Promise<unknown> {
  const ask = (method: string): Promise<unknown> =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: at } });
  return {
    findings: await client.pull(at),
    symbols: await ask('documentSymbol'),
    folds: await ask('foldingRange'),
    tokens: ((await ask('semanticTokens/full')) as { data: unknown }).data,
  };
}

async function expectAsOpened(client: Client): Promise<void> {
  client.open(copy, client.text(uri));
  const [edited, opened] = [await everything(client, uri), await everything(client, copy)];
  client.close(copy);
  expect(JSON.stringify(edited)).toBe(JSON.stringify(opened).replaceAll(copy, uri));
}

const line = (number: number, from: number, to: number) => ({
  start: { line: number, character: from },
  end: { line: number, character: to },
});

describe('edits', () => {
  it('are applied in their order, each to what the one before has left', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\nUSER 10001\n');
    client.change(uri, [
      { range: line(0, 0, 0), text: '# one\n' },
      { range: line(1, 5, 11), text: 'alpine' },
      { range: line(1, 11, 11), text: ':3.22' },
    ]);
    expect(client.text(uri)).toBe('# one\nFROM alpine:3.22\nUSER 10001\n');
    await expectAsOpened(client);
    expect(await client.pull(uri)).toEqual([]);
  });

  it('past the end of a line with CRLF stay on that line', async () => {
    const client = await start();
    client.open(uri, 'FROM debian\r\nUSER 10001\r\n');
    client.change(uri, [{ range: line(0, 999, 999), text: ':12-slim' }]);
    expect(client.text(uri)).toBe('FROM debian:12-slim\r\nUSER 10001\r\n');
    expect(await client.pull(uri)).toEqual([]);
    client.change(uri, [{ range: { start: { line: 0, character: 11 }, end: { line: 0, character: 999 } }, text: '' }]);
    expect(client.text(uri)).toBe('FROM debian\r\nUSER 10001\r\n');
    expect(rulesOf(await client.pull(uri))).toEqual(['dockerfile/untagged-image']);
  });

  it('count UTF-16 units, behind and between surrogates', async () => {
    const client = await start();
    client.open(uri, '# \u{1f433}\u{1f433}\nFROM debian\nUSER 10001\n');
    client.change(uri, [{ range: line(0, 4, 6), text: '\u{1f427}!' }]);
    expect(client.text(uri)).toBe('# \u{1f433}\u{1f427}!\nFROM debian\nUSER 10001\n');
    await expectAsOpened(client);
    client.change(uri, [{ range: line(0, 3, 5), text: '' }]);
    await expectAsOpened(client);
    expect((await client.pull(uri))[0]?.range).toEqual(line(1, 5, 11));
  });

  it('of line ends move everything after them', async () => {
    const client = await start();
    client.open(uri, 'FROM debian:12-slim\r\nRUN echo a \\\r\n  b\r\nUSER 10001\r\n');
    client.change(uri, [{ range: { start: { line: 1, character: 11 }, end: { line: 2, character: 0 } }, text: '' }]);
    await expectAsOpened(client);
    client.change(uri, [{ range: line(0, 19, 19), text: '\r' }]);
    await expectAsOpened(client);
  });

  it('at the end of the file finish what was open there', async () => {
    const client = await start();
    for (const [before, added] of [
      ['FROM debian:12-slim\nRUN echo a \\\n', '  b\nUSER 10001\n'],
      ['FROM debian:12-slim\nRUN <<EOF\necho a\n', 'echo b\nEOF\nUSER 10001\n'],
    ] as const) {
      client.open(uri, before);
      await client.pull(uri);
      client.change(uri, [{ range: line(3, 0, 0), text: added }]);
      await expectAsOpened(client);
      client.close(uri);
    }
  });

  it('of any kind leave the server with the text of the editor', async () => {
    const client = await start();
    const pieces = ['\n', '\r\n', '\\\n', 'RUN ', 'FROM x AS y\n', '"', '<<EOF\n', 'EOF\n', '\u{1f433}', '# ', ' ', ''];
    const place = fc.record({ line: fc.nat(45), character: fc.nat(60) });
    const edit = fc.record({ start: place, end: place, text: fc.constantFrom(...pieces) });
    const edits = fc.array(edit, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(edits, fc.constantFrom('\n', '\r\n'), async (list, ending) => {
        client.open(uri, sample.replaceAll('\n', ending));
        for (const { start, end, text } of list) {
          const inOrder = start.line < end.line || (start.line === end.line && start.character <= end.character);
          client.change(uri, [{ range: inOrder ? { start, end } : { start: end, end: start }, text }]);
        }
        await expectAsOpened(client);
        client.close(uri);
      }),
      { numRuns: process.env.PROPERTY_RUNS === undefined ? 40 : 500 },
    );
  }, 120_000);
});
