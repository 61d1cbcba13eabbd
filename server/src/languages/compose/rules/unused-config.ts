import { bad, good, source } from '../../../core/rule.js';
import { removeMember, unusedIn } from '../model/unused.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-config', {
  summary: 'A config that no service uses',
  why: `A config that is granted to no service reaches nobody; often the grant was forgotten. Files that others include or
extend, and what another Compose file of the folder uses, are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'No service uses the config "{name}". Take it out, or grant it to a service.' },
  fixes: { remove: 'Remove the config "{name}"' },
  on: {
    project(project, ctx) {
      for (const { key: name, place } of unusedIn(project, 'configs', ctx.files)) {
        const edits = removeMember(ctx.document, 'configs', name);
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
            configs: [used]
        configs:
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
              configs: [used]
          configs:
            used:
              file: ./used
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          configs:
            - source: site
              target: /etc/site
        old:
          image: example/old:1
          credential_spec: { config: account }
      configs:
        site: { content: "a" }
        account: { file: ./account.json }
    `),
  ],
});
