import { type ChildProcess, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { root } from './fixtures.js';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type FullDocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocument,
  type TextEdit,
  type WorkspaceEdit,
} from './protocol.js';

/** The built server. It is built first where a source is newer, so that no test ever runs against an old one. */
export const serverPath: string = await builtServer();

async function builtServer(): Promise<string> {
  const programs = ['server', 'checker', 'yaml'];
  const pathOf = (name: string): string => join(root, 'dist', `${name}.js`);
  const built = Math.min(...programs.map((name) => statSync(pathOf(name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
  const sources = readdirSync(join(root, 'server', 'src'), { recursive: true, encoding: 'utf8' });
  const newest = Math.max(...sources.map((name) => statSync(join(root, 'server', 'src', name)).mtimeMs));
  if (built > newest) return pathOf('server');
  const { bundle } = (await import('../../scripts/bundles.mjs' as string)) as {
    bundle: (name: string, changes: object) => Promise<unknown>;
  };
  for (const name of programs) {
    const fresh = `${pathOf(name)}.${process.pid}.new`;
    await bundle(name, { absWorkingDir: root, outfile: fresh });
    renameSync(fresh, pathOf(name));
  }
  return pathOf('server');
}

/** What VS Code can do, as far as it matters to us. */
export const fullClient: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true, relatedDocumentSupport: false },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
      dataSupport: true,
      isPreferredSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    completion: {
      completionItem: { snippetSupport: true, documentationFormat: ['markdown'] },
      completionList: { itemDefaults: ['editRange'] },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
  workspace: {
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
};

export interface StartOptions {
  readonly capabilities?: ClientCapabilities;
  /** Workspace folders on the disk. */
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
  /** Answers `workspace/configuration`, by scope; none where the editor has no settings. */
  readonly settings?: (scope: string | undefined) => unknown;
  readonly initialize?: Partial<InitializeParams>;
  /** Another program than the built server. */
  readonly program?: string;
}

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly process: ChildProcess;
  /** All that was pushed, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly registered: ReadonlySet<string>;
  readonly logged: readonly string[];
  /** What the server asked the client to refresh. */
  readonly refreshed: readonly string[];
  open(uri: string, text: string, languageId?: string): void;
  change(uri: string, changes: readonly { readonly range?: Range; readonly text: string }[]): void;
  close(uri: string): void;
  /** Findings by pull. */
  pull(uri: string): Promise<Diagnostic[]>;
  /** The text as the client has it, after all that was sent. */
  text(uri: string): string;
  /** Puts a workspace edit's changes into the text, and tells the server. */
  apply(edit: WorkspaceEdit | undefined): void;
  shutdown(): Promise<number | null>;
}

/** Starts the built server over stdio, and initializes it. It is ended with the test. */
export async function start(options: StartOptions = {}): Promise<Client> {
  const { child, exited } = spawnServer(['--stdio'], options.program);
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout as NodeJS.ReadableStream),
    new StreamMessageWriter(child.stdin as NodeJS.WritableStream),
  );
  const published: PublishDiagnosticsParams[] = [];
  const registered = new Set<string>();
  const logged: string[] = [];
  const refreshed: string[] = [];
  const documents = new Map<string, TextDocument>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
  });
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
  });
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
    for (const { method } of registrations) registered.add(method);
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map((item) => options.settings?.(item.scopeUri) ?? null),
  );
  for (const kind of ['diagnostic', 'codeLens', 'inlayHint', 'semanticTokens']) {
    connection.onRequest(`workspace/${kind}/refresh`, () => {
      refreshed.push(kind);
      return null;
    });
  }
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
    child.kill('SIGKILL');
  });
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? fullClient,
    workspaceFolders: options.folders?.map((folder) => ({ uri: uriOf(folder), name: 'folder' })) ?? null,
    ...(options.initializationOptions !== undefined && { initializationOptions: options.initializationOptions }),
    ...options.initialize,
  });
  await connection.sendNotification('initialized', {});

  const documentOf = (uri: string): TextDocument => {
    const document = documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  };
  // What is still under way when the test ends needs no answer.
  const send = (method: string, params: object): void => {
    connection.sendNotification(method, params).catch(() => undefined);
  };
  const client: Client = {
    connection,
    initialized,
    process: child,
    published,
    registered,
    logged,
    refreshed,
    open(uri, text, languageId = 'dockerfile') {
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      send('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    change(uri, changes) {
      let document = documentOf(uri);
      const version = document.version + 1;
      const { languageId } = document;
      // One by one on fresh documents: the library's own update goes wrong after an edit that reaches past the end.
      for (const change of changes) {
        const text = change.range
          ? TextDocument.applyEdits(document, [{ range: change.range, newText: change.text }])
          : change.text;
        document = TextDocument.create(uri, languageId, version, text);
      }
      documents.set(uri, document);
      send('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
    },
    close(uri) {
      documents.delete(uri);
      send('textDocument/didClose', { textDocument: { uri } });
    },
    async pull(uri) {
      const report = await connection.sendRequest<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.items;
    },
    text: (uri) => documentOf(uri).getText(),
    apply(edit) {
      for (const [uri, edits] of Object.entries(edit?.changes ?? {})) {
        client.change(uri, [{ text: applied(documentOf(uri), edits) }]);
      }
    },
    async shutdown() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      return exited;
    },
  };
  return client;
}

/** The server's process with nothing sent yet, and its exit code to come. */
export function spawnServer(
  args: readonly string[] = ['--stdio'],
  program: string = serverPath,
): {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
} {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  // Writing to a server that has just ended is part of some tests.
  child.stdin?.on('error', () => undefined);
  return { child, exited };
}

/** Edits as the protocol defines them; edits that overlap are an error of the server. */
export function applied(document: TextDocument, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(document, [...edits]);
}

/** A folder with files on the disk, for as long as the test runs. */
export function workspace(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'platform-builder-lsp-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function uriOf(...path: readonly string[]): string {
  return pathToFileURL(join(...path)).href;
}

/** Waits until something holds, at most a few seconds. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const limit = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > limit) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function rulesOf(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map((diagnostic) => diagnostic.code);
}
