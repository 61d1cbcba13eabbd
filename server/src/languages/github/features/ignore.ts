import { insert, type TextEdit } from '../../../core/edit.js';
import type { FeatureContext, IgnoreAction } from '../../../core/features.js';
import { lineStart } from '../../../core/text.js';
import { lineEndAt } from '../../../yaml/edits.js';
import { ignoreHere } from '../../../yaml/ignore.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { visitYaml } from '../../../yaml/walk.js';
import type { GithubDocument } from '../document.js';

/** The ways to silence a finding: ours first, then zizmor's, which stands at the end of a line. */
export function ignore(
  { document, text }: FeatureContext<GithubDocument>,
  rule: string,
  aliases: readonly string[],
  at: { readonly start: number },
): readonly IgnoreAction[] {
  const own = ignoreHere(text, document.stream, rule, at.start, []);
  const names = aliases.filter((alias) => alias.startsWith('zizmor:')).map((alias) => alias.slice('zizmor:'.length));
  const edit = names.length > 0 ? inWordsOfZizmor(document, at.start, names) : undefined;
  if (!edit) return own;
  const [first, ...others] = own;
  const action = { title: `Ignore here in the words of zizmor (${names.join(', ')})`, edits: [edit] };
  return [...(first ? [first] : []), action, ...others];
}

function inWordsOfZizmor(document: GithubDocument, offset: number, names: readonly string[]): TextEdit | undefined {
  const { text, stream } = document;
  const end = lineOfComment(document, offset);
  if (end === undefined) return undefined;
  const start = lineStart(text, end);
  const comments = stream.documents.flatMap((one) => one.comments);
  const comment = comments.find((one) => !one.ownLine && one.start >= start && one.end <= end);
  const known = comment && /# zizmor: ignore\[[^\]]*(?=\])/.exec(text.slice(comment.start, comment.end));
  if (comment && known) return insert(comment.start + known.index + known[0].length, `,${names.join(',')}`);
  const before = text.slice(start, end).trimEnd();
  return insert(start + before.length, ` # zizmor: ignore[${names.join(',')}]`);
}

/** The end of the line that may have a comment for a place; of a block of text that with its mark. */
function lineOfComment({ text, stream }: GithubDocument, offset: number): number | undefined {
  const own = lineEndAt(text, Math.min(offset, text.length));
  let around: YamlScalar | undefined;
  for (const { root } of stream.documents) {
    visitYaml(root, {
      scalar(scalar) {
        const ends = isBlock(scalar) ? scalar.start < lineStart(text, own) && own <= scalar.end : own < scalar.end;
        if (scalar.start <= own && ends) around = scalar;
      },
    });
  }
  if (!around) return own;
  // Between the lines of any other text there is no room for one.
  return isBlock(around) ? lineEndAt(text, around.start) : undefined;
}

function isBlock({ style }: YamlScalar): boolean {
  return style === 'literal' || style === 'folded';
}
