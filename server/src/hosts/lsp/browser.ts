import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../../../../package.json';
import { noUserFiles } from '../../core/language.js';
import { serve } from './server.js';

/** The parts of a worker that we use; the DOM's types are not those of a worker. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & { close(): void };

serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version,
  load: () => import('./running.js'),
  disk: undefined,
  tools: undefined,
  yaml: undefined,
  userFiles: noUserFiles,
  today: () => new Date().toISOString().slice(0, 10),
  end: () => self.close(),
});
