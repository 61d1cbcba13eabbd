import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedRule } from '../unused-rule.js';

export const rule: Rule = unusedRule('compose/unused-volume', {
  kind: 'volume',
  section: 'volumes',
  why: `Compose makes no volume that no service mounts, so it says nothing but leads readers astray; often a mount was renamed.`,
  instead: 'mount it',
  examples: [
    bad(
      source`
        services:
          db:
            image: postgres:18
            volumes: [data:/var/lib/postgresql]

        volumes:
          data:
          ‹old›: # before the move
            driver: local
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              volumes: [data:/var/lib/postgresql]

          volumes:
            data:
        `,
      },
    ),
    bad('services:\n  db:\n    image: postgres:18\n\nvolumes:\n  ‹old›: {}\n', {
      fixed: 'services:\n  db:\n    image: postgres:18\n',
    }),
    good(source`
      services:
        db:
          image: postgres:18
          volumes:
            - data:/var/lib/postgresql
            - { type: volume, source: logs, target: /logs }
      volumes:
        data:
        logs:
    `),
    good('services:\n  db:\n    image: postgres:18\n    volumes: ["${DATA}:/data"]\nvolumes:\n  data:\n'),
    good('volumes:\n  shared:\n'),
    good('services:\n  db:\n    image: postgres:18\nvolumes:\n  data:\n', {
      files: { 'compose.prod.yaml': 'services:\n  db:\n    volumes: [data:/var/lib/postgresql]\n' },
    }),
    good('services:\n  db:\n    image: postgres:18\nvolumes:\n  data:\n', {
      path: 'db/compose.yaml',
      files: { 'compose.yaml': 'include: [db/compose.yaml]\n' },
    }),
  ],
});
