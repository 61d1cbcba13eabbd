import { bad, good, type Rule, source } from '../../../core/rule.js';
import { undefinedRule } from '../undefined-rule.js';

export const rule: Rule = undefinedRule('compose/undefined-secret', {
  kind: 'secret',
  section: 'secrets',
  why: `A secret that a service or a build takes has to stand under the top-level \`secrets\`, with the file or the variable of
the environment that it comes from.`,
  declaration: (name) => `file: ./${name}.txt`,
  examples: [
    bad(
      source`
        services:
          db:
            image: postgres:18
            secrets:
              - ‹password›
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              secrets:
                - password
          secrets:
            password:
              file: ./password.txt
        `,
      },
    ),
    bad(
      source`
        services:
          db:
            build:
              context: .
              secrets:
                - source: "‹tokn›"
        secrets:
          token: { environment: TOKEN }
      `,
      {
        fixed: source`
          services:
            db:
              build:
                context: .
                secrets:
                  - source: "token"
          secrets:
            token: { environment: TOKEN }
        `,
      },
    ),
    good(source`
      services:
        db:
          image: postgres:18
          secrets: [password]
      secrets:
        password: { file: ./password.txt }
    `),
  ],
});
