import type {
  CompletionItem,
  Connection,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveTextDocumentParams,
  FileEvent,
  InitializeParams,
  TextEdit,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import { isOurs, rules } from '../../check.js';
import { rulesNamed } from '../../core/config.js';
import type { TextEdit as OffsetEdit } from '../../core/edit.js';
import type { FormatOptions } from '../../core/features.js';
import { rulePage } from '../../rule-page.js';
import { rulesById } from '../../service.js';
import * as actions from './actions.js';
import * as answers from './answers.js';
import { createBackgroundIndex } from './background-index.js';
import { toChanges, toTextEdit } from './convert.js';
import { createDiagnostics, type Diagnostics } from './diagnostics.js';
import type { DocumentStatus, Environment, ExplainRuleResult, ReportResult, RuleSummary } from './messages.js';
import { type Relation, relationsChanged, statusChanged } from './messages.js';
import * as navigation from './navigation.js';
import { createOtherYaml, type OtherYaml } from './other-yaml.js';
import type { Platform } from './platform.js';
import { relations } from './relations.js';
import { createSession, type Session } from './session.js';
import { TokenHistory } from './tokens.js';
import { pathOf, uriOf } from './uris.js';
import { createWorkspaceCheck, type WorkspaceCheck } from './workspace-check.js';

/** The server with its checker loaded. */
export interface Running {
  readonly session: Session;
  readonly diagnostics: Diagnostics;
  readonly workspace: WorkspaceCheck;
  readonly actions: typeof actions;
  readonly answers: typeof answers;
  readonly navigation: typeof navigation;
  readonly tokens: TokenHistory;
  readonly otherYaml: OtherYaml;
  /** Called once the client is ready for requests of ours. */
  ready(): Promise<void>;
  /** Resolves when the first settings have arrived, so that nothing is answered by defaults that do not hold. */
  settled(): Promise<void>;
  open(params: DidOpenTextDocumentParams): void;
  change(params: DidChangeTextDocumentParams): void;
  close(params: DidCloseTextDocumentParams): void;
  configurationChanged(settings: unknown): Promise<void>;
  filesChanged(changes: readonly FileEvent[]): void;
  saved(params: DidSaveTextDocumentParams): void;
  foldersChanged(event: WorkspaceFoldersChangeEvent): Promise<void>;
  environmentChanged(environment: Environment): void;
  /** Answers about a document of ours; null for any other. */
  about<R>(uri: string, answer: (subject: answers.Subject) => R): R | null;
  /** As `about`, again once files that the answer asked for have been read. */
  withFiles<R>(uri: string, answer: (subject: answers.Subject) => R): Promise<R | null>;
  changes(edits: readonly OffsetEdit[], path: string): Readonly<Record<string, TextEdit[]>>;
  resolveCompletion(item: CompletionItem): CompletionItem;
  format(uri: string, options: FormatOptions): Promise<TextEdit[] | null>;
  listRules(): readonly RuleSummary[];
  relations(): readonly Relation[];
  explainRule(name: string): ExplainRuleResult;
  documentStatus(uri: string): Promise<DocumentStatus>;
  report(): ReportResult;
}

const mostRounds = 4;

export function run(connection: Connection, params: InitializeParams, platform: Platform): Running {
  const session: Session = createSession(connection, params, platform, () => othersChanged());
  const { service, documents, client } = session;
  let first: Promise<void> | undefined;
  const otherYaml = createOtherYaml(session, platform);
  const diagnostics: Diagnostics = createDiagnostics(session, async () => first, otherYaml.check);
  const workspace = createWorkspaceCheck(session);
  const index = createBackgroundIndex(session, () => othersChanged());
  const tokens = new TokenHistory();
  let background: ReturnType<typeof setTimeout> | undefined;

  const othersChanged = (): void => {
    diagnostics.refresh();
    if (client.ours) void connection.sendNotification(relationsChanged.method, {});
  };
  const about = <R>(uri: string, answer: (subject: answers.Subject) => R): R | null => {
    const subject = session.opened(uri);
    return subject ? answer(subject) : null;
  };
  /** Runs what may change other files' findings, and refreshes them if it did. */
  const watching = (work: () => void): void => {
    const before = service.epoch();
    work();
    if (service.epoch() !== before) diagnostics.refresh();
  };
  const readConfiguration = async (): Promise<void> => {
    if (!client.configuration) return;
    try {
      const roots = session.roots();
      const section = 'platformBuilder';
      const items = [{ section }, ...roots.map((root) => ({ section, scopeUri: uriOf(root) }))];
      const [value, ...byFolder]: unknown[] = await connection.workspace.getConfiguration(items);
      const folders = roots.map((root, i) => ({ root, settings: byFolder[i] }));
      watching(() => session.configure(value, folders));
    } catch {
      // A client that cannot say has given what it has with `initialize`.
    }
  };
  const checkInBackground = (): void => {
    if (session.settings().scope !== 'workspace') return;
    clearTimeout(background);
    background = setTimeout(async () => {
      const files = documents.all().length;
      if (client.ours) void connection.sendNotification(statusChanged.method, { index: 'running', files });
      const result = await workspace.run().catch(() => undefined);
      if (!client.ours) return;
      void connection.sendNotification(statusChanged.method, { index: 'idle', files: result?.files ?? files });
    }, 500);
  };

  return {
    session,
    diagnostics,
    workspace,
    actions,
    answers,
    navigation,
    tokens,
    otherYaml,
    async ready() {
      first = readConfiguration();
      await first;
      void index.start();
      checkInBackground();
    },
    settled: async () => first,
    open(params) {
      watching(() => {
        const document = documents.open(params);
        if (!session.tooLarge(document)) service.open(document.path, document.text, document.editorId);
        workspace.opened(document.uri);
        diagnostics.changed(document);
      });
    },
    change(params) {
      watching(() => {
        const document = documents.change(params);
        if (!document) return;
        if (session.tooLarge(document)) service.close(document.path);
        else service.open(document.path, document.text, document.editorId);
        diagnostics.changed(document);
      });
    },
    close(params) {
      watching(() => {
        const document = documents.close(params);
        if (!document) return;
        service.close(document.path);
        tokens.forget(document.uri);
        diagnostics.closed(document);
        if (session.settings().scope === 'workspace') void workspace.closed(document);
      });
    },
    async configurationChanged(settings) {
      if (client.configuration) await readConfiguration();
      else watching(() => session.configure(settings));
      otherYaml.changed();
      checkInBackground();
    },
    filesChanged(changes) {
      const paths = changes.map((change) => pathOf(change.uri));
      let known = false;
      otherYaml.filesChanged(paths);
      watching(() => {
        known = service.filesChanged(paths);
      });
      void index.changed(paths);
      // A build that writes thousands of files is none of our business.
      if (known || paths.some((path) => isOurs(path, ''))) checkInBackground();
    },
    saved({ textDocument: { uri } }) {
      // Who is not told of changed files learns of them here, when something in the editor is finished.
      const paths = client.watchesFiles ? [pathOf(uri)] : undefined;
      otherYaml.filesChanged(paths);
      watching(() => service.filesChanged(paths));
    },
    async foldersChanged(event) {
      watching(() => session.changeRoots(event));
      await readConfiguration();
      void index.start();
      checkInBackground();
    },
    environmentChanged(environment) {
      session.setEnvironment(environment);
      otherYaml.changed();
      diagnostics.refresh();
    },
    about,
    async withFiles(uri, answer) {
      let result = about(uri, answer);
      for (let round = 1; round < mostRounds && (await service.settle()); round++) result = about(uri, answer);
      return result;
    },
    changes: (edits, path) => toChanges(edits, path, session.linesOf),
    resolveCompletion(item) {
      const data = item.data as answers.CompletionData | undefined;
      const subject = data && session.opened(data.uri);
      const text = subject && data ? subject.language.features.describe?.(subject.context, data.data) : undefined;
      return text === undefined ? item : { ...item, documentation: { kind: 'markdown', value: text } };
    },
    async format(uri, options) {
      const subject = session.opened(uri);
      const { formatting } = session.environment().coexistence;
      if (!subject) return otherYaml.format(uri, options);
      if (formatting.includes(subject.language.id)) return null;
      const version = documents.get(uri)?.version;
      const edits = (await subject.language.features.format?.(subject.context, options)) ?? [];
      // Edits for a text that is gone would garble the new one.
      if (documents.get(uri)?.version !== version) return null;
      return edits.map((edit) => toTextEdit(edit, subject.lines));
    },
    listRules: () =>
      rules().map(({ id, summary, category, severity, profile, peers }) => ({
        id,
        summary,
        category,
        severity,
        profile,
        peers,
      })),
    relations: () => relations(service.graph, service.knownPaths(), session.roots(), session.linesOf),
    explainRule(name) {
      const [rule] = rulesNamed(name, [...rulesById.values()]);
      return rule ? { id: rule.id, markdown: rulePage(rule) } : null;
    },
    async documentStatus(uri) {
      const document = documents.get(uri);
      const opened = document && service.opened(document.path);
      if (!document || !opened) return null;
      const config = await service.config(document.path);
      const skipped = session.skipped(document) ?? (config?.ignored ? 'the configuration ignores it' : undefined);
      return {
        language: opened.language.name,
        profile: config?.profile ?? 'recommended',
        ...(config?.file !== undefined && { configuration: config.file }),
        ...(skipped !== undefined && { skipped }),
      };
    },
    report: () => ({
      version: platform.version,
      rules: rulesById.size,
      openDocuments: documents.all().length,
      roots: session.roots().length,
      pullsDiagnostics: client.pulls,
      trusted: session.environment().trusted,
      yamlLanguageServer: otherYaml.loaded(),
    }),
  };
}
