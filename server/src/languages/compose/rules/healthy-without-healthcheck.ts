import { bad, good, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { dependenciesOf } from '../model/dependencies.js';
import { addedCheck } from '../model/dependency-edits.js';
import { healthOf } from '../model/health.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/healthy-without-healthcheck', {
  summary: 'Waiting for the health of a service that has no health check',
  why: `\`condition: service_healthy\` waits for a health check, and Compose gives up where there is none: "has no healthcheck
configured". It may be in the Compose file, in the Dockerfile or in the image; what an image that is not known brings
cannot be seen, so that is a warning.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    off: '"{other}" has its health check switched off, so "{service}" never starts. Switch it on, or wait for "service_started".',
    missing: '"{other}" has no health check, so "{service}" never starts. Give it one, or wait for "service_started".',
    unseen:
      '"{other}" has no health check here. Unless its image brings one, "{service}" never starts. Give it one, or wait for "service_started".',
  },
  fixes: { add: 'Add a health check for {image} to "{other}"' },
  on: {
    service({ service, project }, ctx) {
      for (const { name, condition, conditionText, required } of dependenciesOf(service)) {
        const other = project.services.get(name);
        // What is not required is only warned of.
        if (condition !== 'service_healthy' || !conditionText || !other || !required) continue;
        const health = healthOf(project, other, ctx);
        if (health === 'set' || health === 'unknown') continue;
        const known = knownImage(textOf(valueAt(other.value, 'image')) ?? '');
        const edits = known && health === 'missing' ? addedCheck(ctx, name, known) : undefined;
        reportAt(
          ctx,
          conditionText,
          health,
          { service: service.name, other: name },
          {
            ...(health === 'unseen' && { severity: 'warning' }),
            related: [relatedAt(ctx, other.place, 'The service without a health check')],
            fix: edits && { title: 'add', params: { image: known?.name ?? '', other: name }, edits },
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
            image: example/web:1
            depends_on:
              db:
                condition: ‹service_healthy›
              api:
                condition: ‹service_healthy›
              mail:
                condition: ‹service_healthy›
          db:
            image: postgres:18
          api:
            build: .
          mail:
            image: example/mail:1
            healthcheck:
              disable: true
      `,
      {
        files: { Dockerfile: 'FROM python:3.13\nCMD ["python", "app.py"]\n' },
        fixed: source`
          services:
            web:
              image: example/web:1
              depends_on:
                db:
                  condition: service_healthy
                api:
                  condition: service_healthy
                mail:
                  condition: service_healthy
            db:
              image: postgres:18
              healthcheck:
                test: ["CMD-SHELL", "pg_isready -U $$POSTGRES_USER -d $$POSTGRES_DB"]
            api:
              build: .
            mail:
              image: example/mail:1
              healthcheck:
                disable: true
        `,
      },
    ),
    good(
      source`
        services:
          web:
            image: example/web:1
            depends_on:
              db: { condition: service_healthy }
              api: { condition: service_healthy }
              cache: { condition: service_started }
              extra: { condition: service_healthy, required: false }
              far: { condition: service_healthy }
          db:
            image: postgres:18
            healthcheck: { test: pg_isready }
          api:
            build: .
          cache:
            image: redis:8
          extra:
            image: redis:8
          far:
            build: https://example.com/far.git
      `,
      { files: { Dockerfile: 'FROM python:3.13\nHEALTHCHECK CMD ["python", "check.py"]\n' } },
    ),
  ],
});
