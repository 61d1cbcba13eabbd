import type { Suppression } from '../../core/suppress.js';
import { ownSuppressions } from '../../yaml/suppressions.js';
import type { GithubDocument } from './document.js';

/** The directives that silence findings in a file of GitHub's. */
export function suppressions({ text, stream }: GithubDocument): readonly Suppression[] {
  return ownSuppressions(text, stream);
}
