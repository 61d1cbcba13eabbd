import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { declared, renamed, undefinedIn } from '../model/undefined.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-network', {
  summary: 'Network that the project does not declare',
  why: `A network that a service joins has to stand under the top-level \`networks\`; only \`default\` is there without that.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:undefined-network'],
  fix: 'mixed',
  messages: {
    unknown: 'The network "{name}" of "{service}" is not declared. Declare it under the top-level "networks".',
  },
  fixes: { rename: 'Change to "{nearest}"', declare: 'Declare the network "{name}"' },
  on: {
    project(project, ctx) {
      for (const { service, reference, known, sure } of undefinedIn(project, 'network', ctx.files)) {
        const { name, place } = reference;
        const near = nearest(name, known);
        const rename = near === undefined ? undefined : renamed(place, name, near);
        const declare = declared(project, 'networks', name);
        reportAt(
          ctx,
          place,
          'unknown',
          { name, service: service.name },
          {
            ...(!sure && { severity: 'warning' }),
            fixes: [
              ...(rename
                ? [{ title: 'rename' as const, params: { nearest: near ?? '' }, edits: [rename], safe: false }]
                : []),
              ...(declare
                ? [{ title: 'declare' as const, params: { name }, edits: [declare], safe: near === undefined }]
                : []),
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
