import {
  EventEmitter,
  type FileChangeEvent,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  Uri,
} from 'vscode';

/** A file system of a few texts, as extensions bring them along. */
export class MemoryFiles implements FileSystemProvider {
  private readonly texts: Map<string, Uint8Array>;
  readonly onDidChangeFile: EventEmitter<FileChangeEvent[]>['event'] = new EventEmitter<FileChangeEvent[]>().event;

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  }

  uri(scheme: string, path: string): Uri {
    return Uri.from({ scheme, path });
  }

  stat(uri: Uri): FileStat {
    const size = this.texts.get(uri.path)?.byteLength;
    if (size !== undefined) return { type: FileType.File, ctime: 0, mtime: 0, size };
    if (this.readDirectory(uri).length > 0) return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw FileSystemError.FileNotFound(uri);
  }

  readDirectory(uri: Uri): [string, FileType][] {
    const prefix = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    const names = [...this.texts.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
    return names.map((name) => [name.split('/')[0] ?? name, name.includes('/') ? FileType.Directory : FileType.File]);
  }

  readFile(uri: Uri): Uint8Array {
    const content = this.texts.get(uri.path);
    if (!content) throw FileSystemError.FileNotFound(uri);
    return content;
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    this.texts.set(uri.path, content);
  }

  watch(): { dispose(): void } {
    return { dispose() {} };
  }
  createDirectory(): void {}
  delete(): void {}
  rename(): void {}
}
