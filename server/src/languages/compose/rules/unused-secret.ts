import { bad, good, source } from '../../../core/rule.js';
import { removeMember, unusedIn } from '../model/unused.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-secret', {
  summary: 'A secret that no service uses',
  why: `A secret that is granted to no service and to no build reaches nobody; often the grant was forgotten. Files that others include or
extend, and what another Compose file of the folder uses, are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'No service uses the secret "{name}". Take it out, or grant it to a service.' },
  fixes: { remove: 'Remove the secret "{name}"' },
  on: {
    project(project, ctx) {
      for (const { key: name, place } of unusedIn(project, 'secrets', ctx.files)) {
        const edits = removeMember(ctx.document, 'secrets', name);
        reportAt(ctx, place, 'unused', { name }, { fix: edits && { title: 'remove', params: { name }, edits } });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            secrets: [used]
        secrets:
          used:
            file: ./used
          ‹old›:
            file: ./old
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              secrets: [used]
          secrets:
            used:
              file: ./used
        `,
      },
    ),
    good(source`
      services:
        web:
          build:
            context: .
            secrets: [token]
          secrets:
            - source: key
      secrets:
        token: { environment: TOKEN }
        key: { file: ./key }
    `),
  ],
});
