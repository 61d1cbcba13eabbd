import { bad, good, type Rule, source } from '../../../core/rule.js';
import { undefinedRule } from '../undefined-rule.js';

export const rule: Rule = undefinedRule('compose/undefined-config', {
  kind: 'config',
  section: 'configs',
  why: `A config that a service takes has to stand under the top-level \`configs\`, with its file, content or variable.`,
  declaration: (name) => `file: ./${name}`,
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            configs:
              - source: ‹site›
                target: /etc/nginx/conf.d/site.conf
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              configs:
                - source: site
                  target: /etc/nginx/conf.d/site.conf
          configs:
            site:
              file: ./site
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          configs: [site]
      configs:
        site: { content: "x" }
    `),
  ],
});
