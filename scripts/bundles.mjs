// What is bundled, and how: one list for the build, the generators and the tests.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeKubernetesTables } from './kubernetes/build.mjs';

const module = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** Builds of packages that need nothing of Node: our core runs in a browser's worker as well. */
export const alias = {
  yaml: module('yaml/browser/index.js'),
  'vscode-languageserver-types': module('vscode-languageserver-types/lib/esm/main.js'),
  'vscode-languageserver-textdocument': module('vscode-languageserver-textdocument/lib/esm/main.js'),
};

const shared = {
  bundle: true,
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  sourcemap: false,
  loader: { '.json': 'json' },
  alias,
};

const node = { ...shared, platform: 'node', target: 'node20', mainFields: ['module', 'main'] };

/**
 * What yaml-language-server names and never needs in our use: the protocol's library, where it only defines requests of its
 * own; the printer of JavaScript; texts of ajv in other languages; ways to files and to the network.
 */
const unneeded = {
  'vscode-languageserver': 'export class RequestType {} export class NotificationType {}',
  'vscode-languageserver-protocol': 'export class ResponseError extends Error {} export const ErrorCodes = {};',
  'prettier/plugins/estree': 'export {};',
  'ajv-i18n': "import en from 'ajv-i18n/localize/en'; export default { en, default: { en } };",
  'request-light': 'export {};',
  // It would read texts in other languages; all that is left is to put values into the English ones.
  '@vscode/l10n':
    'export const t = (text, ...values) => text.replace(/\\{(\\d+)\\}/g, (place, i) => values[i] ?? place);',
};
const yamlLanguageServerParts = {
  name: 'parts of yaml-language-server',
  setup({ onResolve, onLoad }) {
    const resolveDir = fileURLToPath(new URL('..', import.meta.url));
    const filter = new RegExp(`^(?:${Object.keys(unneeded).join('|')})$`);
    onResolve({ filter }, ({ path }) => ({ path, namespace: 'unneeded' }));
    onLoad({ filter: /.*/, namespace: 'unneeded' }, ({ path }) => ({ contents: unneeded[path], resolveDir }));
  },
};

/** Bundles by name; each is one call of esbuild. */
export const bundles = {
  library: { ...node, entryPoints: ['server/src/index.ts'], format: 'cjs', outfile: 'dist/index.js' },
  module: { ...node, entryPoints: ['server/src/index.ts'], format: 'esm', outfile: 'dist/index.mjs' },
  server: {
    ...node,
    entryPoints: ['server/src/hosts/lsp/node.ts'],
    format: 'cjs',
    external: ['./checker.js'],
    outfile: 'dist/server.js',
  },
  yaml: {
    ...node,
    // The library keeps to a version of `yaml` of its own.
    alias: {},
    plugins: [yamlLanguageServerParts],
    entryPoints: ['server/src/hosts/yaml/worker.ts'],
    format: 'cjs',
    outfile: 'dist/yaml.js',
  },
  checker: { ...node, entryPoints: ['server/src/hosts/lsp/checker.ts'], format: 'cjs', outfile: 'dist/checker.js' },
  cli: {
    ...node,
    entryPoints: ['server/src/hosts/cli/main.ts'],
    format: 'cjs',
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    // The server is a program of its own; the CLI loads it only for `lsp`.
    external: ['./server.js'],
  },
  serverWeb: {
    ...shared,
    entryPoints: ['server/src/hosts/lsp/browser.ts'],
    platform: 'browser',
    format: 'iife',
    outfile: 'dist/server.web.js',
  },
  extension: {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    format: 'cjs',
    external: ['vscode'],
    outfile: 'dist/extension.js',
  },
  extensionWeb: {
    ...shared,
    entryPoints: ['client/src/extension.web.ts'],
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    outfile: 'dist/extension.web.js',
  },
};

export async function bundle(name, changes = {}) {
  await makeKubernetesTables();
  return build({ ...bundles[name], ...changes });
}

/**
 * Runs exports of our sources in a script, as they are now: `importSources("export { a } from './server/src/a.ts';")`.
 * @returns the module with those exports
 */
export async function importSources(contents) {
  await makeKubernetesTables();
  const result = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    alias,
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString('base64')}`);
}
