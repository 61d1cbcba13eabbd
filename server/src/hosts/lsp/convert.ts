import {
  type CodeDescription,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location,
  type TextEdit,
} from 'vscode-languageserver-types';
import { ruleUrl } from '../../check.js';
import type { TextEdit as OffsetEdit } from '../../core/edit.js';
import type { Place } from '../../core/features.js';
import type { Finding, Severity } from '../../core/finding.js';
import { type LineIndex, rangeOf } from '../../core/text.js';
import type { DiagnosticData } from './messages.js';
import { uriOf } from './uris.js';

const severityNumbers: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Line indexes of any file, the checked one's among them. */
export type LinesOf = (path: string) => LineIndex;

export function toDiagnostic(finding: Finding, path: string, linesOf: LinesOf): Diagnostic {
  const data: DiagnosticData = finding.aliases.length > 0 ? { aliases: finding.aliases } : {};
  const codeDescription: CodeDescription = { href: ruleUrl(finding.rule) };
  const tags = finding.tags.flatMap((tag) =>
    tag === 'unnecessary' ? [DiagnosticTag.Unnecessary] : tag === 'deprecated' ? [DiagnosticTag.Deprecated] : [],
  );
  return {
    range: rangeOf(linesOf(path), finding.span),
    severity: severityNumbers[finding.severity],
    source: 'platform-builder',
    code: finding.rule,
    codeDescription,
    message: finding.message,
    data,
    ...(tags.length > 0 && { tags }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map((place) => ({
        location: toLocation(place, path, linesOf),
        message: place.message,
      })),
    }),
  };
}

export function toLocation(place: Place, path: string, linesOf: LinesOf): Location {
  const at = place.path ?? path;
  return { uri: uriOf(at), range: rangeOf(linesOf(at), place.span) };
}

export function toTextEdit(edit: OffsetEdit, lines: LineIndex): TextEdit {
  return { range: rangeOf(lines, edit.span), newText: edit.text };
}

/** Edits by file, as a workspace edit has them. */
export function toChanges(
  edits: readonly OffsetEdit[],
  path: string,
  linesOf: LinesOf,
): Readonly<Record<string, TextEdit[]>> {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const at = edit.path ?? path;
    const list = changes[uriOf(at)] ?? [];
    list.push(toTextEdit(edit, linesOf(at)));
    changes[uriOf(at)] = list;
  }
  return changes;
}

/** A short name for a result: equal findings have equal ids, so that an unchanged result need not be sent again. */
export function resultId(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics);
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}${diagnostics.length}`;
}
