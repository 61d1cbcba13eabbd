import type { CancelSignal } from './core/cancel.js';
import type { ConfigLayer, RuleSetting } from './core/config.js';
import type { Finding, Severity } from './core/finding.js';
import { silentLog } from './core/log.js';
import type { Level, Profile, Rule } from './core/rule.js';
import { type LineIndex, lineIndex, type Range, rangeOf } from './core/text.js';
import { imagesDate } from './images/base-images.js';
import { detectLanguage, languages } from './languages/registry.js';
import { createService, type FileFindings } from './service.js';
import { recordFiles } from './workspace/files.js';

export type RuleOption = Level | { readonly level?: Level; readonly options?: Readonly<Record<string, unknown>> };

export interface CheckOptions {
  readonly profile?: Profile;
  /** Levels and options by rule name in any accepted form. */
  readonly rules?: Readonly<Record<string, RuleOption>>;
  readonly kubernetesVersion?: string;
  /** Text of a `.platform-builder.yaml` that holds for all files. */
  readonly config?: string;
  /** `YYYY-MM-DD`; the date of our data by default, so that results do not change by themselves. */
  readonly today?: string;
  readonly signal?: CancelSignal;
}

/** One finding with positions: zero-based lines and UTF-16 columns. */
export interface Diagnostic {
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly url: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly path: string; readonly range: Range; readonly newText: string }[];
  }[];
  readonly related?: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  readonly tags?: readonly string[];
}

export interface CheckedFile {
  readonly path: string;
  readonly language: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
}

/** A rule as listed to users and tools. */
export interface RuleInfo {
  readonly id: string;
  readonly language: string;
  readonly summary: string;
  readonly why: string;
  readonly category: Rule['category'];
  readonly severity: Severity;
  readonly profile: Profile;
  readonly since: string;
  readonly peers: readonly string[];
  readonly tags: readonly string[];
  readonly fix: Rule['fix'];
  readonly options: Rule['options'];
  readonly url: string;
}

/** The date of the newest facts in our data. */
export const dataDate: string = imagesDate;

/** Where the project is to be found; its only mention. */
export const repository = 'https://github.com/platform-builder/platform-builder';

/** Address of a rule's page. */
export function ruleUrl(id: string): string {
  return `${repository}/blob/main/docs/rules/${id}.md`;
}

/**
 * Checks files that exist only in `files`: workspace-relative POSIX path to text. Nothing is read from disk.
 * @returns a result for each file of a language of ours, in the order given.
 * @throws Cancelled when `options.signal` fires.
 */
export async function checkFiles(
  files: Readonly<Record<string, string>>,
  options: CheckOptions = {},
): Promise<CheckResult> {
  const all = options.config === undefined ? files : { ...files, '.platform-builder.yaml': options.config };
  const service = createService({
    files: recordFiles(all),
    log: silentLog,
    today: () => options.today ?? dataDate,
  });
  service.configure(optionsLayer(options));
  for (const [path, text] of Object.entries(files)) await service.index(path, text);
  service.indexed(true);
  const checked: CheckedFile[] = [];
  for (const [path, text] of Object.entries(files)) {
    const result = await service.checkText(path, text, options.signal);
    if (result) checked.push(toCheckedFile(result, (other) => files[other]));
  }
  return { files: checked };
}

export function optionsLayer(options: Pick<CheckOptions, 'profile' | 'rules' | 'kubernetesVersion'>): ConfigLayer {
  const rules = new Map<string, RuleSetting>();
  for (const [name, setting] of Object.entries(options.rules ?? {})) {
    const given = typeof setting === 'string' ? { level: setting } : setting;
    rules.set(name, { level: given.level, options: given.options });
  }
  return { profile: options.profile, rules, kubernetesVersion: options.kubernetesVersion };
}

/** Turns offsets into positions. `textOf` gives the texts of other files that fixes or related places are in. */
export function toCheckedFile(result: FileFindings, textOf: (path: string) => string | undefined): CheckedFile {
  const indexes = new Map<string, LineIndex>([[result.path, result.lines]]);
  const linesOf = (path: string): LineIndex => {
    const known = indexes.get(path) ?? lineIndex(textOf(path) ?? '');
    indexes.set(path, known);
    return known;
  };
  return {
    path: result.path,
    language: result.language,
    diagnostics: result.findings.map((finding) => toDiagnostic(finding, result.path, linesOf)),
  };
}

function toDiagnostic(finding: Finding, path: string, linesOf: (path: string) => LineIndex): Diagnostic {
  return {
    rule: finding.rule,
    aliases: finding.aliases,
    severity: finding.severity,
    message: finding.message,
    range: rangeOf(linesOf(path), finding.span),
    url: ruleUrl(finding.rule),
    fixes: finding.fixes.map((fix) => ({
      title: fix.title,
      safe: fix.safe,
      edits: fix.edits.map((edit) => ({
        path: edit.path ?? path,
        range: rangeOf(linesOf(edit.path ?? path), edit.span),
        newText: edit.text,
      })),
    })),
    ...(finding.related.length > 0 && {
      related: finding.related.map((place) => ({
        path: place.path ?? path,
        range: rangeOf(linesOf(place.path ?? path), place.span),
        message: place.message,
      })),
    }),
    ...(finding.tags.length > 0 && { tags: finding.tags }),
  };
}

/** Every rule with its metadata. */
export function rules(): readonly RuleInfo[] {
  return languages.flatMap((language) =>
    language.rules.map((rule) => ({
      id: rule.id,
      language: rule.language,
      summary: rule.summary,
      why: rule.why,
      category: rule.category,
      severity: rule.severity,
      profile: rule.profile,
      since: rule.since,
      peers: rule.peers,
      tags: rule.tags ?? [],
      fix: rule.fix,
      options: rule.options,
      url: ruleUrl(rule.id),
    })),
  );
}

export function isOurs(path: string, text: string): boolean {
  return detectLanguage(path, text) !== undefined;
}
