import { describe, expect, it } from 'vitest';
import { type Client, fullClient, rulesOf, start } from '../support/language-server.js';
import type { ClientCapabilities, CodeAction, Range } from '../support/protocol.js';

const uri = 'file:///project/Dockerfile';
const fixAll = 'source.fixAll.platformBuilder';
const untidy = `FROM debian:12-slim as base\r
# \u{1f433} curl\r
RUN apt-get install curl\r
FROM base as second\r
MAINTAINER me\r
USER 10001\r
`;

function actionsAt(client: Client, range: Range, only?: readonly string[]): Promise<CodeAction[]> {
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [], ...(only && { only }) },
  });
}

function line(number: number, from: number, to: number): Range {
  return { start: { line: number, character: from }, end: { line: number, character: to } };
}

describe('quick fixes', () => {
  it('repair the finding under the cursor; the only fix is the preferred one', async () => {
    const client = await start();
    client.open(uri, untidy);
    const actions = await actionsAt(client, line(0, 21, 21), ['quickfix']);
    const fix = actions.find((action) => action.title === 'Write "AS"');
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(fix?.diagnostics?.map((diagnostic) => diagnostic.code)).toEqual(['dockerfile/from-as-casing']);
    client.apply(fix?.edit);
    expect(client.text(uri)).toBe(untidy.replace('as base', 'AS base'));
    expect(rulesOf(await client.pull(uri)).filter((rule) => rule === 'dockerfile/from-as-casing')).toHaveLength(1);
  });

  it('repair all findings of one rule at once', async () => {
    const client = await start();
    client.open(uri, untidy);
    const actions = await actionsAt(client, line(0, 21, 21), ['quickfix']);
    const all = actions.find((action) => action.title.startsWith('Fix all 2 problems of dockerfile/from-as-casing'));
    client.apply(all?.edit);
    expect(client.text(uri)).toBe(untidy.replaceAll(' as ', ' AS '));
  });

  it('include ways to silence a finding, which then is gone', async () => {
    const client = await start();
    client.open(uri, untidy);
    const actions = await actionsAt(client, line(0, 21, 21), ['quickfix']);
    const ignore = actions.filter((action) => /ignore/i.test(action.title));
    expect(ignore.length).toBeGreaterThan(0);
    client.apply(ignore[0]?.edit);
    const left = (await client.pull(uri)).filter((diagnostic) => diagnostic.code === 'dockerfile/from-as-casing');
    expect(left).toHaveLength(1);
    expect(client.text(uri).split('\r\n')).toHaveLength(untidy.split('\r\n').length + 1);
    expect(client.text(uri).replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('explain a rule only to our own client', async () => {
    const explains = (actions: CodeAction[]): boolean => actions.some((action) => action.command !== undefined);
    const other = await start();
    other.open(uri, untidy);
    expect(explains(await actionsAt(other, line(0, 21, 21)))).toBe(false);
    const environment = { trusted: false, coexistence: { completion: [], formatting: [] } };
    const ours = await start({ initializationOptions: { environment } });
    ours.open(uri, untidy);
    expect(explains(await actionsAt(ours, line(0, 21, 21)))).toBe(true);
  });

  it('are not given where there is nothing, or to who asks for something else', async () => {
    const client = await start();
    client.open(uri, untidy);
    expect(await actionsAt(client, line(5, 0, 0), ['quickfix'])).toEqual([]);
    const kinds = (await actionsAt(client, line(2, 0, 24), ['refactor'])).map((action) => action.kind);
    expect(kinds.filter((kind) => !kind?.startsWith('refactor'))).toEqual([]);
    client.open('file:///project/notes.md', 'FROM debian', 'markdown');
    const params = { textDocument: { uri: 'file:///project/notes.md' }, range: line(0, 0, 5) };
    expect(
      await client.connection.sendRequest('textDocument/codeAction', { ...params, context: { diagnostics: [] } }),
    ).toEqual([]);
  });

  it('are right at once after an edit, without a pull between', async () => {
    const client = await start();
    client.open(uri, untidy);
    client.change(uri, [{ range: line(0, 0, 0), text: '# syntax=docker/dockerfile:1\r\n' }]);
    const actions = await actionsAt(client, line(1, 21, 21), ['quickfix']);
    client.apply(actions.find((action) => action.title === 'Write "AS"')?.edit);
    expect(client.text(uri)).toContain('FROM debian:12-slim AS base\r\n');
  });
});

describe('fix all', () => {
  const eager: ClientCapabilities = { ...fullClient, textDocument: { ...fullClient.textDocument, codeAction: {} } };

  it.each(['source', 'source.fixAll', fixAll])('is given for %s and takes only safe fixes', async (only) => {
    const client = await start();
    client.open(uri, untidy);
    const [action, ...others] = await actionsAt(client, line(0, 0, 0), [only]);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: fixAll });
    expect(action?.edit).toBeUndefined();
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    client.apply(resolved.edit);
    const after = client.text(uri);
    expect(after).toContain(' AS base');
    expect(after).toContain(' AS second');
    expect(after).not.toContain('MAINTAINER');
    // Leaving recommended packages out may change what is installed, so that fix is for a person to choose.
    expect(after).not.toContain('--no-install-recommends');
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is done after once', async () => {
    const client = await start({ capabilities: eager });
    client.open(uri, untidy);
    const [action] = await actionsAt(client, line(0, 0, 0), [fixAll]);
    client.apply(action?.edit);
    expect(client.text(uri)).not.toBe(untidy);
    expect(await actionsAt(client, line(0, 0, 0), [fixAll])).toEqual([]);
  });

  it('leaves lines alone that have nothing to fix', async () => {
    const client = await start({ capabilities: eager });
    client.open(uri, untidy);
    const [action] = await actionsAt(client, line(0, 0, 0), [fixAll]);
    const touched = (action?.edit?.changes?.[uri] ?? []).flatMap(({ range }) => [range.start.line, range.end.line]);
    expect(touched).not.toContain(1);
    expect(touched).not.toContain(5);
  });

  it('makes no edit for a text that has changed since', async () => {
    const client = await start();
    client.open(uri, untidy);
    const [action] = await actionsAt(client, line(0, 0, 0), [fixAll]);
    client.change(uri, [{ range: line(0, 0, 0), text: '\r\n' }]);
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', action);
    expect(resolved.edit).toBeUndefined();
  });

  it('is not in the menu of all actions', async () => {
    const client = await start();
    client.open(uri, untidy);
    expect((await actionsAt(client, line(0, 21, 21))).filter((action) => action.kind === fixAll)).toEqual([]);
  });
});
