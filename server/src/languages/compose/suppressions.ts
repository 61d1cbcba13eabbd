import type { SuppressionContext } from '../../core/language.js';
import type { SuppressedName, Suppression } from '../../core/suppress.js';
import { lineStart, type Span } from '../../core/text.js';
import { chainAt } from '../../yaml/chain.js';
import { commentRemoval, listedNames, ownSuppressions, scopeOf } from '../../yaml/suppressions.js';
import type { YamlComment, YamlStream } from '../../yaml/tree.js';
import type { ComposeDocument } from './document.js';

// Each syntax is a pattern over the text of a comment without its `#`. The names are in the group `names`.
const dclint = /^dclint\s+(?<kind>disable-file|disable-line|disable)(?=\s|$)[ \t]*(?<names>.*)$/;
const kics = /^kics-scan\s+(?<kind>ignore-line|ignore-block|ignore|disable)(?:=(?<names>[\w,-]*))?(?=\s|$)/;
const semgrep = /^nosem(?:grep)?(?::[ \t]*(?<names>[\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*))?(?=\s|$)/;

/** The directives that silence findings in a Compose file: our own and those of the peers. */
export function suppressions(document: ComposeDocument, context: SuppressionContext): readonly Suppression[] {
  const { text, stream } = document;
  const found = [...ownSuppressions(text, stream)];
  let first = firstLine(text);
  const header = headerEnd(text);
  for (const { comments } of stream.documents) {
    for (const comment of comments) {
      const reader = { text, stream, comment, comments, header };
      const isFirst = first !== undefined && lineStart(text, comment.start) === first;
      if (isFirst) first = undefined;
      const one =
        (context.directivesOff.has('dclint') ? undefined : dclintDirective(reader, isFirst)) ??
        kicsDirective(reader) ??
        semgrepDirective(reader);
      if (one) found.push(one);
    }
  }
  return found;
}

interface Reader {
  readonly text: string;
  readonly stream: YamlStream;
  readonly comment: YamlComment;
  readonly comments: readonly YamlComment[];
  /** Where the comments end that the file begins with. */
  readonly header: number;
}

/** Where the first line starts that is neither blank nor `---`. */
function firstLine(text: string): number | undefined {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end).trim();
    if (line !== '' && line !== '---') return start;
    start = end + 1;
  }
  return undefined;
}

function base({ text, comment }: Reader): { span: Span; removal: Suppression['removal'] & object } {
  return { span: { start: comment.start, end: comment.end }, removal: commentRemoval(text, comment) };
}

/** Of the file, only on its first line; of a line, on it or right above. Without names, all of dclint's rules. */
function dclintDirective(reader: Reader, isFirst: boolean): Suppression | undefined {
  const { text, comment, comments } = reader;
  const groups = dclint.exec(comment.text)?.groups;
  if (!groups) return undefined;
  const { kind, names = '' } = groups;
  const leads = comment.ownLine || text.slice(lineStart(text, comment.start), comment.start).trim() === '---';
  if (kind !== 'disable-line' && !(isFirst && leads)) return undefined;
  const at = comment.end - names.length;
  const listed =
    kind === 'disable-file' ? [] : blankNames(names, text.indexOf(names, at - 1) === at ? at : comment.start, 'dclint');
  return {
    ...base(reader),
    scope: kind === 'disable-line' ? scopeOf(text, comment, comments) : 'file',
    names: listed.length > 0 ? listed : [{ name: 'dclint:*', span: { start: comment.start, end: comment.end } }],
    syntax: 'dclint',
  };
}

/** Names with blanks between, each with what removes it alone where others are left. */
function blankNames(list: string, at: number, peer: string): readonly SuppressedName[] {
  const words = [...list.matchAll(/\S+/g)];
  return words.map(({ 0: name, index }, i) => {
    const span = { start: at + index, end: at + index + name.length };
    const before = words[i - 1];
    const next = words[i + 1];
    const removed = next
      ? { start: span.start, end: at + next.index }
      : before && { start: at + before.index + before[0].length, end: span.end };
    return { name: `${peer}:${name}`, span, ...(removed && { removal: { span: removed, text: '' } }) };
  });
}

/** Of the file, in the comments that it begins with; of a line or a block, right above. */
function kicsDirective(reader: Reader): Suppression | undefined {
  const { text, comment, comments } = reader;
  const groups = kics.exec(comment.text)?.groups;
  if (!groups) return undefined;
  const { kind, names } = groups;
  const all = [{ name: 'kics:*', span: { start: comment.start, end: comment.end } }];
  if (kind === 'ignore-line')
    return { ...base(reader), scope: scopeOf(text, comment, comments), names: all, syntax: 'kics' };
  if (kind === 'ignore-block') return { ...base(reader), scope: blockAfter(reader), names: all, syntax: 'kics' };
  if (comment.start >= reader.header || lineStart(text, comment.start) !== comment.start) return undefined;
  if (kind === 'ignore') return { ...base(reader), scope: 'file', names: all, syntax: 'kics' };
  if (names === undefined) return undefined;
  const at = text.indexOf('=', comment.start) + 1;
  // Queries are known by the first part of their ids.
  const listed = listedNames(names, at).map((name) => ({ ...name, name: `kics:${name.name.slice(0, 8)}` }));
  return { ...base(reader), scope: 'file', names: listed, syntax: 'kics' };
}

/** The end of the comments at the very start of lines, and empty lines, that a text begins with. */
function headerEnd(text: string): number {
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (text[start] !== '#' && text.slice(start, end).trim() !== '') return start;
    start = end + 1;
  }
  return text.length;
}

/** The entry or item that begins on the line after a comment, with all that is in it. */
function blockAfter({ text, stream, comment, comments }: Reader): Span {
  const line = scopeOf(text, comment, comments);
  const lead = /^\s*(?:- +)*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  for (const { entry, item } of chainAt(stream, line.start + lead)) {
    const part = item ?? entry;
    if (part && part.start >= line.start) return { start: line.start, end: part.end };
  }
  return line;
}

/** On the line itself or right above it; without names, all of semgrep's rules. */
function semgrepDirective(reader: Reader): Suppression | undefined {
  const { text, comment, comments } = reader;
  const match = semgrep.exec(comment.text);
  if (!match) return undefined;
  const names = match.groups?.names;
  const listed =
    names === undefined
      ? [{ name: 'semgrep:*', span: { start: comment.start, end: comment.end } }]
      : listedNames(names, text.indexOf(names, text.indexOf(':', comment.start))).map((name) => ({
          ...name,
          // Ids are paths, of which the last part is the rule.
          name: `semgrep:${name.name.slice(name.name.lastIndexOf('.') + 1)}`,
        }));
  return { ...base(reader), scope: scopeOf(text, comment, comments), names: listed, syntax: 'semgrep' };
}
