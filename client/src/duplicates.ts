import type { Diagnostic, Position } from 'vscode';
import type { DiagnosticData } from '../../server/src/hosts/lsp/messages.js';
import { dockerfileUtilsCodes } from './dockerfile-utils.js';

const ourSource = 'platform-builder';

export function isOurs(diagnostic: Diagnostic): boolean {
  return diagnostic.source === ourSource;
}

/** Text around the findings, by line; absent where the file is not open. */
export type Lines = (line: number) => string | undefined;

/**
 * Leaves out those of our findings that another extension really shows at the same instruction. What it would show if its
 * tool were installed does not count: two silent checkers would be worse than two loud ones.
 */
export function withoutDuplicates<D extends Diagnostic>(
  ours: readonly D[],
  others: readonly Diagnostic[],
  lines: Lines | undefined,
): D[] {
  const foreign = others.flatMap((diagnostic) => {
    const names = namesOf(diagnostic);
    return names.length === 0 ? [] : [{ names, start: diagnostic.range.start, end: diagnostic.range.end }];
  });
  if (foreign.length === 0) return [...ours];
  return ours.filter((diagnostic) => {
    const aliases = aliasesOf(diagnostic);
    if (aliases.length === 0) return true;
    const from = instructionStart(diagnostic.range.start, lines);
    const to = diagnostic.range.end.line;
    return !foreign.some(
      ({ names, start, end }) =>
        start.line <= to && end.line >= from && names.some((name) => aliases.some((alias) => alias.endsWith(name))),
    );
  });
}

/** A short text that changes when the other extensions' findings change in a way that matters here. */
export function fingerprint(others: readonly Diagnostic[]): string {
  return others
    .flatMap((diagnostic) => {
      const names = namesOf(diagnostic);
      return names.length === 0 ? [] : [`${names.join()}@${diagnostic.range.start.line}-${diagnostic.range.end.line}`];
    })
    .sort()
    .join(' ');
}

function aliasesOf(diagnostic: Diagnostic): readonly string[] {
  // The language client keeps the protocol's `data` on the diagnostics that it makes.
  const data = (diagnostic as Diagnostic & { readonly data?: DiagnosticData }).data;
  return data?.aliases ?? [];
}

/** Ends of the aliases that mean this finding: `:DL3008`. */
function namesOf(diagnostic: Diagnostic): readonly string[] {
  const code = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
  if (typeof code === 'string' && /^[A-Za-z][\w-]+$/.test(code)) return [`:${code}`];
  if (typeof code === 'number' && diagnostic.source === 'dockerfile-utils') {
    const name = dockerfileUtilsCodes[code];
    return name ? [`dockerfile-utils:${name}`] : [];
  }
  // Some put the rule's name at the end of the message instead.
  const named = /\((DL\d{4}|SC\d{4})\)\s*$/.exec(diagnostic.message)?.[1];
  return named ? [`:${named}`] : [];
}

const instruction =
  /^\s*(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\s/;

/** Other tools report at the first line of an instruction, we at the very word: so look back to that line. */
function instructionStart(position: Position, lines: Lines | undefined): number {
  if (!lines) return position.line;
  for (let line = position.line; line >= 0; line--) {
    if (instruction.test(lines(line) ?? '')) return line;
  }
  return position.line;
}
