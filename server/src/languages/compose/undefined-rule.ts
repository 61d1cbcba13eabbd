import { nearest } from '../../core/nearest.js';
import type { Example, Rule } from '../../core/rule.js';
import type { ReferenceKind } from './model/references.js';
import { declared, renamed, undefinedIn } from './model/undefined.js';
import { composeRule, type ResourceKind, reportAt } from './rule.js';

interface Undeclared {
  readonly kind: Exclude<ReferenceKind, 'service' | 'volume'>;
  readonly section: ResourceKind;
  readonly why: string;
  /** What a declaration says, as far as it can be guessed; without it, nothing has to be said. */
  readonly declaration?: (name: string) => string;
  readonly examples: readonly Example[];
}

/** A rule about what services name and the project does not declare. */
export function undefinedRule(id: string, { kind, section, why, declaration, examples }: Undeclared): Rule {
  return composeRule(id, {
    summary: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} that the project does not declare`,
    why,
    category: 'correctness',
    severity: 'error',
    profile: 'recommended',
    since: '0.1',
    peers: [`compose-go:undefined-${kind}`],
    // A declaration that need not say anything is what was meant, where no other name is near.
    fix: declaration ? 'unsafe' : 'mixed',
    messages: {
      unknown: `The ${kind} "{name}" of "{service}" is not declared. Declare it under the top-level "${section}".`,
    },
    fixes: { rename: 'Change to "{nearest}"', declare: `Declare the ${kind} "{name}"` },
    on: {
      project(project, ctx) {
        for (const { service, reference, known, sure } of undefinedIn(project, kind, ctx.files)) {
          const { name, place } = reference;
          const near = nearest(name, known);
          const rename = near === undefined ? undefined : renamed(place, name, near);
          const declare = declared(project, section, name, declaration ? [declaration(name)] : []);
          reportAt(
            ctx,
            place,
            'unknown',
            { name, service: service.name },
            {
              ...(!sure && { severity: 'warning' }),
              fixes: [
                ...(rename ? [{ title: 'rename' as const, params: { nearest: near ?? '' }, edits: [rename] }] : []),
                ...(declare
                  ? [{ title: 'declare' as const, params: { name }, edits: [declare], safe: near === undefined }]
                  : []),
              ],
            },
          );
        }
      },
    },
    examples,
  });
}
