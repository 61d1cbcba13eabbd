import { replace, type TextEdit } from '../../../core/edit.js';
import { spanInScalar } from '../../../yaml/values.js';
import { contractOf, type Major, newestMajor } from '../actions/contracts.js';
import { type RuntimeState, runtimeState } from '../actions/runtimes.js';
import { pinEdits, tagsOf } from './pinned.js';
import { isCommit, majorOf, type RepositoryUse, type Uses } from './uses.js';

/** The version of an action that is used, as far as its ref, its comment or our table tell. */
export interface ActionVersion {
  /** The action for people, with its version: `actions/cache@v3`. */
  readonly title: string;
  readonly major: number;
  /** Such as `node20`; undefined where that is not known. */
  readonly using: string | undefined;
  /** What is wrong with what it runs on. */
  readonly state: RuntimeState | undefined;
  /** A newer major, where there is one. */
  readonly newer: Major | undefined;
}

/** Undefined for an action that is not of our table, and where it is used by a branch. */
export function actionVersion(form: RepositoryUse, uses: Uses, text: string): ActionVersion | undefined {
  const newest = newestMajor(form.slug);
  const tag = tagsOf(form, uses.scalar, text).find((one) => numberOf(one) !== undefined);
  const major = numberOf(tag);
  if (!newest || tag === undefined || major === undefined) return undefined;
  const newestNumber = numberOf(newest.ref);
  return {
    title: `${uses.text.split('@')[0]}@${tag}`,
    major,
    using: contractOf(form.slug, tag)?.using,
    state: runtimeState(form.slug, tag),
    newer: newestNumber !== undefined && newestNumber > major ? newest : undefined,
  };
}

/** Whether a version is refused by GitHub, or made for a Node.js which runners do not have any more. */
export function isDead({ state }: ActionVersion): boolean {
  return state === 'refused' || state === 'dead';
}

/** The major of a tag, also of `releases/v1`. */
function numberOf(tag: string | undefined): number | undefined {
  return majorOf(tag?.replace(/^releases?\//, ''));
}

/** Changes a use to another version in the way that it is pinned now; undefined where we do not know the commit for that. */
export function versionEdits(
  form: RepositoryUse,
  uses: Uses,
  { ref, tag, sha, moving }: Major,
  text: string,
): { readonly version: string; readonly edits: readonly TextEdit[] } | undefined {
  if (isCommit(form.ref))
    return sha === undefined ? undefined : { version: tag, edits: pinEdits(uses, form, { tag, sha }, text) };
  const isExact = /\d\.\d/.test(form.ref ?? '');
  const version = isExact || !moving ? tag : ref;
  return { version, edits: [replace(spanInScalar(uses.scalar, form.refAt, uses.text.length), version)] };
}
