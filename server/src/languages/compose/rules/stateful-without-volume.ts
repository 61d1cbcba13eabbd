import { joined } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { environmentOf } from '../model/commands.js';
import { commandOf, isOneShot } from '../model/containers.js';
import { hasOwnFolder, isKept } from '../model/data-folders.js';
import { resourcesOf, type Service } from '../model/project.js';
import { addListed, serviceMap } from '../model/service-edits.js';
import { isWhole } from '../model/standing.js';
import { declared } from '../model/undefined.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/stateful-without-volume', {
  summary: 'A database that keeps its data in no volume',
  why: `What a container writes is lost with it, and Compose makes a new container whenever the image or its settings change.
Mount a named volume where the image keeps its data. A \`tmpfs\` says that it may be lost; files and services for tests are
left alone, and caches unless they are told to keep what they hold.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: { lost: 'The data of {image} in "{service}" is lost with its container. Mount a volume at "{folder}".' },
  fixes: { mount: 'Mount the volume "{volume}"' },
  on: {
    service({ service, project }, ctx) {
      const image = textOf(valueAt(service.value, 'image'));
      const known = image === undefined ? undefined : knownImage(image);
      const [folder] = known?.data ?? [];
      if (!known || folder === undefined || valueAt(service.value, 'build') || !project.complete) return;
      if (known.kind === 'tool' || (known.kind === 'cache' && !isTold(service))) return;
      if (!isWhole(project) || isForTests(ctx.path, service) || isOneShot(service, project)) return;
      if (isKept(service, known) !== false || hasOwnFolder(service, environmentOf(service))) return;
      if (valueAt(service.value, 'entrypoint')) return;
      const volume = `${service.name}-data`;
      const taken = resourcesOf(project, 'volumes').has(volume);
      const mount = addListed(ctx, serviceMap(ctx.document, service.name), 'volumes', `${volume}:${folder}`);
      const declare = taken ? undefined : declared(project, 'volumes', volume);
      const edits = mount && declare ? joined([...mount, declare]) : undefined;
      reportAt(
        ctx,
        service.place,
        'lost',
        { image: known.name, service: service.name, folder },
        {
          // What these keep can be had again, or is given by files.
          ...(known.kind === 'observer' && { severity: 'info' }),
          fix: edits && { title: 'mount', params: { volume }, edits },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹db›:
            image: postgres:18
            environment:
              POSTGRES_PASSWORD: \${PASSWORD}
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              environment:
                POSTGRES_PASSWORD: \${PASSWORD}
              volumes:
                - db-data:/var/lib/postgresql
          volumes:
            db-data:
        `,
      },
    ),
    bad(
      source`
        services:
          ‹queue›:
            image: rabbitmq:4
            volumes:
              - ./rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf
          ‹cache›: { image: "redis:8", command: redis-server --appendonly yes }
          ‹old›:
            image: postgres:16
        volumes:
          other:
      `,
      {
        fixed: source`
          services:
            queue:
              image: rabbitmq:4
              volumes:
                - ./rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf
                - queue-data:/var/lib/rabbitmq
            cache: { image: "redis:8", command: redis-server --appendonly yes, volumes: [cache-data:/data] }
            old:
              image: postgres:16
              volumes:
                - old-data:/var/lib/postgresql/data
          volumes:
            other:
            old-data:
            cache-data:
            queue-data:
        `,
      },
    ),
    good(source`
      services:
        a:
          image: postgres:18
          volumes: [data:/var/lib/postgresql]
        b:
          image: mysql:8.4
          tmpfs: /var/lib/mysql
        c:
          image: mongo:8
          volumes: ["\${DATA}"]
        d:
          image: redis:8
        db-test:
          image: postgres:18
        backup:
          image: postgres:18
          environment: { PGDATA: /pg }
      volumes:
        data:
    `),
    good('services:\n  db:\n    image: postgres:18\n', { path: 'compose.test.yaml' }),
  ],
});

/** Whether a cache is told to keep what it holds. */
function isTold(service: Service): boolean {
  return /--appendonly\s+["']?yes|--save\s+["']?\d/.test(commandOf(service.value, 'command') ?? '');
}

function isForTests(path: string, { name }: Service): boolean {
  const word = /(?:^|[-_./])(?:tests?|testing|e2e|ci|integration)(?:[-_./]|$)/i;
  return word.test(path) || word.test(name);
}
