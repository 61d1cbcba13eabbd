import type { TextEdit } from './edit.js';
import type { GraphView } from './facts.js';
import type { FileView } from './files.js';
import type { FindingTag, Related, Severity } from './finding.js';
import type { MessageParams } from './message.js';
import type { Span } from './text.js';

export type Level = Severity | 'off';
export type Profile = 'recommended' | 'strict' | 'all';
export type Category =
  | 'correctness'
  | 'security'
  | 'reliability'
  | 'performance'
  | 'cost'
  | 'maintainability'
  | 'style';

/**
 * `safe`: all fixes keep the meaning, or give one to a file that is refused as a whole; `unsafe`: none is certain to;
 * `mixed`: some do, told per fix; `none`: no fix.
 */
export type FixKind = 'safe' | 'unsafe' | 'mixed' | 'none';

export const profiles: readonly Profile[] = ['recommended', 'strict', 'all'];

/** Whether what is for a profile is on where `chosen` is. */
export function includes(chosen: Profile, profile: Profile): boolean {
  return profiles.indexOf(profile) <= profiles.indexOf(chosen);
}

/** All levels, the mildest first. */
export const levels: readonly Level[] = ['off', 'hint', 'info', 'warning', 'error'];

/** One option of a rule: its type, its default and a line for the documentation. */
export type OptionSpec =
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'integer'; readonly default: number; readonly description: string }
  | { readonly type: 'string'; readonly default: string; readonly description: string }
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string }
  | { readonly type: 'map'; readonly default: Readonly<Record<string, string>>; readonly description: string };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
export type OptionValues<O extends OptionSpecs> = { readonly [K in keyof O]: OptionValue<O[K]> };
type OptionValue<S> = S extends { type: 'boolean' }
  ? boolean
  : S extends { type: 'integer' }
    ? number
    : S extends { type: 'string' }
      ? string
      : S extends { type: 'strings' }
        ? readonly string[]
        : S extends { type: 'map' }
          ? Readonly<Record<string, string>>
          : never;

export type Templates = Readonly<Record<string, string>>;

/** A fix as a rule gives it: its title is a key of the rule's `fixes`. */
export interface FixDraft<F> {
  readonly title: F;
  readonly params?: MessageParams;
  readonly edits: readonly TextEdit[];
  /** Only in rules whose `fix` is `mixed`. */
  readonly safe?: boolean;
}

export interface ReportDetails<F> {
  readonly fix?: FixDraft<F> | undefined;
  /** Several fixes to choose from, the best first. */
  readonly fixes?: readonly FixDraft<F>[];
  readonly related?: readonly Related[];
  /** Where this very finding weighs differently from the rule's default. A level set by the user still wins. */
  readonly severity?: Severity;
  /** Where this very finding is one for a stricter profile than the rule's: in a milder one it is left out. */
  readonly profile?: Profile;
  /** The peers that would report this very finding, where not all of the rule's `peers` would. */
  readonly aliases?: readonly string[];
  readonly tags?: readonly FindingTag[];
}

export interface RuleContext<Document, M extends Templates, F extends Templates, O extends OptionSpecs> {
  readonly document: Document;
  readonly path: string;
  readonly text: string;
  readonly files: FileView;
  /** What other files, of any language, say of the same things. Rules that reach a part may ask for what other files define only. */
  readonly graph: GraphView;
  /** Today's date as the host gave it, `YYYY-MM-DD`. */
  readonly today: string;
  /** The release of Kubernetes that the configuration names; undefined where it names none. */
  readonly kubernetesVersion: string | undefined;
  readonly options: OptionValues<O>;
  report(at: Span, message: keyof M & string, params?: MessageParams, details?: ReportDetails<keyof F & string>): void;
}

export interface Example {
  readonly valid: boolean;
  /** The text, with `‹` and `›` around each place where this rule reports. */
  readonly text: string;
  readonly path?: string;
  /** Other files of the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The whole text after the first fix of each finding was applied. */
  readonly fixed?: string;
  readonly today?: string;
  readonly kubernetesVersion?: string;
}

interface RuleMeta {
  /** What is wrong, in a line: the title of the rule's page. */
  readonly summary: string;
  /** Why it matters and what to do instead: the body of the rule's page, Markdown. */
  readonly why: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly since: string;
  /** Rules of other tools that this one covers, as `peer:RULE`. */
  readonly peers: readonly string[];
  /** Groups that a configuration may switch as one, such as `production`. */
  readonly tags?: readonly string[];
  /** Earlier ids of this rule. */
  readonly formerly?: readonly string[];
  readonly fix: FixKind;
  /**
   * What the findings in a part of a file follow from. `part`: from what the language's walk gives as the key of that
   * part, and from other files; they are kept while the key stays the same. `file`, the default: from anything.
   */
  readonly reach?: 'part' | 'file';
  readonly examples: readonly Example[];
}

export interface RuleSpec<Events, Document, M extends Templates, F extends Templates, O extends OptionSpecs>
  extends RuleMeta {
  readonly options?: O;
  readonly messages: M;
  readonly fixes?: F;
  readonly on: { readonly [E in keyof Events]?: (node: Events[E], ctx: RuleContext<Document, M, F, O>) => void };
}

/** A rule as the engine and the generators see it, without the types of its own messages and options. */
export interface Rule extends RuleMeta {
  readonly id: string;
  readonly language: string;
  readonly options: OptionSpecs;
  readonly messages: Templates;
  readonly fixes: Templates;
  readonly on: Readonly<Record<string, RuleHandler>>;
}

export type RuleHandler = (node: unknown, ctx: RuleContext<unknown, Templates, Templates, OptionSpecs>) => void;

/** Gives a language its `rule` function: the events that its walk emits, and the document that it parses to. */
export function ruleOf<Events, Document>() {
  return function rule<const M extends Templates, const F extends Templates, const O extends OptionSpecs>(
    id: string,
    spec: RuleSpec<Events, Document, M, F, O>,
  ): Rule {
    return {
      ...spec,
      id,
      language: id.slice(0, id.indexOf('/')),
      options: spec.options ?? {},
      fixes: spec.fixes ?? {},
      // The engine hands each handler the node of its own event, which the type above has tied to it.
      on: spec.on as unknown as Readonly<Record<string, RuleHandler>>,
    };
  };
}

export interface ExampleDetails {
  readonly fixed?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly today?: string;
  readonly kubernetesVersion?: string;
}

export function bad(text: string, details: ExampleDetails = {}): Example {
  return { valid: false, text, ...details };
}

export function good(text: string, details: ExampleDetails = {}): Example {
  return { valid: true, text, ...details };
}

/**
 * A text over several lines: without the first and last line break and the common indentation. Backslashes stand for
 * themselves, except before `$` and a backtick, where the language needs them.
 */
export function source(strings: TemplateStringsArray, ...values: readonly string[]): string {
  let raw = strings.raw[0] ?? '';
  for (let i = 0; i < values.length; i++) raw += (values[i] ?? '') + (strings.raw[i + 1] ?? '');
  const lines = raw
    .replace(/\\([$`])/g, '$1')
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(common)).join('\n');
}

export const option = {
  boolean: (value: boolean, description: string): { type: 'boolean'; default: boolean; description: string } => ({
    type: 'boolean',
    default: value,
    description,
  }),
  integer: (value: number, description: string): { type: 'integer'; default: number; description: string } => ({
    type: 'integer',
    default: value,
    description,
  }),
  string: (value: string, description: string): { type: 'string'; default: string; description: string } => ({
    type: 'string',
    default: value,
    description,
  }),
  strings: (
    value: readonly string[],
    description: string,
  ): { type: 'strings'; default: readonly string[]; description: string } => ({
    type: 'strings',
    default: value,
    description,
  }),
  map: (
    value: Readonly<Record<string, string>>,
    description: string,
  ): { type: 'map'; default: Readonly<Record<string, string>>; description: string } => ({
    type: 'map',
    default: value,
    description,
  }),
};
