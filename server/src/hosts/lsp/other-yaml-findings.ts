import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver-types';
import { offsetAt, rangeOf } from '../../core/text.js';
import type { SchemaReference } from '../../yaml/schema-reference.js';
import { nameOf, type SchemaTarget } from '../yaml/schema-files.js';
import type { OpenDocument } from './open-documents.js';

const source = 'platform-builder';

/** Why the library got no text for a schema that another refers to. */
export interface Refusal {
  readonly reason: string;
  /** It is an address that nobody has given a file for. */
  readonly unknown: boolean;
}

/** A problem with a schema itself, told where it is named. */
export function schemaProblem(range: Range, message: string, onlyUnknown: boolean): Diagnostic {
  return {
    range,
    // An address that nobody has given a file for is no mistake.
    severity: onlyUnknown ? DiagnosticSeverity.Hint : DiagnosticSeverity.Warning,
    source,
    code: 'yaml/schema-not-read',
    message,
  };
}

/** Schemas may say anything, of any length. */
const longestMessage = 600;

/** Codes of the library for problems of the schema rather than of the document. */
const schemaCodes = 0x10000;

/** A message with paths as they are in the workspace. */
function shortened(message: string, roots: readonly string[]): string {
  return roots.reduce((text, root) => text.replaceAll(`${root}/`, ''), message);
}

/** A finding of the library as ours: problems of a schema stand where the document names it. */
export function toDiagnostic(
  found: Diagnostic,
  { lines }: OpenDocument,
  references: readonly (readonly [SchemaReference, SchemaTarget])[],
  refused: ReadonlyMap<string, Refusal>,
  roots: readonly string[],
): Diagnostic | undefined {
  const whole = typeof found.message === 'string' ? found.message : found.message.value;
  const message = whole.length > longestMessage ? `${whole.slice(0, longestMessage)}…` : whole;
  if (typeof found.code === 'number' && found.code >= schemaCodes) {
    const offset = offsetAt(lines, found.range.start);
    const [reference] = references.findLast(([{ span }]) => span.start <= offset) ?? references[0] ?? [];
    if (!reference) return undefined;
    const range = rangeOf(lines, reference.span);
    const [uri, refusal] = [...refused].find(([one]) => message.includes(`'${one}'`)) ?? [];
    if (uri !== undefined && refusal) {
      const what = `The schema ${reference.value} refers to ${nameOf(uri)}. ${refusal.reason}`;
      return schemaProblem(range, shortened(what, roots), refusal.unknown);
    }
    return schemaProblem(range, shortened(message.replace(/[ \t]*\n/g, '; '), roots), false);
  }
  // Which tags a program knows is not for us to say, and that a file may name its schema needs no leave.
  if (message.startsWith('Unresolved tag') || found.code === 'unusedAnchor') return undefined;
  if (message === 'Property $schema is not allowed.') return undefined;
  const { range, severity, tags } = found;
  // The library calls a kind that has no name of its own by its reference.
  const plain = message.replace(/ Expected "#"\.$/, '');
  return { range, severity, source, code: 'yaml/schema', message: plain, ...(tags && { tags }) };
}

/** Whether two problems of schemas are told of the same name: the first is told. */
export function samePlace(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && JSON.stringify(a.range) === JSON.stringify(b.range) && a.code === 'yaml/schema-not-read';
}
