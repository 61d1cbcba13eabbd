import type { Suppression } from '../../core/suppress.js';
import { ownSuppressions } from '../../yaml/suppressions.js';
import type { KubernetesDocument } from './document.js';

/** The directives that silence findings in a manifest. */
export function suppressions({ text, stream }: KubernetesDocument): readonly Suppression[] {
  return ownSuppressions(text, stream);
}
