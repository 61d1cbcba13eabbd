import { insert, replace, type TextEdit } from '../../../core/edit.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import { majorsOf, tagsOfSha } from '../actions/contracts.js';
import { isCommit, type RepositoryUse, type Uses } from './uses.js';

// The version of an action: of its tag, and behind a commit what the comment at the line's end or our own table says.

/** The comment behind a `uses` on its line, without `#`; undefined for none. Its place is that of the text in the file. */
export function commentBehind(
  text: string,
  scalar: YamlScalar,
): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  const newline = text.indexOf('\n', scalar.end);
  const line = text.slice(scalar.end, newline === -1 ? text.length : newline);
  const match = /^([ \t]+#[ \t]*)(.*?)[ \t\r]*$/.exec(line);
  if (!match) return undefined;
  const [, before = '', comment = ''] = match;
  const start = scalar.end + before.length;
  return { text: comment, start, end: start + comment.length };
}

/** A version as a comment gives it: `v4.2.2`, `tag=v4`, `pin@v4`, `ratchet:actions/checkout@v4`. */
export function versionInComment(comment: string): { readonly version: string; readonly at: number } | undefined {
  const match =
    /^(?:(?:tag|version|pin|ratchet|pinned|zizmor|renovate)?[\w./-]{0,100}[=:@]\s*)?(v?\d{1,4}(?:\.\d{1,6}){0,3}(?:-[\w.]+)?)(?=$|[\s,;)])/i.exec(
      comment,
    );
  return match?.[1] === undefined ? undefined : { version: match[1], at: match[0].length - match[1].length };
}

/** The tags that a use stands for, the most exact first: its own, or what is known of its commit. */
export function tagsOf(use: RepositoryUse, scalar: YamlScalar, text: string): readonly string[] {
  if (use.ref === undefined) return [];
  if (!isCommit(use.ref)) return [use.ref];
  const known = tagsOfSha(use.slug, use.ref);
  if (known.length > 0) return known;
  const comment = commentBehind(text, scalar);
  const written = comment && versionInComment(comment.text);
  return written ? [written.version] : [];
}

/** The edits that pin a tag to the commit of its newest release in our table, with the release in the comment behind it. */
export function pinOf(
  uses: Uses,
  form: RepositoryUse,
  text: string,
): { tag: string; edits: readonly TextEdit[] } | undefined {
  const release = majorsOf(form.slug).find(({ ref, tag, moving }) => tag === form.ref || (moving && ref === form.ref));
  if (!release?.sha || !/^v?\d/.test(release.tag)) return undefined;
  return { tag: release.tag, edits: pinEdits(uses, form, { tag: release.tag, sha: release.sha }, text) };
}

/** Pins a use to a commit, and says in the comment behind it of which release that is. */
export function pinEdits(
  { scalar }: Uses,
  { refAt }: RepositoryUse,
  { tag, sha }: { readonly tag: string; readonly sha: string },
  text: string,
): readonly TextEdit[] {
  const edits = [replace(spanInScalar(scalar, refAt, scalar.text.length), sha)];
  const comment = commentBehind(text, scalar);
  const written = comment && versionInComment(comment.text);
  if (comment && written) {
    const start = comment.start + written.at;
    edits.push(replace({ start, end: start + written.version.length }, tag));
  } else if (comment) edits.push(insert(comment.start, `${tag}: `));
  else if (/^[ \t]*(?:\r?\n|$)/.test(text.slice(scalar.end, scalar.end + 200))) {
    edits.push(insert(scalar.end, ` # ${tag}`));
  }
  return edits;
}
