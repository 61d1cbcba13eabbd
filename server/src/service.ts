import { Cancelled, type CancelSignal } from './core/cancel.js';
import { type ConfigLayer, emptyLayer, type ResolvedConfig, resolveConfig } from './core/config.js';
import { inOrder, type Pace, type RunEnvironment, runRules } from './core/engine.js';
import { type ExternalChecks, withoutTwice } from './core/external.js';
import type { Fact, GraphView } from './core/facts.js';
import type { FeatureContext } from './core/features.js';
import type { Finding } from './core/finding.js';
import { type Language, noUserFiles, type UserFiles } from './core/language.js';
import type { Log } from './core/log.js';
import type { Translate } from './core/message.js';
import { KeptFindings } from './core/parts.js';
import type { Rule } from './core/rule.js';
import { suppress } from './core/suppress.js';
import { type LineIndex, lineIndex } from './core/text.js';
import { unusedSuppressions } from './core/unused.js';
import { fileConfig } from './languages/config/files.js';
import { detectLanguage, languages } from './languages/registry.js';
import { type FileSource, withOpenDocuments } from './workspace/files.js';
import { createGraph, factKey, type GraphChange } from './workspace/graph.js';
import { mayFollowFrom, noReads, notedFiles, notedGraph, type Reads } from './workspace/reads.js';

/** What the service needs from the program that runs it. */
export interface Host {
  readonly files: FileSource;
  readonly log: Log;
  /** Today as `YYYY-MM-DD`; findings about ends of life depend on it and on nothing else that changes by itself. */
  readonly today: () => string;
  readonly userFiles?: UserFiles;
  readonly translate?: Translate;
  readonly pace?: Pace;
  /** Called when an edit in one file may have changed what is found in others. */
  readonly affected?: () => void;
  /** Asked on each check, as it may come and go with settings and trust. */
  readonly external?: () => ExternalChecks | undefined;
}

/** The result of checking one file. Offsets are those of `text`. */
export interface FileFindings {
  readonly path: string;
  readonly language: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
}

/** A file's parse with all that a feature needs. */
export interface Opened {
  readonly language: Language;
  readonly context: FeatureContext<unknown>;
  readonly lines: LineIndex;
}

/**
 * Everything that hosts may ask. Paths are those of the host's files. Nothing here throws but `Cancelled`: unreadable
 * files, broken texts and failing rules end as findings, as `undefined` or as lines in the log.
 */
export interface Service {
  /** Opens a document, or replaces its text. */
  open(path: string, text: string, editorId?: string): void;
  close(path: string): void;
  /** Tells that stored files changed; without paths, that any may have. @returns whether results may change by it. */
  filesChanged(paths?: readonly string[]): boolean;
  /** Grows whenever results may have changed by anything but an edit of the checked text itself. */
  epoch(): number;
  /** Reads what a file that is not open says of things that other files know, so that these find it. */
  index(path: string, text: string): Promise<void>;
  /** A file that was indexed is gone. */
  forget(path: string): void;
  /** Tells whether all files of the workspace are indexed. */
  indexed(complete: boolean): void;
  /** The facts of all files. */
  readonly graph: GraphView;
  /** The files whose facts are known. */
  knownPaths(): readonly string[];
  /** Replaces the settings that the editor or the command line gives; they stand above configuration files. */
  configure(layer: ConfigLayer): void;
  /** As `configure`, where settings differ from folder to folder. */
  configureEach(layerOf: (path: string) => ConfigLayer): void;
  openPaths(): readonly string[];
  /** The document's parse; undefined where it is not open or of no language of ours. */
  opened(path: string): Opened | undefined;
  /** The parse of any file whose text is known, open or not. */
  look(path: string): Opened | undefined;
  /** Findings of an open document; undefined where it is of no language of ours. */
  check(path: string, signal?: CancelSignal): Promise<FileFindings | undefined>;
  /** Findings of a text that is not open. */
  checkText(path: string, text: string, signal?: CancelSignal, editorId?: string): Promise<FileFindings | undefined>;
  config(path: string): Promise<ResolvedConfig | undefined>;
  /** Tells that external checks have more to say. */
  externalChanged(): void;
  /** Fetches what features have asked the file view for. @returns whether there was anything. */
  settle(): Promise<boolean>;
}

/** What is kept of a file that is open, until something that it follows from changes. */
interface Kept {
  readonly parts: KeptFindings;
  readonly reads: Reads;
  result?: FileFindings | undefined;
}

interface OpenDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly language: Language | undefined;
  readonly parsed: unknown;
}

const mostRounds = 8;
const noLines: LineIndex = lineIndex('');

/** Every rule by its id. */
export const rulesById: ReadonlyMap<string, Rule> = new Map(
  languages.flatMap((language) => language.rules.map((rule) => [rule.id, rule] as const)),
);

const allRules = [...rulesById.values()];

export function createService(host: Host): Service {
  const documents = new Map<string, OpenDocument>();
  const configs = new Map<string, ResolvedConfig>();
  const kept = new Map<string, Kept>();
  const facts = createGraph();
  const files = withOpenDocuments(host.files, (path) => documents.get(path)?.text);
  let settingsOf: (path: string) => ConfigLayer = () => emptyLayer;
  let epoch = 0;
  let complete = false;

  const read = (path: string, text: string, language: Language, previous?: unknown): unknown => {
    try {
      return language.parse(text, previous);
    } catch (error) {
      host.log.ruleFailed(`${language.id}/parse`, path, error);
      return language.parse('');
    }
  };
  // How often something was learnt of files that was not known before.
  let learnt = 0;
  const changed = (): void => {
    epoch++;
    configs.clear();
    kept.clear();
  };
  const resolve = (path: string, language: Language): ResolvedConfig => {
    const cached = configs.get(path);
    if (cached) return cached;
    const peers = language.peerSettings?.(path, files.view, host.userFiles ?? noUserFiles, host.today()) ?? [];
    const own = fileConfig(path, files.view, allRules);
    const config = {
      ...resolveConfig(language.rules, peers, [...own.layers, settingsOf(path)]),
      ignored: own.ignored,
      file: own.path,
    };
    configs.set(path, config);
    return config;
  };
  const settle = async (): Promise<boolean> => {
    if (!(await files.settle())) return false;
    configs.clear();
    learnt++;
    return true;
  };

  const externalFindings = (
    path: string,
    language: Language,
    parsed: unknown,
    config: ResolvedConfig,
    own: readonly Finding[],
  ): readonly Finding[] => {
    const external = host.external?.()?.findings(path, language.id, parsed) ?? [];
    return withoutTwice(own, external).flatMap((finding) => {
      const active = config.rules.active.find(({ rule }) => rule.id === finding.rule);
      if (!active) return [];
      return active.level === undefined ? [finding] : [{ ...finding, severity: active.level }];
    });
  };

  /** What is kept of an open document. Of a text that is not open, nothing is. */
  const keptFor = (path: string): Kept => {
    const known = kept.get(path) ?? { parts: new KeptFindings(), reads: noReads() };
    if (documents.has(path)) kept.set(path, known);
    return known;
  };
  /** Drops what other files' findings say of a file whose text has changed. @returns whether there were any. */
  const textChanged = (path: string): boolean => {
    for (const [other, { texts }] of factReads) if (other !== path && texts.has(path)) behind.add(other);
    return drop(({ texts }) => texts.has(path), path);
  };
  const factsChanged = ({ keys, meaning }: GraphChange, path: string): void => {
    if (keys.size === 0) return;
    const any = drop((reads) => [...keys].some((key) => reads.keys.has(key)), path);
    if (!any || !meaning) return;
    epoch++;
    host.affected?.();
  };
  const drop = (follows: (reads: Reads) => boolean, but: string): boolean => {
    let any = false;
    for (const [path, { reads }] of kept) {
      if (path === but || !follows(reads)) continue;
      kept.delete(path);
      any = true;
    }
    return any;
  };

  // Files whose facts are those of an earlier text, their own or that of a file which they follow from.
  const behind = new Set<string>();
  const factReads = new Map<string, Reads>();
  const catchUp = (but?: string, matters: (path: string) => boolean = () => true): void => {
    for (const path of behind) {
      if (path === but || !matters(path)) continue;
      behind.delete(path);
      const document = service.look(path);
      if (document) updateFacts(path, document.language, document.context.document);
    }
  };
  let edits = 0;
  /** Answers to edits go first. Whoever asks the graph meanwhile gets what is true now anyway. */
  const catchUpInPause = (): void => {
    const own = ++edits;
    void host.pace?.pause().then(() => {
      if (own === edits) catchUp();
    });
  };
  const readFacts = (path: string, language: Language, parsed: unknown): readonly Fact[] => {
    const reads = noReads();
    factReads.set(path, reads);
    return language.facts?.(parsed, path, notedFiles(files.view, reads)) ?? [];
  };

  /** Reads a file that others ask about, if its text is known. */
  const factsOf = (path: string): readonly Fact[] | undefined => {
    const known = facts.of(path);
    if (known) return known;
    const open = documents.get(path);
    const text = open?.text ?? files.view.read(path);
    if (typeof text !== 'string') return undefined;
    const language = open?.language ?? detectLanguage(path, text);
    if (!language?.facts) return undefined;
    facts.set(path, []);
    facts.set(path, readFacts(path, language, open?.parsed ?? read(path, text, language)));
    return facts.of(path);
  };
  /** @param own the file that asks, which knows what it says itself. */
  const graphFor = (own?: string): GraphView => ({
    of(path) {
      catchUp(own, (other) => other === path);
      return factsOf(path);
    },
    references(kind, scope) {
      catchUp(own);
      return facts.under(factKey(kind, scope)).filter(({ role }) => role === 'reference');
    },
    definitions(kind, scope) {
      catchUp(own);
      // What a Dockerfile or a project defines is found in that file, which may not have been read yet.
      if (scope !== own) factsOf(scope);
      return facts.under(factKey(kind, scope)).filter(({ role }) => role === 'definition');
    },
    get complete() {
      return complete;
    },
  });
  const graph = graphFor();
  const updateFacts = (path: string, language: Language, parsed: unknown): void => {
    if (!language.facts) return;
    try {
      factsChanged(facts.set(path, readFacts(path, language, parsed)), path);
    } catch (error) {
      host.log.ruleFailed(`${language.id}/facts`, path, error);
    }
  };

  const run = async (
    path: string,
    text: string,
    language: Language,
    parsed: unknown,
    signal: CancelSignal | undefined,
  ): Promise<{ readonly findings: Finding[]; readonly state: Kept }> => {
    for (let round = 1; ; round++) {
      const before = learnt;
      const state = keptFor(path);
      const { parts, reads } = state;
      const config = resolve(path, language);
      const environment: RunEnvironment = {
        path,
        text,
        files: notedFiles(files.view, reads),
        graph: notedGraph(graphFor(path), reads),
        today: host.today(),
        kubernetesVersion: config.kubernetesVersion,
        translate: host.translate,
        log: host.log,
      };
      if (config.ignored && !(await settle())) return { findings: [], state };
      const own = await runRules(config.rules, parsed, language.walk, environment, parts, host.pace, signal);
      // The file view may have learnt what it was asked for; then the rules see more than in this round.
      if (round < mostRounds && ((await settle()) || learnt !== before)) {
        kept.delete(path);
        if (documents.get(path)?.parsed === parsed) behind.add(path);
        continue;
      }
      const { directivesOff, hidden, ignores } = config;
      const found = [...own, ...externalFindings(path, language, parsed, config, own)];
      const around = { text, lines: ignores.length > 0 ? lineIndex(text) : noLines };
      const visible = found.filter(
        (finding) =>
          !finding.aliases.some((alias) => hidden.includes(alias)) &&
          !ignores.some((ignored) => ignored(finding, around)),
      );
      const directives = language.suppressions(parsed, { text, today: environment.today, directivesOff });
      const { kept: left, unused } = suppress(visible, directives);
      const more = unusedSuppressions(language, config.rules, unused, host.translate);
      const adjusted = language.adjust?.(parsed, left) ?? left;
      return { findings: inOrder([...adjusted, ...more]), state };
    }
  };

  const openedOf = (path: string, text: string, lines: LineIndex, language: Language, document: unknown): Opened => ({
    language,
    lines,
    context: { document, path, text, files: files.view, graph, today: host.today(), rules: rulesById },
  });

  const service: Service = {
    open(path, text, editorId) {
      const before = documents.get(path);
      if (before?.text === text) return;
      const language = before?.language ?? detectLanguage(path, text, editorId);
      const parsed = language && read(path, text, language, before?.parsed);
      documents.set(path, { text, lines: lineIndex(text), language, parsed });
      const state = kept.get(path);
      if (state) state.result = undefined;
      if (language?.id === 'config') changed();
      if (textChanged(path)) epoch++;
      if (!language?.facts) return;
      behind.add(path);
      catchUpInPause();
    },
    close(path) {
      const before = documents.get(path);
      documents.delete(path);
      behind.delete(path);
      configs.delete(path);
      kept.delete(path);
      if (before?.language?.id === 'config') changed();
      // The stored text stands in its place again; what it says is read when it is asked for.
      if (before && textChanged(path)) epoch++;
      if (before?.language?.facts) factsChanged(facts.remove(path), path);
    },
    filesChanged(paths) {
      const known = paths ? paths.map((path) => host.files.forget(path)).includes(true) : host.files.forget();
      if (known) changed();
      // What they say is read again when it is asked for, or when the host indexes them.
      for (const path of paths ?? facts.paths()) service.forget(path);
      return known;
    },
    epoch: () => epoch,
    configure: (layer) => service.configureEach(() => layer),
    configureEach(layerOf) {
      settingsOf = layerOf;
      changed();
    },
    async index(path, text) {
      const language = documents.has(path) ? undefined : detectLanguage(path, text);
      if (!language?.facts) return;
      const parsed = read(path, text, language);
      updateFacts(path, language, parsed);
      for (let round = 1; round < mostRounds && (await settle()); round++) updateFacts(path, language, parsed);
    },
    forget(path) {
      if (!documents.has(path)) factsChanged(facts.remove(path), path);
    },
    indexed(now) {
      if (complete === now) return;
      complete = now;
      changed();
    },
    graph,
    knownPaths: facts.paths,
    externalChanged: changed,
    openPaths: () => [...documents.keys()],
    opened(path) {
      const document = documents.get(path);
      if (!document?.language) return undefined;
      return openedOf(path, document.text, document.lines, document.language, document.parsed);
    },
    look(path) {
      const open = service.opened(path);
      if (open) return open;
      const text = files.view.read(path);
      const language = typeof text === 'string' ? detectLanguage(path, text) : undefined;
      if (typeof text !== 'string' || !language) return undefined;
      return openedOf(path, text, lineIndex(text), language, read(path, text, language));
    },
    async check(path, signal) {
      const document = documents.get(path);
      if (!document?.language) return undefined;
      const { text, lines, language, parsed } = document;
      // What follows from the facts of others may no longer be kept once these are known.
      const reads = kept.get(path)?.reads;
      catchUp(path, (other) => reads !== undefined && mayFollowFrom(other, reads));
      const known = kept.get(path)?.result;
      if (known?.text === text) return known;
      const { findings, state } = await run(path, text, language, parsed, signal);
      if (signal?.aborted) throw new Cancelled();
      const result: FileFindings = { path, language: language.id, text, lines, findings };
      // Where something that the findings follow from has changed meanwhile, this is no longer what is kept.
      state.result = result;
      return result;
    },
    async checkText(path, text, signal, editorId) {
      const language = detectLanguage(path, text, editorId);
      if (!language) return undefined;
      const parsed = read(path, text, language);
      const { findings } = await run(path, text, language, parsed, signal);
      return { path, language: language.id, text, lines: lineIndex(text), findings };
    },
    async config(path) {
      const language = documents.get(path)?.language ?? detectLanguage(path, '');
      if (!language) return undefined;
      let config = resolve(path, language);
      for (let round = 1; round < mostRounds && (await settle()); round++) config = resolve(path, language);
      return config;
    },
    settle,
  };
  return service;
}
