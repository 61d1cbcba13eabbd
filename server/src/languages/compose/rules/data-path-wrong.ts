import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { postgresOf } from '../images.js';
import { environmentOf } from '../model/commands.js';
import { isWithin, mountsOf, trimmed } from '../model/data-folders.js';
import type { Mount } from '../model/mounts.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const folder = '/var/lib/postgresql';

export const rule: Rule = composeRule('compose/data-path-wrong', {
  summary: 'Volume at a place where PostgreSQL does not keep its data',
  why: `Up to version 17, the images of PostgreSQL keep their data in \`/var/lib/postgresql/data\`, and a volume above it stays empty:
the data goes into an anonymous one. Since 18 they keep it below \`/var/lib/postgresql\`, in a folder with the version in its
name, and refuse to start with a volume at \`data\`. Data of an older version has to be moved or upgraded.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    since18: 'PostgreSQL {version} does not start with a volume at "{target}". Mount it at "{folder}".',
    before18: 'PostgreSQL {version} keeps its data in "{folder}", not in "{target}". Mount the volume there.',
    newest:
      'Since version 18, PostgreSQL does not start with a volume at "{target}". Mount it at "{folder}", or name a version.',
  },
  fixes: { move: 'Mount it at "{folder}"' },
  on: {
    service({ service }, ctx) {
      const image = textOf(valueAt(service.value, 'image'));
      const postgres = image === undefined || valueAt(service.value, 'build') ? undefined : postgresOf(image);
      if (!postgres) return;
      const data = environmentOf(service).get('PGDATA');
      const given = data ? textOf(data.value) : undefined;
      const { mounts, unknown } = mountsOf(service);
      const { version, sure } = postgres;
      // With a folder of one's own, both places may be right.
      if (data && (version >= 18 || given === undefined || !isWithin(given, `${folder}/data`))) return;
      const from = version >= 18 ? `${folder}/data` : folder;
      const to = version >= 18 ? folder : `${folder}/data`;
      const wrong = mounts.find(({ target }) => trimmed(target) === from);
      const right = mounts.some(({ target }) => trimmed(target) === to);
      if (!wrong || right || (unknown && version < 18)) return;
      const edit = moved(wrong, to);
      const message = version < 18 ? 'before18' : sure ? 'since18' : 'newest';
      reportAt(
        ctx,
        wrong.targetPlace,
        message,
        { version, target: wrong.target, folder: to },
        {
          ...(!sure && { severity: 'warning' }),
          fix: edit && { title: 'move', params: { folder: to }, edits: [edit] },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          new:
            image: postgres:18-alpine
            volumes:
              - "new:‹/var/lib/postgresql/data›" # as always
          old:
            image: postgres:16
            volumes:
              - type: volume
                source: old
                target: ‹/var/lib/postgresql›
          any:
            image: postgres
            volumes: [any:‹/var/lib/postgresql/data/›:Z]
          vectors:
            image: pgvector/pgvector:0.8.1-pg18
            volumes: [vectors:‹/var/lib/postgresql/data›]
      `,
      {
        fixed: source`
          services:
            new:
              image: postgres:18-alpine
              volumes:
                - "new:/var/lib/postgresql" # as always
            old:
              image: postgres:16
              volumes:
                - type: volume
                  source: old
                  target: /var/lib/postgresql/data
            any:
              image: postgres
              volumes: [any:/var/lib/postgresql:Z]
            vectors:
              image: pgvector/pgvector:0.8.1-pg18
              volumes: [vectors:/var/lib/postgresql]
        `,
      },
    ),
    good(source`
      services:
        new:
          image: postgres:18
          volumes: [new:/var/lib/postgresql]
        old:
          image: postgres:17.6
          volumes: [old:/var/lib/postgresql/data]
        own:
          image: postgres:18
          environment: { PGDATA: /var/lib/postgresql/data }
          volumes: [own:/var/lib/postgresql/data]
        deeper:
          image: postgres:16
          environment: { PGDATA: /var/lib/postgresql/16 }
          volumes: [deeper:/var/lib/postgresql]
        some:
          image: postgres:\${VERSION}
          volumes: [some:/var/lib/postgresql/data]
    `),
  ],
});

function moved({ value, targetPlace }: Mount, to: string) {
  if (value.kind === 'text') return targetPlace === value ? undefined : replace(targetPlace.span, to);
  const target = valueAt(value, 'target');
  return target?.kind === 'text' && target.raw === target.text ? replaceScalar(target.node, to) : undefined;
}
