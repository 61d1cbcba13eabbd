// A client that only measures: it speaks the protocol over stdio, and knows nothing of what the answers mean.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

/** Starts a server and initializes it. `took` is the time from its spawn to its answer, in milliseconds. */
export async function startServer(script, { pulls = true, folder = null } = {}) {
  const started = performance.now();
  const child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let heard = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params) => heard(params));
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  let refreshed = () => undefined;
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshed();
    return null;
  });
  connection.listen();
  const workspaceFolders = folder === null ? null : [{ uri: folder, name: 'bench' }];
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folder,
    // Some servers do not start without.
    initializationOptions: {},
    workspaceFolders,
    capabilities: {
      textDocument: {
        ...(pulls && { diagnostic: {} }),
        completion: { completionItem: { snippetSupport: true }, completionList: { itemDefaults: ['editRange'] } },
        publishDiagnostics: {},
        synchronization: {},
      },
      workspace: { configuration: true, ...(pulls && { diagnostics: { refreshSupport: true } }) },
    },
  });
  const took = performance.now() - started;
  await connection.sendNotification('initialized', {});
  return {
    child,
    connection,
    took,
    /** When the server next says that findings may have changed by something but an edit. */
    refreshed: () => new Promise((resolve) => (refreshed = resolve)),
    /** The next findings that are pushed. */
    nextPush: () => new Promise((resolve) => (heard = resolve)),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      // Some servers do not end by themselves.
      const timer = setTimeout(() => child.kill('SIGKILL'), 1000);
      await ended;
      clearTimeout(timer);
      connection.dispose();
    },
  };
}

/** Resident memory of a process in MB; undefined where the system does not tell. */
export function memoryOf(pid) {
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
