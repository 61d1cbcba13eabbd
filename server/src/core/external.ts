import type { Finding } from './finding.js';

/**
 * Checks by programs of the user's own. Only hosts that may start programs have any. They never make an edit wait: what is
 * known of a document is given at once, and the service is told when more is.
 */
export interface ExternalChecks {
  /** The findings that are known for exactly this document, whatever program they are from. */
  findings(path: string, languageId: string, document: unknown): readonly Finding[];
}

/** Leaves out what a rule of ours has found at the same place under the same name. */
export function withoutTwice(own: readonly Finding[], external: readonly Finding[]): readonly Finding[] {
  return external.filter(
    (one) =>
      !own.some(
        (other) =>
          other.span.start <= one.span.end &&
          one.span.start <= other.span.end &&
          one.aliases.some((alias) => other.aliases.includes(alias)),
      ),
  );
}
