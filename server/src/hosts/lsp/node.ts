import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../../package.json';
import { diskReader, readUserFiles } from '../disk.js';
import { serve } from './server.js';

// `platform-builder lsp` without a transport means standard input and output.
const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
  process.argv.push('--stdio');
}

serve(createConnection(ProposedFeatures.all), {
  version,
  async load() {
    const checker = await import('./checker.js');
    // An edit leaves little behind, but V8 lets its space for young objects grow as if it did: a fifth of all our memory.
    // What it has grown to by now is what an edit needs.
    setFlagsFromString('--semi-space-growth-factor=1');
    return checker;
  },
  disk: diskReader,
  async tools(paths, roots, changed, warn) {
    const { shellcheck } = paths;
    if (shellcheck === undefined) return { checks: undefined, dispose() {} };
    const { createShellcheck } = await import('./checker.js');
    const checks = createShellcheck(shellcheck, roots, changed, warn);
    return { checks, dispose: () => checks?.dispose() };
  },
  async yaml(host) {
    const { createYamlThread } = await import('./checker.js');
    return createYamlThread(host);
  },
  userFiles: readUserFiles(),
  today: () => new Date().toISOString().slice(0, 10),
  end: () => undefined,
});
