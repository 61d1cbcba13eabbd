import type { TextEdit } from '../core/edit.js';
import type { FindingTag, Severity } from '../core/finding.js';
import type { MessageParams } from '../core/message.js';
import type { Category, FixKind, Profile, ReportDetails, Templates } from '../core/rule.js';
import type { Span } from '../core/text.js';
import { nodesOf, type ShellNodes } from './nodes.js';
import type { ShellReading } from './read.js';

/** A program that reads shell text. `sh` stands for whatever a system has under that name. */
export type Dialect = 'sh' | 'dash' | 'ash' | 'bash' | 'ksh' | 'zsh';

/** What is known of a variable that the text does not set itself. */
export interface OuterVariable {
  /** Undefined where it may be anything. */
  readonly value: string | undefined;
}

/** What a language knows of the place where a piece of shell text runs. */
export interface ShellContext {
  readonly dialect: Dialect;
  /** Whether the shell stops at the first command that fails. */
  readonly errexit: boolean;
  /** A variable that is set outside of the text; undefined where none is known. */
  readonly outer: (name: string) => OuterVariable | undefined;
  /** Names of variables that are set outside of the text, as far as they are known: what a slip may have meant. */
  readonly names: () => readonly string[];
  /** Whether the environment may hold variables that `outer` does not know. */
  readonly open: boolean;
}

/** Shell text to check. */
export interface ShellText extends ShellContext {
  readonly reading: ShellReading;
  readonly nodes: ShellNodes;
}

export function shellText(reading: ShellReading, context: ShellContext): ShellText {
  return { ...context, reading, nodes: nodesOf(reading) };
}

export interface Range {
  readonly pos: number;
  readonly end: number;
}

/** Replaces a range of the text. An empty range inserts: before what follows it, or `after` what precedes it. */
export interface ShellEdit extends Range {
  readonly text: string;
  readonly after?: boolean;
}

export interface ShellDetails<F> {
  readonly fix?: { readonly title: F; readonly edits: readonly ShellEdit[]; readonly safe?: boolean } | undefined;
  readonly severity?: Severity | undefined;
  /** The codes of ShellCheck that this very finding has, where not all of the rule's. */
  readonly codes?: readonly number[];
  readonly tags?: readonly FindingTag[];
}

export type ShellReport<M, F> = (at: Range, message: M, params?: MessageParams, details?: ShellDetails<F>) => void;

/** A script with `‹` and `›` around what is reported, and where it runs. */
export interface ShellExample {
  readonly valid: boolean;
  readonly text: string;
  readonly fixed?: string;
  readonly dialect?: 'sh' | 'dash' | 'ash' | 'bash';
  /** Variables that are set outside of the script. */
  readonly set?: Readonly<Record<string, string>>;
}

interface ShellRuleMeta {
  readonly summary: string;
  readonly why: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly profile: Profile;
  readonly since: string;
  /** Codes of ShellCheck for the same problem. */
  readonly codes: readonly number[];
  readonly fix: FixKind;
  readonly examples: readonly ShellExample[];
}

export interface ShellRuleSpec<M extends Templates, F extends Templates> extends ShellRuleMeta {
  readonly messages: M;
  readonly fixes?: F;
  readonly check: (text: ShellText, report: ShellReport<keyof M & string, keyof F & string>) => void;
}

/** A check of shell text, which each language that holds shell text offers as a rule of its own. */
export interface ShellRule extends ShellRuleMeta {
  /** Without the language. */
  readonly name: string;
  readonly messages: Templates;
  readonly fixes: Templates;
  readonly check: (text: ShellText, report: ShellReport<string, string>) => void;
}

/** Defines a check of shell text. It looks at nothing but the text and its context. */
export function shellRule<const M extends Templates, const F extends Templates>(
  name: string,
  spec: ShellRuleSpec<M, F>,
): ShellRule {
  return { ...spec, name, fixes: spec.fixes ?? {}, check: spec.check as ShellRule['check'] };
}

/** Shell text that stands in a file: what to check, and where its parts are there. */
export interface ShellPlace {
  readonly text: ShellText;
  readonly span: (at: Range) => Span;
  readonly edit: (edit: ShellEdit) => TextEdit;
}

/**
 * Runs a check and reports what it finds at the place in the file.
 * @param also a peer that has all of ShellCheck's findings under one name.
 */
export function checkPlace(
  { check }: ShellRule,
  { text, span, edit }: ShellPlace,
  report: (at: Span, message: string, params: MessageParams, details: ReportDetails<string>) => void,
  also: readonly string[] = [],
): void {
  check(text, (at, message, params = {}, { fix, codes, severity, tags } = {}) =>
    report(span(at), message, params, {
      ...(severity && { severity }),
      ...(codes && { aliases: [...codes.map(shellcheckName), ...also] }),
      ...(tags && { tags }),
      ...(fix && { fix: { ...fix, edits: fix.edits.map(edit) } }),
    }),
  );
}

/** The name that ShellCheck's findings have with us. */
export function shellcheckName(code: number): string {
  return `shellcheck:SC${code}`;
}

/** Puts a part of the text into double quotes. */
export function inDoubleQuotes({ pos, end }: Range): readonly ShellEdit[] {
  return [
    { pos, end: pos, text: '"' },
    { pos: end, end, text: '"', after: true },
  ];
}

type Details = Omit<ShellExample, 'valid' | 'text'>;

export function badShell(text: string, details: Details = {}): ShellExample {
  return { valid: false, text, ...details };
}

export function goodShell(text: string, details: Omit<Details, 'fixed'> = {}): ShellExample {
  return { valid: true, text, ...details };
}
