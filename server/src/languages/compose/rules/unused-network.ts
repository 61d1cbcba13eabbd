import { bad, good, source } from '../../../core/rule.js';
import { removeMember, unusedIn } from '../model/unused.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-network', {
  summary: 'A network that no service uses',
  why: `Compose makes no network that no service is on; often a service was meant to be on it. Files that others include or
extend, and what another Compose file of the folder uses, are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'No service uses the network "{name}". Take it out, or put a service on it.' },
  fixes: { remove: 'Remove the network "{name}"' },
  on: {
    project(project, ctx) {
      for (const { key: name, place } of unusedIn(project, 'networks', ctx.files)) {
        const edits = removeMember(ctx.document, 'networks', name);
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
            networks: [front]
        networks:
          ‹back›:
            internal: true
          front:
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              networks: [front]
          networks:
            front:
        `,
      },
    ),
    bad('services: { web: { image: "nginx:1.29" } }\nnetworks: { default: {}, ‹back›: {} }\n', {
      fixed: 'services: { web: { image: "nginx:1.29" } }\nnetworks: { default: {} }\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          networks: { front: { aliases: [www] } }
        api:
          build: { context: ., network: tools }
      networks:
        default: { name: shop }
        front:
        tools:
    `),
    good('services:\n  web:\n    image: nginx:1.29\n    networks: ["${NETWORK}"]\nnetworks:\n  front:\n'),
  ],
});
