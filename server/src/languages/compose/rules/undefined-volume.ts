import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { declared, renamed, undefinedIn } from '../model/undefined.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/undefined-volume', {
  summary: 'Volume that the project does not declare',
  why: `A volume that a service mounts by name has to stand under the top-level \`volumes\`, so that Compose knows how to make
it. A folder beside the file is written with \`./\` before its name.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:undefined-volume'],
  fix: 'mixed',
  messages: {
    path: '"{name}" is taken for the name of a volume. Write "./{name}" for the folder.',
    unknown: 'The volume "{name}" of "{service}" is not declared. Declare it under the top-level "volumes".',
  },
  fixes: { folder: 'Write "./{name}"', rename: 'Change to "{nearest}"', declare: 'Declare the volume "{name}"' },
  on: {
    project(project, ctx) {
      for (const { service, reference, known, sure } of undefinedIn(project, 'volume', ctx.files)) {
        const { name, place } = reference;
        const severity = sure ? {} : ({ severity: 'warning' } as const);
        if (/[\\/]/.test(name)) {
          const edit = renamed(place, name, `./${name}`);
          const fix = edit && ({ title: 'folder', params: { name }, edits: [edit], safe: true } as const);
          reportAt(ctx, place, 'path', { name }, { ...severity, fix });
          continue;
        }
        const near = nearest(name, known);
        const rename = near === undefined ? undefined : renamed(place, name, near);
        const declare = declared(project, 'volumes', name);
        reportAt(
          ctx,
          place,
          'unknown',
          { name, service: service.name },
          {
            ...severity,
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
          db:
            image: postgres:18
            volumes:
              - ‹data›:/var/lib/postgresql
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              volumes:
                - data:/var/lib/postgresql
          volumes:
            data:
        `,
      },
    ),
    bad(
      source`
        services:
          db:
            image: postgres:18
            volumes:
              - ‹dbdata›:/var/lib/postgresql
        volumes: { db-data: {} }
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              volumes:
                - db-data:/var/lib/postgresql
          volumes: { db-data: {} }
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - ‹src/html›:/usr/share/nginx/html
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              volumes:
                - ./src/html:/usr/share/nginx/html
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            volumes:
              - { type: volume, source: ‹site›, target: /site }
        volumes:
          other: {}
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              volumes:
                - { type: volume, source: site, target: /site }
          volumes:
            other: {}
            site:
        `,
      },
    ),
    bad('services:\r\n  db:\r\n    image: postgres:18\r\n    volumes: ["‹data›:/x"]  # kept\r\nnetworks: {}\r\n', {
      fixed:
        'services:\r\n  db:\r\n    image: postgres:18\r\n    volumes: ["data:/x"]  # kept\r\nnetworks: {}\r\nvolumes:\r\n  data:\r\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          volumes:
            - ./site:/site
            - ~/data:/data
            - /srv/a:/a
            - C:\data:/b
            - /anonymous
            - \${SOURCE}:/c
            - { type: bind, source: x, target: /d }
            - { type: image, source: busybox, target: /e }
    `),
  ],
});
