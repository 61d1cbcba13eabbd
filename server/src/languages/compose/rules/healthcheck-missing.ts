import { bad, good, source } from '../../../core/rule.js';
import { knownImage } from '../images.js';
import { buildOf, healthcheckOf } from '../model/build.js';
import { isContainer, isOneShot } from '../model/containers.js';
import { builtStage } from '../model/dockerfiles.js';
import { addAttributes, serviceMap } from '../model/service-edits.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/healthcheck-missing', {
  summary: 'A service has no health check',
  why: `Without a health check, a service counts as running while its program hangs, and others cannot wait until it is ready.
Add \`healthcheck\` here or \`HEALTHCHECK\` to its Dockerfile, which counts as well. Jobs that end need none.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:healthcheck_not_set', 'kics:698ed579'],
  tags: ['production'],
  fix: 'unsafe',
  messages: { missing: 'Nobody can tell whether "{service}" works. Add a "healthcheck".' },
  fixes: { add: 'Add a health check for {image}' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project) || isOneShot(service, project)) return;
      if (valueAt(service.value, 'healthcheck') || healthcheckOf(service)) return;
      const build = buildOf(project, service);
      if (build && builtStage(ctx.graph, build)?.details?.healthcheck === 'set') return;
      const image = build ? undefined : knownImage(textOf(valueAt(service.value, 'image')) ?? '');
      const test = image?.check && `[${image.check.map((word) => JSON.stringify(word)).join(', ')}]`;
      const edits = test
        ? addAttributes(ctx, serviceMap(ctx.document, service.name), { healthcheck: { test } })
        : undefined;
      const fix = edits && ({ title: 'add', params: { image: image?.name ?? '' }, edits } as const);
      reportAt(ctx, service.place, 'missing', { service: service.name }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: example/web:1
          ‹cache›:
            image: redis:8
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
            cache:
              image: redis:8
              healthcheck:
                test: ["CMD", "redis-cli", "ping"]
        `,
      },
    ),
    good(
      source`
        services:
          web:
            build: .
            depends_on:
              migrate: { condition: service_completed_successfully }
          migrate:
            image: example/web:1
          db:
            image: postgres:18
            healthcheck: { test: pg_isready }
      `,
      { files: { Dockerfile: 'FROM nginx:1.29\nHEALTHCHECK CMD curl -f localhost\n' } },
    ),
    good('services:\n  web:\n    image: nginx:1.29\n    healthcheck: { disable: true }\n'),
  ],
});
