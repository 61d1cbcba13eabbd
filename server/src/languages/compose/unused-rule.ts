import type { Example, Rule } from '../../core/rule.js';
import { removeMember, unusedIn } from './model/unused.js';
import { composeRule, type ResourceKind, reportAt } from './rule.js';

interface Unused {
  readonly kind: string;
  readonly section: ResourceKind;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What to do instead of taking it out, as in `mount it`. */
  readonly instead: string;
  readonly examples: readonly Example[];
}

/** A rule about what the project declares and no service uses. */
export function unusedRule(id: string, { kind, section, why, instead, examples }: Unused): Rule {
  return composeRule(id, {
    summary: `A ${kind} that no service uses`,
    why: `${why} Files that others include
or extend, and what another Compose file of the folder uses, are left alone.`,
    category: 'maintainability',
    severity: 'warning',
    profile: 'recommended',
    since: '0.1',
    peers: [],
    fix: 'safe',
    messages: { unused: `No service uses the ${kind} "{name}". Take it out, or ${instead}.` },
    fixes: { remove: `Remove the ${kind} "{name}"` },
    on: {
      project(project, ctx) {
        for (const { key: name, place } of unusedIn(project, section, ctx.files)) {
          const edits = removeMember(ctx.document, section, name);
          reportAt(ctx, place, 'unused', { name }, { fix: edits && { title: 'remove', params: { name }, edits } });
        }
      },
    },
    examples,
  });
}
