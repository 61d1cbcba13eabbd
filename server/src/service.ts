import { Cancelled, type CancelSignal } from './core/cancel.js';
import { type ConfigLayer, emptyLayer, type ResolvedConfig, resolveConfig } from './core/config.js';
import { inOrder, type Pace, type RunEnvironment, runRules } from './core/engine.js';
import { type ExternalChecks, withoutTwice } from './core/external.js';
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

/** What the service needs from the program that runs it. */
export interface Host {
  readonly files: FileSource;
  readonly log: Log;
  /** Today as `YYYY-MM-DD`; findings about ends of life depend on it and on nothing else that changes by itself. */
  readonly today: () => string;
  readonly userFiles?: UserFiles;
  readonly translate?: Translate;
  readonly pace?: Pace;
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
  /** Grows whenever something that results depend on has changed, apart from the checked text itself. */
  epoch(): number;
  /** Replaces the settings that the editor or the command line gives; they stand above configuration files. */
  configure(layer: ConfigLayer): void;
  /** As `configure`, where settings differ from folder to folder. */
  configureEach(layerOf: (path: string) => ConfigLayer): void;
  openPaths(): readonly string[];
  /** The document's parse; undefined where it is not open or of no language of ours. */
  opened(path: string): Opened | undefined;
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

interface OpenDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly language: Language | undefined;
  readonly parsed: unknown;
}

const mostRounds = 8;

/** Every rule by its id. */
export const rulesById: ReadonlyMap<string, Rule> = new Map(
  languages.flatMap((language) => language.rules.map((rule) => [rule.id, rule] as const)),
);

const allRules = [...rulesById.values()];

export function createService(host: Host): Service {
  const documents = new Map<string, OpenDocument>();
  const results = new Map<string, { readonly text: string; readonly epoch: number; readonly result: FileFindings }>();
  const configs = new Map<string, ResolvedConfig>();
  const kept = new Map<string, KeptFindings>();
  const files = withOpenDocuments(host.files, (path) => documents.get(path)?.text);
  let settingsOf: (path: string) => ConfigLayer = () => emptyLayer;
  // Anything but the text itself that a result depends on: files around it and settings.
  let epoch = 0;

  const read = (path: string, text: string, language: Language, previous?: unknown): unknown => {
    try {
      return language.parse(text, previous);
    } catch (error) {
      host.log.ruleFailed(`${language.id}/parse`, path, error);
      return language.parse('');
    }
  };
  /** Drops what follows from files as they were. */
  const forgetFiles = (): void => {
    configs.clear();
    kept.clear();
  };
  const changed = (): void => {
    epoch++;
    forgetFiles();
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
    forgetFiles();
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

  /** Findings of an open document's parts. Of a text that is not open, nothing is kept. */
  const keptFor = (path: string): KeptFindings => {
    const known = kept.get(path) ?? new KeptFindings();
    if (documents.has(path)) kept.set(path, known);
    return known;
  };

  const run = async (
    path: string,
    text: string,
    language: Language,
    parsed: unknown,
    signal: CancelSignal | undefined,
  ): Promise<Finding[]> => {
    const environment: RunEnvironment = {
      path,
      text,
      files: files.view,
      today: host.today(),
      translate: host.translate,
      log: host.log,
    };
    for (let round = 1; ; round++) {
      const config = resolve(path, language);
      if (config.ignored && !(await settle())) return [];
      const own = await runRules(config.rules, parsed, language.walk, environment, keptFor(path), host.pace, signal);
      // The file view may have learnt what it was asked for; then the rules see more than in this round.
      if (round < mostRounds && (await settle())) continue;
      const { directivesOff, hidden } = config;
      const found = [...own, ...externalFindings(path, language, parsed, config, own)];
      const visible = found.filter((finding) => !finding.aliases.some((alias) => hidden.includes(alias)));
      const directives = language.suppressions(parsed, { text, today: environment.today, directivesOff });
      const { kept, unused } = suppress(visible, directives);
      const more = unusedSuppressions(language, config.rules, unused, host.translate);
      const adjusted = language.adjust?.(parsed, kept) ?? kept;
      return inOrder([...adjusted, ...more]);
    }
  };

  const service: Service = {
    open(path, text, editorId) {
      const before = documents.get(path);
      if (before?.text === text) return;
      const language = before?.language ?? detectLanguage(path, text, editorId);
      const parsed = language && read(path, text, language, before?.parsed);
      documents.set(path, { text, lines: lineIndex(text), language, parsed });
      // Other files' results depend on configuration and on ignore files, not on another file of a checked language.
      if (!language || language.id === 'config') changed();
    },
    close(path) {
      const before = documents.get(path);
      documents.delete(path);
      results.delete(path);
      configs.delete(path);
      kept.delete(path);
      if (before && (!before.language || before.language.id === 'config')) changed();
    },
    filesChanged(paths) {
      const known = paths ? paths.map((path) => host.files.forget(path)).includes(true) : host.files.forget();
      if (known) changed();
      return known;
    },
    epoch: () => epoch,
    configure: (layer) => service.configureEach(() => layer),
    configureEach(layerOf) {
      settingsOf = layerOf;
      changed();
    },
    externalChanged: changed,
    openPaths: () => [...documents.keys()],
    opened(path) {
      const document = documents.get(path);
      if (!document?.language) return undefined;
      return {
        language: document.language,
        lines: document.lines,
        context: {
          document: document.parsed,
          path,
          text: document.text,
          files: files.view,
          today: host.today(),
          rules: rulesById,
        },
      };
    },
    async check(path, signal) {
      const document = documents.get(path);
      if (!document?.language) return undefined;
      const { text, lines, language, parsed } = document;
      const cached = results.get(path);
      if (cached && cached.text === text && cached.epoch === epoch) return cached.result;
      const startEpoch = epoch;
      const findings = await run(path, text, language, parsed, signal);
      if (signal?.aborted) throw new Cancelled();
      const result: FileFindings = { path, language: language.id, text, lines, findings };
      results.set(path, { text, epoch: startEpoch, result });
      return result;
    },
    async checkText(path, text, signal, editorId) {
      const language = detectLanguage(path, text, editorId);
      if (!language) return undefined;
      const parsed = read(path, text, language);
      const findings = await run(path, text, language, parsed, signal);
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
