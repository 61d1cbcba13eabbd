import type { Items } from '../../../../core/completion-items.js';
import { lineEnding } from '../../../../core/text.js';
import { buildChecks } from '../../grammar/checks.js';
import { type CommentPlace, type Context, isTop, type KeywordPlace } from './place.js';

/** Comments of ours and of other tools that silence findings; `$0` is where their names go. */
const suppressions: readonly { readonly label: string; readonly text: string; readonly detail: string }[] = [
  { label: 'platform-builder: ignore[…]', text: 'platform-builder: ignore[$0]', detail: 'for the next instruction' },
  { label: 'platform-builder: ignore-file[…]', text: 'platform-builder: ignore-file[$0]', detail: 'for the file' },
  { label: 'hadolint ignore=', text: 'hadolint ignore=', detail: 'hadolint, next instruction' },
  { label: 'hadolint stage ignore=', text: 'hadolint stage ignore=', detail: 'hadolint, above FROM: its stage' },
  { label: 'hadolint global ignore=', text: 'hadolint global ignore=', detail: 'hadolint, whole file' },
  { label: 'hadolint shell=', text: 'hadolint shell=', detail: 'hadolint, the shell of RUN' },
  { label: 'check=skip=', text: 'check=skip=', detail: 'BuildKit checks' },
  { label: 'dockerfile-utils: ignore', text: 'dockerfile-utils: ignore', detail: 'dockerfile-utils, next instruction' },
  { label: 'trivy:ignore:', text: 'trivy:ignore:', detail: 'trivy, next instruction' },
  { label: 'checkov:skip=', text: 'checkov:skip=', detail: 'checkov, whole file' },
  { label: 'kics-scan ignore-line', text: 'kics-scan ignore-line', detail: 'KICS, next line' },
  { label: 'kics-scan ignore-block', text: 'kics-scan ignore-block', detail: 'KICS, next instruction' },
  { label: 'shellcheck disable=', text: 'shellcheck disable=', detail: 'ShellCheck, next instruction' },
];

/** The frontend that a file should name: the newest release of version 1. */
const frontend = 'docker/dockerfile:1';

const directives: readonly { readonly label: string; readonly text: string; readonly detail: string }[] = [
  { label: 'syntax', text: `syntax=${frontend}`, detail: `syntax=${frontend}, the current frontend` },
  { label: 'escape', text: 'escape=`', detail: 'the escape character, for Windows paths' },
  { label: 'check', text: 'check=skip=', detail: 'which BuildKit checks are skipped, or fail the build' },
];

/** Lists of names and the peer whose names they are. */
const lists: readonly { readonly pattern: RegExp; readonly peer: string }[] = [
  { pattern: /^platform-builder:\s*ignore(?:-file)?\[(?:[^\],]*,\s*)*([^\],\s]*)$/, peer: '' },
  { pattern: /^hadolint\s+(?:global\s+|stage\s+)?ignore\s*=\s*(?:\w+\s*,\s*)*(\w*)$/, peer: 'hadolint' },
  { pattern: /^check\s*=\s*(?:[^;\s]*;)*skip=(?:\w+,)*(\w*)$/, peer: 'buildkit' },
  { pattern: /trivy:ignore:([\w-]*)$/, peer: 'trivy' },
  { pattern: /checkov:skip=(\w*)$/, peer: 'checkov' },
  { pattern: /^shellcheck\s+disable=(?:\w+,)*(\w*)$/, peer: 'shellcheck' },
];

/** Completes directives and the comments that tools read; in any other comment nothing. */
export function completeComment(place: CommentPlace, into: Items): void {
  const { context, offset, span } = place;
  const typed = /^#\s*/.exec(context.text.slice(span.start, offset))?.[0] ?? '#';
  const content = context.text.slice(span.start + typed.length, offset);
  const rest = /^[\w-]*/.exec(context.text.slice(offset, span.end))?.[0] ?? '';
  for (const { pattern, peer } of lists) {
    const match = pattern.exec(content);
    if (!match) continue;
    const word = { start: offset - (match[1] ?? '').length, end: offset + rest.length };
    if (peer === '')
      for (const rule of dockerfileRules(context))
        into.add(word, rule.id, { kind: 'reference', detail: rule.summary, data: `rule:${rule.id}` });
    else addPeerRules(context, peer, word, into);
    if (peer === 'buildkit') {
      for (const { name, summary } of buildChecks) into.add(word, name, { kind: 'reference', detail: summary });
      into.add(word, 'all', { kind: 'enum', detail: 'every check' });
    }
    return;
  }
  if (place.top && completeDirectiveValue(content, offset, place, into)) return;
  // Prose stays alone: only what begins like a directive is completed.
  const start = offset - content.length;
  const whole = { start, end: offset + rest.length };
  const begins = (label: string): boolean => label.toLowerCase().startsWith(content.toLowerCase());
  const lead = typed === '#' ? ' ' : '';
  if (place.top) {
    const present = new Set(
      context.document.directives.filter((one) => one.start !== span.start).map(({ name }) => name.text.toLowerCase()),
    );
    for (const { label, text, detail } of directives) {
      if (!begins(label) || present.has(label)) continue;
      into.add(whole, label, {
        kind: 'keyword',
        text: lead + text,
        common: label !== 'check',
        again: text.endsWith('='),
        detail,
        data: `directive:${label}`,
        filter: label,
      });
    }
  }
  for (const { label, text, detail } of suppressions) {
    if (begins(label))
      into.add(whole, label, {
        kind: 'snippet',
        text: lead + text,
        snippet: text.includes('$0'),
        detail,
        again: /[=:\]]$/.test(text),
      });
  }
}

function completeDirectiveValue(content: string, offset: number, place: CommentPlace, into: Items): boolean {
  const match = /^(syntax|escape|check)\s*=\s*(?:[^;\s]*;)?(\S*)$/i.exec(content);
  if (!match) return false;
  const value = match[2] ?? '';
  const word = { start: offset - value.length, end: place.span.end };
  switch (match[1]?.toLowerCase()) {
    case 'syntax':
      into.add(word, frontend, { detail: 'the newest release of version 1' });
      into.add(word, `${frontend}-labs`, { detail: 'with the features that are tried out' });
      return true;
    case 'escape':
      into.add(word, '`', { detail: 'for Windows paths' });
      into.add(word, '\\', { detail: 'the default' });
      return true;
    default:
      into.add(word, 'skip=', { kind: 'property', detail: 'checks to leave out', again: true });
      into.add(word, 'error=true', { kind: 'property', detail: 'a check that finds something fails the build' });
      into.add(word, 'experimental=all', { kind: 'property', detail: 'also the checks that are tried out' });
      return true;
  }
}

function dockerfileRules({ rules }: Context): readonly { id: string; summary: string }[] {
  return [...rules.values()].filter((rule) => rule.language === 'dockerfile');
}

function addPeerRules(context: Context, peer: string, word: { start: number; end: number }, into: Items): void {
  const names = new Map<string, { summary: string; id: string }>();
  for (const rule of context.rules.values()) {
    for (const alias of rule.peers) {
      const name = alias.slice(peer.length + 1);
      // BuildKit's parser errors are no checks, so that nothing skips them.
      if (!alias.startsWith(`${peer}:`) || (peer === 'buildkit' && !/^[A-Z]/.test(name))) continue;
      if (!names.has(name)) names.set(name, { summary: rule.summary, id: rule.id });
    }
  }
  for (const [name, { summary, id }] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    into.add(word, name, { kind: 'reference', detail: summary, data: `rule:${id}` });
  }
}

/** On an empty line at the top, the directive that every file should begin with. */
export function completeTopLine(place: KeywordPlace, into: Items): void {
  const { context, span, trigger } = place;
  if (trigger || !isTop(context, span)) return;
  if (context.document.directives.some(({ name }) => name.text.toLowerCase() === 'syntax')) return;
  into.add(span, `# syntax=${frontend}`, {
    kind: 'snippet',
    text: `# syntax=${frontend}${lineEnding(context.text)}`,
    detail: 'the current frontend, whatever the builder brings along',
    data: 'directive:syntax',
  });
}
