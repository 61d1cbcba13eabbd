import { commands, Uri } from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import type { Server } from '../server.js';

/** Lists the places that a code lens counts. The server speaks in the protocol's terms, the editor's command in its own. */
export async function showReferences(server: Server, [uri, position, places]: readonly unknown[]): Promise<void> {
  const convert = server.client()?.protocol2CodeConverter;
  if (!convert || typeof uri !== 'string') return;
  await commands.executeCommand(
    'editor.action.showReferences',
    Uri.parse(uri, true),
    convert.asPosition(position as Position),
    (places as readonly Location[]).map((place) => convert.asLocation(place)),
  );
}
