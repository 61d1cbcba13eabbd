import type { Finding } from '../../core/finding.js';
import type { SuppressionContext } from '../../core/language.js';
import type { SuppressedName, Suppression } from '../../core/suppress.js';
import type { Span } from '../../core/text.js';
import { shellcheckDisable, shellDirectives } from '../../shell/directives.js';
import type { Dockerfile } from './model/dockerfile.js';
import { scriptsOf } from './model/script.js';
import type { Comment, Instruction } from './syntax/tree.js';

// Each syntax is a pattern over the text of a comment without its `#`. The names are in the group `names`.
const own = /^platform-builder:\s*(?<kind>ignore|ignore-file)\[(?<names>[^\]]*)\]/;
const hadolint = /^hadolint\s+(?<kind>(?:global\s+|stage\s+)?)ignore\s*=\s*(?<names>\w+(?:\s*,\s*\w+)*)\s*(?:#.*)?$/;
const dockerfileUtils = /^dockerfile-utils:\s*ignore\s*$/;
const trivy = /trivy:ignore:(?<names>[A-Za-z0-9-]+)(?::exp:(?<until>\d{4}-\d{2}-\d{2}))?/g;
const checkov = /checkov:skip=(?<names>CKV2?_[A-Z0-9_]+)/g;
const kics = /^kics-scan\s+(?<kind>ignore-line|ignore-block)\b/;
const buildkitCheck = /^check\s*=\s*(?<value>\S+)/;

/** The directives that silence findings in a Dockerfile: our own and those of the peers. */
export function suppressions(document: Dockerfile, context: SuppressionContext): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const directive of document.directives) {
    if (directive.name.text.toLowerCase() !== 'check') continue;
    const names = skipped(directive.value.text, directive.value.start);
    if (names) found.push({ span: directive, scope: 'file', names, syntax: 'buildkit' });
  }
  if (document.comments.length > 0) {
    const reader = { document, context, found };
    let next = 0;
    const { instructions } = document;
    for (const comment of document.comments) {
      while (next < instructions.length && (instructions[next]?.end ?? 0) < comment.start) next++;
      readComment(reader, comment, instructions[next]);
    }
  }
  for (const instruction of document.instructions) {
    const check = buildkitDirective(instruction);
    if (check) found.push(check);
    if (instruction.heredocs.length > 0) found.push(...inHeredocs(document, instruction));
  }
  return found;
}

interface Reader {
  readonly document: Dockerfile;
  readonly context: SuppressionContext;
  readonly found: Suppression[];
}

function readComment(reader: Reader, comment: Comment, instruction: Instruction | undefined): void {
  const { document, context, found } = reader;
  const { text } = comment;
  const base = { span: { start: comment.start, end: comment.end }, removal: lineRemoval(context.text, comment) };
  const at = context.text.indexOf(text, comment.start + 1);
  const above = instruction && isRightAbove(context.text, comment, instruction) ? instruction : undefined;

  const ours = own.exec(text);
  if (ours?.groups) {
    const names = listed(ours.groups.names ?? '', at + text.indexOf('[') + 1, context.text);
    if (ours.groups.kind === 'ignore-file') found.push({ ...base, scope: 'file', names, syntax: 'platform-builder' });
    else if (instruction && (above || comment.inside)) {
      found.push({ ...base, scope: whole(instruction), names, syntax: 'platform-builder' });
    }
    return;
  }
  const lint = context.directivesOff.has('hadolint') ? null : hadolint.exec(text);
  if (lint?.groups) {
    const list = lint.groups.names ?? '';
    const names = listed(list, at + text.indexOf(list, text.indexOf('=')), context.text, hadolintName);
    const kind = lint.groups.kind?.trim();
    const stage = instruction && document.stageOf[instruction.index];
    if (kind === 'global') found.push({ ...base, scope: 'file', names, syntax: 'hadolint' });
    else if (kind === 'stage' && above?.kind === 'FROM' && stage) {
      found.push({ ...base, scope: { start: stage.start, end: stage.end }, names, syntax: 'hadolint' });
    } else if (kind === '' && above) found.push({ ...base, scope: whole(above), names, syntax: 'hadolint' });
    return;
  }
  if (above && dockerfileUtils.test(text)) {
    const names = [{ name: 'dockerfile-utils:*', span: base.span }];
    found.push({ ...base, scope: whole(above), names, syntax: 'dockerfile-utils' });
  }
  if (above && kics.test(text)) found.push({ ...base, scope: whole(above), names: 'all', syntax: 'kics' });
  const shell = above ? shellcheckDisable.exec(text) : null;
  if (above && shell?.groups) {
    const names = listed(shell.groups.names ?? '', at + text.indexOf('disable=') + 8, context.text, shellcheckName);
    found.push({ ...base, scope: whole(above), names, syntax: 'shellcheck' });
  }
  for (const match of text.matchAll(checkov)) {
    const name = { name: `checkov:${match.groups?.names ?? ''}`, span: base.span };
    found.push({ ...base, scope: 'file', names: [name], syntax: 'checkov' });
  }
  for (const match of text.matchAll(trivy)) {
    const until = match.groups?.until;
    if (!above || (until !== undefined && until < context.today)) continue;
    const name = { name: `trivy:${match.groups?.names ?? ''}`, span: base.span };
    found.push({ ...base, scope: whole(above), names: [name], syntax: 'trivy' });
  }
}

function whole(instruction: Instruction): Span {
  return { start: instruction.start, end: instruction.end };
}

/** Whether only comment lines stand between a comment and the instruction after it. */
function isRightAbove(text: string, comment: Comment, instruction: Instruction): boolean {
  if (comment.inside || comment.start > instruction.start) return false;
  return !/\n[ \t\r]*\n/.test(text.slice(comment.end, instruction.start));
}

/** The names of a comma-separated list, each with its place and what removes it alone. */
function listed(
  list: string,
  at: number,
  text: string,
  rename: (name: string) => string = (name) => name,
): readonly SuppressedName[] {
  const names: SuppressedName[] = [];
  const items = list.split(',');
  let from = at;
  items.forEach((item, i) => {
    const lead = item.length - item.trimStart().length;
    const name = item.trim();
    const span = { start: from + lead, end: from + lead + name.length };
    // The last one takes the comma before it along, any other the one behind it, each with its blanks.
    const before = items[i - 1];
    const next = items[i + 1];
    const removal =
      items.length === 1 || text.slice(span.start, span.end) !== name
        ? undefined
        : {
            span:
              next === undefined
                ? { start: from - 1 - (before ? before.length - before.trimEnd().length : 0), end: span.end }
                : { start: span.start, end: from + item.length + 1 + next.length - next.trimStart().length },
            text: '',
          };
    if (name !== '') names.push({ name: rename(name), span, ...(removal && { removal }) });
    from += item.length + 1;
  });
  return names;
}

/** The name that a finding of hadolint, or of its ShellCheck, has with us. */
export function hadolintName(name: string): string {
  return /^SC\d+$/.test(name) ? `shellcheck:${name}` : `hadolint:${name}`;
}

function shellcheckName(name: string): string {
  return name === 'all' ? 'shellcheck:*' : `shellcheck:${name}`;
}

/** Names of BuildKit's `check=skip=A,B` or `skip=all`; undefined where the value skips nothing. */
function skipped(value: string, at: number): readonly SuppressedName[] | undefined {
  for (const setting of value.split(';')) {
    const match = /^\s*skip=(\S*)/.exec(setting);
    if (!match) continue;
    const listAt = at + value.indexOf(match[1] ?? '', value.indexOf(setting));
    return (match[1] ?? '')
      .split(',')
      .filter((name) => name !== '')
      .map((name) => ({
        name: name === 'all' ? 'buildkit:*' : `buildkit:${name}`,
        span: { start: listAt, end: listAt + (match[1] ?? '').length },
      }));
  }
  return undefined;
}

/** The first `# check=…` among the comments before an instruction, which holds for it alone. */
function buildkitDirective(instruction: Instruction): Suppression | undefined {
  for (const comment of instruction.comments) {
    const value = buildkitCheck.exec(comment.text)?.groups?.value;
    if (value === undefined) continue;
    const names = skipped(value, comment.end - comment.text.length + comment.text.indexOf(value));
    return names && { span: comment, scope: whole(instruction), names, syntax: 'buildkit' };
  }
  return undefined;
}

/** ShellCheck's directives in the heredocs that a shell reads: each holds for the command after it. */
function inHeredocs(document: Dockerfile, instruction: Instruction): Suppression[] {
  return scriptsOf(document, instruction).flatMap((script) => {
    if (script.form !== 'heredoc' || !script.reading) return [];
    return shellDirectives(script.reading).map((directive): Suppression => {
      const span = script.span(directive);
      const names = directive.names.map((name) => ({ name: shellcheckName(name), span }));
      return { span, scope: script.span(directive.scope), names, syntax: 'shellcheck' };
    });
  });
}

function lineRemoval(text: string, comment: Comment): { span: Span; text: string } {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  const newline = text.indexOf('\n', comment.end);
  return { span: { start: lineStart, end: newline === -1 ? text.length : newline + 1 }, text: '' };
}

/** BuildKit's `# check=error=true` makes each of its checks stop the build. */
export function raiseChecks(document: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  const check = document.directives.find((directive) => directive.name.text.toLowerCase() === 'check');
  if (!check || !/(?:^|;)\s*error=true\b/i.test(check.value.text)) return findings;
  return findings.map((finding) =>
    finding.aliases.some((alias) => /^buildkit:[A-Z]/.test(alias)) ? { ...finding, severity: 'error' } : finding,
  );
}
