import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedRule } from '../unused-rule.js';

export const rule: Rule = unusedRule('compose/unused-config', {
  kind: 'config',
  section: 'configs',
  why: `A config that is granted to no service reaches nobody; often the grant was forgotten.`,
  instead: 'grant it to a service',
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
