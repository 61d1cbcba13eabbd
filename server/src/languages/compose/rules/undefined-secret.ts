import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { declared, renamed, undefinedIn } from '../model/undefined.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-secret', {
  summary: 'Secret that the project does not declare',
  why: `A secret that a service or a build takes has to stand under the top-level \`secrets\`, with the file or the variable of
the environment that it comes from.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:undefined-secret'],
  fix: 'unsafe',
  messages: {
    unknown: 'The secret "{name}" of "{service}" is not declared. Declare it under the top-level "secrets".',
  },
  fixes: { rename: 'Change to "{nearest}"', declare: 'Declare the secret "{name}"' },
  on: {
    project(project, ctx) {
      for (const { service, reference, known, sure } of undefinedIn(project, 'secret', ctx.files)) {
        const { name, place } = reference;
        const near = nearest(name, known);
        const rename = near === undefined ? undefined : renamed(place, name, near);
        const declare = declared(project, 'secrets', name, [`file: ./${name}.txt`]);
        reportAt(
          ctx,
          place,
          'unknown',
          { name, service: service.name },
          {
            ...(!sure && { severity: 'warning' }),
            fixes: [
              ...(rename ? [{ title: 'rename' as const, params: { nearest: near ?? '' }, edits: [rename] }] : []),
              ...(declare ? [{ title: 'declare' as const, params: { name }, edits: [declare] }] : []),
            ],
          },
        );
      }
    },
  },
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
