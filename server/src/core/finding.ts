import type { TextEdit } from './edit.js';
import type { Span } from './text.js';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** Rank of a severity: the smaller, the worse. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

export interface Fix {
  readonly title: string;
  /** Whether the meaning of the file stays the same, so that the fix may be applied without a look. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** Another place that belongs to a finding. `path` is set only where it is in another file. */
export interface Related {
  readonly path?: string;
  readonly span: Span;
  readonly message: string;
}

/** `secret`: the text at the span must not be shown outside the editor. */
export type FindingTag = 'unnecessary' | 'deprecated' | 'secret';

/** One problem in one file. Plain data: nothing in it refers to a parse or a rule object. */
export interface Finding {
  readonly rule: string;
  /** Names of the peers' rules that would report this very finding, as `peer:RULE`. */
  readonly aliases: readonly string[];
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly tags: readonly FindingTag[];
}
