import { replace, type TextEdit } from '../core/edit.js';
import type { SuppressedName, Suppression } from '../core/suppress.js';
import { lineEnd, lineStart, nextLineStart, type Span } from '../core/text.js';
import type { YamlComment, YamlNode } from './tree.js';

const own = /^platform-builder:\s*(?<kind>ignore|ignore-file)(?:\[(?<names>[^\]]*)\])/;

/** What has comments that begin with `#`: YAML, and other files that are written so. */
export interface Commented {
  readonly documents: readonly { readonly comments: readonly YamlComment[]; readonly root?: YamlNode | undefined }[];
}

/**
 * Our own directives: `# platform-builder: ignore[rule, …] reason` for the next line or its own, `ignore-file[rule, …]`. A text
 * over several lines that begins there counts as a whole, as no comment can stand inside of it.
 */
export function ownSuppressions(text: string, stream: Commented): readonly Suppression[] {
  return stream.documents.flatMap(({ comments, root }) =>
    comments.flatMap((comment) => {
      const match = own.exec(comment.text);
      if (!match?.groups) return [];
      const at = text.indexOf('[', comment.start) + 1;
      const names = listedNames(match.groups.names ?? '', at);
      const scope = match.groups.kind === 'ignore-file' ? 'file' : withText(root, scopeOf(text, comment, comments));
      return [
        {
          span: spanOf(comment),
          scope,
          names,
          syntax: 'platform-builder',
          removal: commentRemoval(text, comment),
        } as const,
      ];
    }),
  );
}

/** A line with all of the text that goes on below it. */
function withText(root: YamlNode | undefined, line: Span): Span {
  const has = ({ start, end }: Span): boolean => start <= line.end && line.end <= end;
  for (let node = root; node && node.kind !== 'alias'; ) {
    if (node.kind === 'scalar') return has(node) ? { start: line.start, end: node.end } : line;
    const parts: readonly (Span & { readonly value: YamlNode | undefined })[] =
      node.kind === 'map' ? node.entries : node.items;
    node = parts.find(has)?.value;
  }
  return line;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** The line that a comment is about: its own, or the next that is no comment where it has one for itself. */
export function scopeOf(text: string, comment: YamlComment, comments: readonly YamlComment[]): Span {
  if (!comment.ownLine) return { start: lineStart(text, comment.start), end: comment.end };
  const others = linesOf(text, comments);
  let start = nextLineStart(text, comment.end);
  while (start < text.length && others.has(start)) start = nextLineStart(text, start);
  return { start, end: lineEnd(text, start) };
}

const lines = new WeakMap<readonly YamlComment[], ReadonlySet<number>>();

/** The starts of the lines that comments have for themselves. */
function linesOf(text: string, comments: readonly YamlComment[]): ReadonlySet<number> {
  const known = lines.get(comments);
  if (known) return known;
  const found = new Set(comments.filter(({ ownLine }) => ownLine).map(({ start }) => lineStart(text, start)));
  lines.set(comments, found);
  return found;
}

/** Takes out a comment, with its line where it has one for itself. */
export function commentRemoval(text: string, comment: YamlComment): TextEdit {
  if (comment.ownLine)
    return replace({ start: lineStart(text, comment.start), end: nextLineStart(text, comment.end) }, '');
  let { start } = comment;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return replace({ start, end: comment.end }, '');
}

/** The names of a list with commas, each with its place and, where others are left, what removes it alone. */
export function listedNames(list: string, at: number): readonly SuppressedName[] {
  const items = list.split(',');
  const found: SuppressedName[] = [];
  let from = at;
  items.forEach((item, i) => {
    const lead = item.length - item.trimStart().length;
    const name = item.trim();
    const start = from + lead;
    // The first takes the comma behind it along, any other the one before it.
    const removal =
      i === 0 ? { start: from, end: from + item.length + 1 } : { start: from - 1, end: from + item.length };
    if (name)
      found.push({
        name,
        span: { start, end: start + name.length },
        ...(items.length > 1 && { removal: replace(removal, '') }),
      });
    from += item.length + 1;
  });
  return found;
}
