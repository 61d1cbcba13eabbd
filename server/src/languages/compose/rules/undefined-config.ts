import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { declared, renamed, undefinedIn } from '../model/undefined.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-config', {
  summary: 'Config that the project does not declare',
  why: `A config that a service takes has to stand under the top-level \`configs\`, with its file, content or variable.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:undefined-config'],
  fix: 'unsafe',
  messages: {
    unknown: 'The config "{name}" of "{service}" is not declared. Declare it under the top-level "configs".',
  },
  fixes: { rename: 'Change to "{nearest}"', declare: 'Declare the config "{name}"' },
  on: {
    project(project, ctx) {
      for (const { service, reference, known, sure } of undefinedIn(project, 'config', ctx.files)) {
        const { name, place } = reference;
        const near = nearest(name, known);
        const rename = near === undefined ? undefined : renamed(place, name, near);
        const declare = declared(project, 'configs', name, [`file: ./${name}`]);
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
