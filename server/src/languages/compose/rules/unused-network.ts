import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedRule } from '../unused-rule.js';

export const rule: Rule = unusedRule('compose/unused-network', {
  kind: 'network',
  section: 'networks',
  why: `Compose makes no network that no service is on; often a service was meant to be on it.`,
  instead: 'put a service on it',
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
