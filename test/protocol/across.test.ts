import { describe, expect, it, vi } from 'vitest';
import { type Client, rulesOf, start, uriOf, workspace } from '../support/language-server.js';
import type { Location, WorkspaceEdit } from '../support/protocol.js';

const dockerfile = 'FROM node:22 AS build\nFROM node:22 AS production\nCOPY --from=build /app /app\nUSER node\n';
const compose = `services:
  web:
    build:
      context: .
      target: production
`;

const at = (line: number, character: number) => ({ position: { line, character } });
const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

async function opened(): Promise<{ client: Client; dockerfileUri: string; composeUri: string }> {
  const folder = workspace({ Dockerfile: dockerfile, 'compose.yaml': compose });
  const client = await start({ folders: [folder] });
  const dockerfileUri = `${uriOf(folder)}/Dockerfile`;
  const composeUri = `${uriOf(folder)}/compose.yaml`;
  client.open(composeUri, compose, 'dockercompose');
  return { client, dockerfileUri, composeUri };
}

function ask<R>(client: Client, uri: string, method: string, params: object): Promise<R> {
  return client.connection.sendRequest<R>(`textDocument/${method}`, { textDocument: { uri }, ...params });
}

describe('a stage and the Compose file that builds it', () => {
  it('lead to each other, though only one is open', async () => {
    const { client, dockerfileUri, composeUri } = await opened();
    const found = await ask<Location[]>(client, composeUri, 'definition', at(4, 16));
    expect(found).toEqual([{ uri: dockerfileUri, range: range(1, 16, 26) }]);
    client.open(dockerfileUri, dockerfile);
    await vi.waitFor(async () => {
      const context = { includeDeclaration: false };
      const uses = await ask<Location[]>(client, dockerfileUri, 'references', { ...at(1, 18), context });
      expect(uses).toContainEqual({ uri: composeUri, range: range(4, 14, 24) });
    });
  });

  it('are renamed together, from either side', async () => {
    const { client, dockerfileUri, composeUri } = await opened();
    client.open(dockerfileUri, dockerfile);
    await client.pull(composeUri);
    for (const [uri, position] of [
      [composeUri, at(4, 16)],
      [dockerfileUri, at(1, 18)],
    ] as const) {
      const edit = await ask<WorkspaceEdit>(client, uri, 'rename', { ...position, newName: 'live' });
      expect(edit.changes?.[composeUri]).toEqual([{ range: range(4, 14, 24), newText: 'live' }]);
      expect(edit.changes?.[dockerfileUri]).toEqual([{ range: range(1, 16, 26), newText: 'live' }]);
    }
  });

  it('are checked together: an edit in one shows in the other within a moment', async () => {
    const { client, dockerfileUri, composeUri } = await opened();
    client.open(dockerfileUri, dockerfile);
    expect(rulesOf(await client.pull(composeUri))).not.toContain('compose/build-target-unknown');
    const before = client.refreshed.length;
    client.change(dockerfileUri, [{ range: range(1, 16, 26), text: 'live' }]);
    await vi.waitFor(() => expect(client.refreshed.length).toBeGreaterThan(before));
    expect(rulesOf(await client.pull(composeUri))).toContain('compose/build-target-unknown');
  });
});
