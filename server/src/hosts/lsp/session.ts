import type {
  CancellationToken,
  Connection,
  InitializeParams,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import type { CancelSignal } from '../../core/cancel.js';
import { logTo } from '../../core/log.js';
import { type LineIndex, lineIndex } from '../../core/text.js';
import { detectLanguage } from '../../languages/registry.js';
import { createService, type FileFindings, type Opened, type Service } from '../../service.js';
import { cachedFiles, type FileSource } from '../../workspace/files.js';
import type { LinesOf } from './convert.js';
import type { Environment, InitializationOptions } from './messages.js';
import { type OpenDocument, OpenDocuments } from './open-documents.js';
import type { Platform, Tools } from './platform.js';
import { fileReader, largestText } from './reader.js';
import { readSettings, type Settings, sameSettings } from './settings.js';
import { pathOf } from './uris.js';

/** What the client can do that makes a difference to us. */
export interface ClientAbilities {
  readonly pulls: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesTokens: boolean;
  readonly configuration: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  readonly snippets: boolean;
  /** A completion list may give one range for all of its items. */
  readonly sharesEditRange: boolean;
  readonly symbolTree: boolean;
  readonly lazyEdits: boolean;
  readonly progress: boolean;
  /** Our own client: it knows commands and requests of ours. */
  readonly ours: boolean;
}

function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const { textDocument, workspace, window } = capabilities;
  const resolves = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  return {
    pulls: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    changesFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    sharesEditRange: textDocument?.completion?.completionList?.itemDefaults?.includes('editRange') === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    lazyEdits: resolves.includes('edit') && textDocument?.codeAction?.dataSupport === true,
    progress: window?.workDoneProgress === true,
    ours: (initializationOptions as InitializationOptions | undefined)?.environment !== undefined,
  };
}

/** Everything that requests share. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly documents: OpenDocuments;
  readonly service: Service;
  readonly files: FileSource;
  readonly roots: () => readonly string[];
  /** The settings for a file; without one, those of the editor as a whole. */
  readonly settings: (path?: string) => Settings;
  readonly environment: () => Environment;
  /** Takes new settings: of the editor, and of workspace folders where they differ. @returns whether anything changed. */
  configure(settings: unknown, byFolder?: readonly { readonly root: string; readonly settings: unknown }[]): boolean;
  setEnvironment(environment: Environment): void;
  changeRoots(event: WorkspaceFoldersChangeEvent): void;
  /** The parse of an open document; undefined where it is none of ours, switched off or too large. */
  opened(uri: string): (Opened & { readonly path: string }) | undefined;
  check(document: OpenDocument, token?: CancellationToken): Promise<FileFindings | undefined>;
  /** Why an open document is not checked, in plain words. */
  skipped(document: OpenDocument): string | undefined;
  tooLarge(document: OpenDocument): boolean;
  /** Whether a document is of a language of ours that is switched on. */
  isOurs(document: OpenDocument): boolean;
  linesOf: LinesOf;
}

/** One turn of the event loop, in which what has arrived meanwhile is read. A timer would wait a millisecond longer. */
const turn: () => Promise<void> = () =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** Longer than an answer to an edit takes, and too short to notice. */
const pauseLength = 15;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseLength));

const untrusted: Environment = { trusted: false, coexistence: { completion: [], formatting: [] } };

export function createSession(
  connection: Connection,
  params: InitializeParams,
  platform: Platform,
  othersChanged: () => void,
): Session {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const documents = new OpenDocuments();
  let roots: readonly string[] = rootsOf(params);
  let environment = options.environment ?? untrusted;
  let settings = readSettings(options.settings ?? options);
  let folderSettings: readonly { readonly root: string; readonly settings: Settings }[] = [];

  const disk = platform.disk?.(() => roots);
  const files = cachedFiles(fileReader(connection, disk, options.readsFiles === true));
  const { translations } = options;
  const service = createService({
    files,
    log: logTo((level, message) => {
      if (level === 'error') connection.console.error(message);
      else if (level === 'warn') connection.console.warn(message);
      else connection.console.info(message);
    }),
    today: platform.today,
    userFiles: platform.userFiles,
    pace: { now: () => performance.now(), turn, pause },
    ...(translations && { translate: (key: string) => translations[key] }),
    external: () => tools?.checks,
    affected: othersChanged,
  });
  service.configure(settings.layer);

  let tools: Tools | undefined;
  let startedFor = '';
  // Programs are started in trusted workspaces only, and their paths come from the machine's settings.
  const updateTools = async (): Promise<void> => {
    const paths = environment.trusted ? settings.tools : {};
    const wanted = JSON.stringify(paths);
    if (wanted === startedFor || !platform.tools) return;
    startedFor = wanted;
    tools?.dispose();
    const started = await platform.tools(
      paths,
      roots,
      () => {
        service.externalChanged();
        othersChanged();
      },
      (message) => connection.console.warn(message),
    );
    if (startedFor !== wanted) return started.dispose();
    tools = started;
    service.externalChanged();
    othersChanged();
  };

  const linesOf = (path: string): LineIndex => {
    return documents.at(path)?.lines ?? lineIndex(files.view.read(path) ?? '');
  };
  const settingsFor = (path?: string): Settings => {
    if (path === undefined) return settings;
    const inside = folderSettings.filter(({ root }) => path === root || path.startsWith(`${root}/`));
    // Of folders inside each other the innermost decides.
    return inside.sort((a, b) => b.root.length - a.root.length)[0]?.settings ?? settings;
  };
  const languageOf = ({ path, text, editorId }: OpenDocument): string | undefined =>
    (service.opened(path)?.language ?? detectLanguage(path, text, editorId))?.id;
  const isOurs = (document: OpenDocument): boolean => {
    const language = languageOf(document);
    return language !== undefined && !settingsFor(document.path).disabled.has(language);
  };
  const skipped = (document: OpenDocument): string | undefined => {
    if (document.text.length > largestText) return `it has more than ${largestText / 1_000_000} million characters`;
    return languageOf(document) !== undefined && !isOurs(document) ? 'its language is switched off' : undefined;
  };

  return {
    connection,
    client: abilitiesOf(params),
    documents,
    service,
    files,
    roots: () => roots,
    settings: settingsFor,
    environment: () => environment,
    configure(value, byFolder = []) {
      // An editor without settings of ours leaves those that it has given at the start.
      const whole = value ?? options.settings ?? options;
      const next = readSettings(whole);
      const folders = byFolder.map((folder) => ({ ...folder, settings: readSettings(folder.settings ?? whole) }));
      const same = (folder: { readonly root: string; readonly settings: Settings }): boolean =>
        sameSettings(folder.settings, settingsFor(folder.root));
      if (sameSettings(next, settings) && folders.every(same)) return false;
      settings = next;
      folderSettings = folders;
      service.configureEach((path) => settingsFor(path).layer);
      void updateTools();
      return true;
    },
    setEnvironment(value) {
      environment = value;
      void updateTools();
    },
    changeRoots({ added, removed }) {
      const gone = removed.map((folder) => pathOf(folder.uri));
      roots = [...roots.filter((root) => !gone.includes(root)), ...added.map((folder) => pathOf(folder.uri))];
      service.filesChanged();
    },
    opened(uri) {
      const document = documents.get(uri);
      if (!document || skipped(document) !== undefined) return undefined;
      const opened = service.opened(document.path);
      return opened && { ...opened, path: document.path };
    },
    async check(document, token) {
      if (skipped(document) !== undefined) return undefined;
      return service.check(document.path, token && signalOf(token));
    },
    skipped,
    tooLarge: (document) => document.text.length > largestText,
    isOurs,
    linesOf,
  };
}

/** The workspace's folders, in the three ways in which editors tell them. */
function rootsOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map((folder) => pathOf(folder.uri));
  if (rootUri) return [pathOf(rootUri)];
  return rootPath ? [rootPath.replaceAll('\\', '/').replace(/^([a-z]:)/i, '/$1')] : [];
}

/** A protocol's token as the core's signal. */
export function signalOf(token: CancellationToken): CancelSignal {
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
  };
}
