import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedRule } from '../unused-rule.js';

export const rule: Rule = unusedRule('compose/unused-secret', {
  kind: 'secret',
  section: 'secrets',
  why: `A secret that is granted to no service and to no build reaches nobody; often the grant was forgotten.`,
  instead: 'grant it to a service',
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
