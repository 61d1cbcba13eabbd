import type { SuppressionContext } from '../../core/language.js';
import type { Suppression } from '../../core/suppress.js';
import type { Dockerfile } from './model/dockerfile.js';

/** The directives that silence findings in a Dockerfile: our own and those of the peers. */
export function suppressions(_document: Dockerfile, _context: SuppressionContext): readonly Suppression[] {
  return [];
}
