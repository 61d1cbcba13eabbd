import type { Suppression } from '../../core/suppress.js';
import { ownSuppressions } from '../../yaml/suppressions.js';
import type { ComposeDocument } from './document.js';

/** The directives that silence findings in a Compose file: our own and those of the peers. */
export function suppressions(document: ComposeDocument): readonly Suppression[] {
  return ownSuppressions(document.text, document.stream);
}
