import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { type Api, start } from './start.js';

// The global types are those of Node, which does not know what a browser's worker can do.
interface Thread extends Worker {
  terminate(): void;
}
declare const Worker: new (script: string) => Thread;

export function activate(context: ExtensionContext): Api {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server.web.js').toString(true);
  let worker: Thread | undefined;
  const launch = async (): Promise<MessageTransports> => {
    // Nothing else ends the worker of a client that is gone.
    worker?.terminate();
    worker = new Worker(script);
    // Handed over ready-made: the library would not know the editor's own kind of worker as one.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return start(context, (options) => new QuietClient('platformBuilder', 'Platform Builder', launch, options));
}

/** The library opens a notification for some failures whatever its options say; the status item tells of them here. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
