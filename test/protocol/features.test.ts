import { describe, expect, it } from 'vitest';
import { type Client, fullClient, start, uriOf, workspace } from '../support/language-server.js';
import type {
  ClientCapabilities,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from '../support/protocol.js';

const uri = 'file:///project/Dockerfile';
const text = `FROM debian:12-slim AS build
ARG VERSION=1
RUN echo $VERSION
FROM debian:12-slim
COPY --from=build /app /app
USER 10001
`;

async function opened(capabilities: ClientCapabilities = fullClient, at: string = uri): Promise<Client> {
  const client = await start({ capabilities });
  client.open(at, text);
  return client;
}

function ask<R>(client: Client, method: string, params: object = {}): Promise<R> {
  return client.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri }, ...params });
}

const at = (line: number, character: number) => ({ position: { line, character } });
const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

describe('names', () => {
  it('lead from use to definition and back', async () => {
    const client = await opened();
    expect(await ask<Location[]>(client, 'definition', at(4, 14))).toEqual([{ uri, range: range(0, 23, 28) }]);
    const context = { includeDeclaration: true };
    const references = await ask<Location[]>(client, 'references', { ...at(0, 25), context });
    expect(references.map((one) => one.range.start.line).sort()).toEqual([0, 4]);
    const uses = await ask<Location[]>(client, 'references', { ...at(0, 25), context: { includeDeclaration: false } });
    expect(uses.map((one) => one.range)).toEqual([range(4, 12, 17)]);
    const marks = await ask<{ range: unknown }[]>(client, 'documentHighlight', at(2, 11));
    expect(marks.map((mark) => mark.range)).toEqual(expect.arrayContaining([range(1, 4, 11)]));
  });

  it('are renamed everywhere, or the reason is told', async () => {
    const client = await opened();
    expect(await ask(client, 'prepareRename', at(4, 14))).toEqual({ range: range(4, 12, 17), placeholder: 'build' });
    expect(await ask(client, 'prepareRename', at(5, 2))).toBeNull();
    const edit = await ask<WorkspaceEdit>(client, 'rename', { ...at(4, 14), newName: 'compile' });
    client.apply(edit);
    expect(client.text(uri)).toBe(text.replaceAll('build', 'compile'));
    await expect(ask(client, 'rename', { ...at(4, 14), newName: 'two words' })).rejects.toThrow(/\w/);
  });
});

describe('completion', () => {
  const place = at(4, 7);

  it('repeats no range where the client lets the list say it', async () => {
    const client = await opened();
    client.change(uri, [{ range: range(4, 5, 28), text: '--' }]);
    const list = await ask<CompletionList>(client, 'completion', place);
    expect(list.itemDefaults?.editRange).toEqual(range(4, 5, 7));
    const from = list.items.find((item) => item.label.startsWith('--from'));
    expect(from?.textEdit).toBeUndefined();
    expect(from?.textEditText).toMatch(/^--from=/);
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', from);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown', value: expect.stringContaining('stage') });
  });

  it('gives each item its edit otherwise', async () => {
    const client = await opened({});
    client.change(uri, [{ range: range(4, 5, 28), text: '--' }]);
    const list = await ask<CompletionList>(client, 'completion', place);
    expect(list.itemDefaults).toBeUndefined();
    for (const item of list.items) expect(item.textEdit).toMatchObject({ range: range(4, 5, 7) });
  });

  it('has no snippets for editors without', async () => {
    const client = await start({ capabilities: {} });
    client.open(uri, 'FROM debian:12-slim\n\n');
    const { items } = await ask<CompletionList>(client, 'completion', at(1, 0));
    expect(items.length).toBeGreaterThan(10);
    for (const item of items) {
      expect(item.insertTextFormat ?? 1).toBe(1);
      expect((item.textEdit as TextEdit).newText).not.toMatch(/\$\{?\d/);
    }
    const rich = await start();
    rich.open(uri, 'FROM debian:12-slim\n\n');
    const snippets = (await ask<CompletionList>(rich, 'completion', at(1, 0))).items;
    expect(snippets.length).toBe(items.length);
    expect(snippets.filter((item) => item.insertTextFormat === 2).length).toBeGreaterThan(0);
  });

  it('offers the files around the document', async () => {
    const folder = workspace({ 'web/app.js': '', 'web/Dockerfile': '' });
    const client = await start({ folders: [folder] });
    const document = uriOf(folder, 'web', 'Dockerfile');
    client.open(document, 'FROM debian:12-slim\nCOPY a\n');
    const list = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri: document },
      ...at(1, 6),
    });
    expect(list.items.map((item) => item.label)).toContain('app.js');
  });
});

describe('the text around', () => {
  it('has hover, links and selections', async () => {
    const client = await opened();
    const hover = await ask<Hover>(client, 'hover', at(0, 8));
    expect(hover.range).toEqual(range(0, 5, 19));
    expect(JSON.stringify(hover.contents)).toContain('debian');
    const links = await ask<DocumentLink[]>(client, 'documentLink');
    expect(links[0]).toMatchObject({ target: expect.stringMatching(/^https:/), range: range(0, 5, 19) });
    const [selection] = await ask<SelectionRange[]>(client, 'selectionRange', { positions: [at(4, 14).position] });
    const chain: unknown[] = [];
    for (let one = selection; one; one = one.parent) chain.push(one.range);
    expect(chain[0]).toEqual(range(4, 12, 17));
    expect(chain).toContainEqual(range(4, 0, 27));
  });

  it('has symbols: a tree for who can show one, else a list', async () => {
    const tree = await ask<DocumentSymbol[]>(await opened(), 'documentSymbol');
    expect(tree.map((symbol) => symbol.name)).toContain('build');
    expect(tree.some((symbol) => (symbol.children ?? []).length > 0)).toBe(true);
    const list = await ask<SymbolInformation[]>(await opened({}), 'documentSymbol');
    expect(list.length).toBeGreaterThan(tree.length);
    for (const symbol of list) expect(symbol.location.uri).toBe(uri);
  });

  it('is found by name in all open documents', async () => {
    const client = await opened();
    client.open('file:///project/api/Dockerfile', 'FROM alpine:3.22 AS builder\nUSER 10001\n');
    const found = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'bld' });
    expect(found.map((symbol) => [symbol.name, symbol.location.uri])).toEqual(
      expect.arrayContaining([
        ['build', uri],
        ['builder', 'file:///project/api/Dockerfile'],
      ]),
    );
    expect(await client.connection.sendRequest('workspace/symbol', { query: 'nothing-like-it' })).toEqual([]);
  });

  it('shows hints only where settings ask for them', async () => {
    const within = { range: { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } } };
    expect(await ask<InlayHint[]>(await opened(), 'inlayHint', within)).toEqual([]);
    const client = await start({ settings: () => ({ inlayHints: { values: true, stages: true, user: true } }) });
    client.open(uri, `${text}COPY --from=0 /a /b\n`);
    const hints = await ask<InlayHint[]>(client, 'inlayHint', {
      range: { ...within.range, end: { line: 7, character: 0 } },
    });
    expect(hints.length).toBeGreaterThan(0);
  });

  it('has lenses without commands that only our client knows', async () => {
    const lenses = await ask<CodeLens[]>(await opened(), 'codeLens');
    expect(lenses.length).toBeGreaterThan(0);
    for (const lens of lenses) expect(lens.command?.command).toBe('');
    const environment = { trusted: false, coexistence: { completion: [], formatting: [] } };
    const ours = await start({ initializationOptions: { environment } });
    ours.open(uri, text);
    const [first] = await ask<CodeLens[]>(ours, 'codeLens');
    expect(first?.command).toMatchObject({ command: 'platformBuilder.showReferences' });
  });

  it('is formatted in whole or in part', async () => {
    const client = await start();
    client.open(uri, 'FROM debian:12-slim\nRUN a \\\nb \\\nc\nRUN d \\\ne\n');
    const options = { tabSize: 4, insertSpaces: true };
    const part = await ask<TextEdit[]>(client, 'rangeFormatting', { options, range: range(4, 0, 5) });
    for (const edit of part) expect(edit.range.start.line).toBeGreaterThanOrEqual(4);
    client.apply({ changes: { [uri]: await ask<TextEdit[]>(client, 'formatting', { options }) } });
    expect(client.text(uri)).toBe('FROM debian:12-slim\nRUN a \\\n    b \\\n    c\nRUN d \\\n    e\n');
    expect(await ask<TextEdit[]>(client, 'formatting', { options })).toEqual([]);
  });
});

describe('semantic tokens', () => {
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  it('of a range are those of the whole file that lie in it', async () => {
    const client = await opened();
    const { data } = await ask<SemanticTokens>(client, 'semanticTokens/full');
    expect(data.length % 5).toBe(0);
    expect(data.length).toBeGreaterThan(0);
    expect((await ask<SemanticTokens>(client, 'semanticTokens/range', { range: whole })).data).toEqual(data);
  });

  it('are sent as differences after an edit', async () => {
    const client = await opened();
    const before = await ask<SemanticTokens>(client, 'semanticTokens/full');
    const delta = (previousResultId: string | undefined): Promise<SemanticTokensDelta> =>
      ask<SemanticTokensDelta>(client, 'semanticTokens/full/delta', { previousResultId });
    client.change(uri, [{ range: range(2, 0, 0), text: 'RUN echo $VERSION\n' }]);
    const { edits, resultId } = await delta(before.resultId);
    const data = [...before.data];
    for (const edit of edits) data.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
    expect(data).toEqual((await ask<SemanticTokens>(client, 'semanticTokens/range', { range: whole })).data);
    expect(resultId).not.toBe(before.resultId);
    expect((await delta(resultId)).edits).toEqual([]);
    // Who asks from an older state gets everything.
    expect(await delta(before.resultId)).toMatchObject({ data });
  });
});
