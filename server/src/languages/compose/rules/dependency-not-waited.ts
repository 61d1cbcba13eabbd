import { bad, good, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { commandOf } from '../model/containers.js';
import { dependenciesOf } from '../model/dependencies.js';
import { addedCheck, waitForHealth } from '../model/dependency-edits.js';
import { healthOf } from '../model/health.js';
import type { Service } from '../model/project.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/dependency-not-waited', {
  summary: 'A service starts before its database is ready',
  why: `\`depends_on\` as a list, or with \`condition: service_started\`, waits until the container of the database or broker runs,
not until it takes connections, which takes seconds more. Wait for its health check with \`condition: service_healthy\`. Not
told of ready-made images, of commands that wait themselves, and milder where a restart tries again.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    unwaited: '"{service}" does not wait until {image} in "{other}" is ready. Depend on it with "service_healthy".',
  },
  fixes: { wait: 'Wait for the health of "{other}"' },
  on: {
    service({ service, project }, ctx) {
      if (!isApplication(service)) return;
      const restarts = /^(?:always|unless-stopped|on-failure)/.test(textOf(valueAt(service.value, 'restart')) ?? '');
      for (const { name, place, condition, conditionText } of dependenciesOf(service)) {
        const other = project.services.get(name);
        const image = other && textOf(valueAt(other.value, 'image'));
        const known = image === undefined ? undefined : knownImage(image);
        if (!other || condition !== 'service_started' || !known) continue;
        if (known.kind !== 'database' && known.kind !== 'broker') continue;
        const health = healthOf(project, other, ctx);
        if (health === 'off') continue;
        const wait = waitForHealth(ctx, service.name, name);
        // Without a check to wait for, the service would never start.
        const check = health === 'set' ? [] : addedCheck(ctx, name, known);
        reportAt(
          ctx,
          conditionText ?? place,
          'unwaited',
          { service: service.name, other: name, image: known.name },
          {
            ...(restarts && { severity: 'info' }),
            fix: wait && check && { title: 'wait', params: { other: name }, edits: [...wait, ...check] },
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
            build: .
            depends_on:
              - cache
              - ‹queue›
          queue:
            image: rabbitmq:4
          cache:
            image: redis:8
      `,
      {
        fixed: source`
          services:
            web:
              build: .
              depends_on:
                cache:
                  condition: service_started
                queue:
                  condition: service_healthy
            queue:
              image: rabbitmq:4
              healthcheck:
                test: ["CMD", "rabbitmq-diagnostics", "-q", "check_port_connectivity"]
            cache:
              image: redis:8
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            build: .
            depends_on: [‹db›, cache]
          jobs:
            image: example/jobs:1
            depends_on:
              db: { condition: ‹service_started›, restart: true }
          db:
            image: mysql:8.4
            healthcheck: { test: mysqladmin ping }
          cache:
            image: redis:8
      `,
      {
        fixed: source`
          services:
            web:
              build: .
              depends_on: { db: { condition: service_healthy }, cache: { condition: service_started } }
            jobs:
              image: example/jobs:1
              depends_on:
                db: { condition: service_healthy, restart: true }
            db:
              image: mysql:8.4
              healthcheck: { test: mysqladmin ping }
            cache:
              image: redis:8
        `,
      },
    ),
    good(source`
      services:
        web:
          build: .
          depends_on:
            db: { condition: service_healthy }
        api:
          build: .
          command: ./wait-for-it.sh db:5432 -- ./api
          depends_on: [db]
        admin:
          image: adminer:5
          depends_on: [db]
        dashboards:
          image: grafana/grafana:13.0
          depends_on: [db]
        other:
          build: .
          depends_on: [files]
        files:
          image: example/files:1
        db:
          image: postgres:18
          healthcheck: { test: pg_isready }
    `),
  ],
});

const tools =
  /(?:^|\/)(?:adminer|phpmyadmin|pgadmin4?|mongo-express|kafka-ui|kafdrop|akhq|pgweb|dbgate|sqlpad|metabase|cloudbeaver)(?::|$)/;

/** Whether a service is a program of the project's own, which may not wait for its database itself. */
function isApplication(service: Service): boolean {
  const image = textOf(valueAt(service.value, 'image')) ?? '';
  if (!valueAt(service.value, 'build') && (knownImage(image) || tools.test(image))) return false;
  for (const key of ['command', 'entrypoint'] as const)
    if (/wait|dockerize|until |sleep /.test(commandOf(service.value, key) ?? '')) return false;
  return true;
}
