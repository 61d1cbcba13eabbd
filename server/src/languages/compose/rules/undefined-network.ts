import { bad, good, type Rule, source } from '../../../core/rule.js';
import { undefinedRule } from '../undefined-rule.js';

export const rule: Rule = undefinedRule('compose/undefined-network', {
  kind: 'network',
  section: 'networks',
  why: `A network that a service joins has to stand under the top-level \`networks\`; only \`default\` is there without that.`,
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            networks:
              - ‹front›
              - default
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              networks:
                - front
                - default
          networks:
            front:
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            networks:
              ‹backned›: { aliases: [api] }
        networks:
          backend:
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              networks:
                backend: { aliases: [api] }
          networks:
            backend:
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          networks: [default, front]
      networks:
        front: { external: true }
    `),
  ],
});
