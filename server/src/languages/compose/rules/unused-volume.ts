import { bad, good, source } from '../../../core/rule.js';
import { removeMember, unusedIn } from '../model/unused.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/unused-volume', {
  summary: 'A volume that no service uses',
  why: `Compose makes no volume that no service mounts, so it says nothing but leads readers astray; often a mount was renamed. Files that others include or
extend, and what another Compose file of the folder uses, are left alone.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  messages: { unused: 'No service uses the volume "{name}". Take it out, or mount it.' },
  fixes: { remove: 'Remove the volume "{name}"' },
  on: {
    project(project, ctx) {
      for (const { key: name, place } of unusedIn(project, 'volumes', ctx.files)) {
        const edits = removeMember(ctx.document, 'volumes', name);
        reportAt(ctx, place, 'unused', { name }, { fix: edits && { title: 'remove', params: { name }, edits } });
      }
    },
  },
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
