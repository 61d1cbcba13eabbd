import type { Connection } from 'vscode-languageserver';
import type { FileReader } from '../../workspace/files.js';
import { type ReadDirectoryResult, type ReadFileResult, readDirectory, readFile } from './messages.js';
import { uriOf } from './uris.js';

/** Larger files are not read, and larger documents not checked. */
export const largestText = 1_000_000;

/** Reads the disk where the server has one, and asks the client for everything else. */
export function fileReader(connection: Connection, disk: FileReader | undefined, clientReads: boolean): FileReader {
  const nothing: FileReader = { readFile: async () => undefined, readDirectory: async () => undefined };
  const client = clientReads ? clientReader(connection) : nothing;
  const onDisk = (path: string): boolean => path.startsWith('/') && disk !== undefined;
  return {
    readFile: (path) => (onDisk(path) ? (disk ?? nothing) : client).readFile(path),
    readDirectory: (path) => (onDisk(path) ? (disk ?? nothing) : client).readDirectory(path),
  };
}

function clientReader(connection: Connection): FileReader {
  const ask = async <R>(method: string, params: object): Promise<R | undefined> => {
    try {
      return await connection.sendRequest<R>(method, params);
    } catch {
      // A client that has gone or does not know the request is one that cannot read.
      return undefined;
    }
  };
  return {
    async readFile(path) {
      if (!isHierarchical(path)) return undefined;
      const params = { uri: uriOf(path), maxBytes: largestText };
      const result = await ask<ReadFileResult>(readFile.method, params);
      if (result?.kind === 'text') return result.text;
      return result?.kind === 'missing' ? null : undefined;
    },
    async readDirectory(path) {
      if (!isHierarchical(path)) return undefined;
      const result = await ask<ReadDirectoryResult>(readDirectory.method, { uri: uriOf(path) });
      if (result?.kind === 'entries') return result.entries;
      return result?.kind === 'missing' ? null : undefined;
    },
  };
}

/** Untitled documents and the like have no folder around them. */
function isHierarchical(path: string): boolean {
  return path.startsWith('/') || /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}
