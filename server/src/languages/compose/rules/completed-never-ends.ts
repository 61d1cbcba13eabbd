import { bad, good, source } from '../../../core/rule.js';
import { dependenciesOf } from '../model/dependencies.js';
import { mapAt, serviceMap, setAttribute } from '../model/service-edits.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/completed-never-ends', {
  summary: 'Waiting for the end of a service that is restarted each time',
  why: `\`condition: service_completed_successfully\` waits until a service has ended. With \`restart: always\` or
\`unless-stopped\` the engine starts it again when it does, so what waits for it may wait forever. Let it restart
\`on-failure\` at most.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    restarted: '"{other}" waits for the end of "{service}", which is started again each time. Write "on-failure".',
  },
  fixes: { failure: 'Restart it on failure only' },
  on: {
    project(project, ctx) {
      const told = new Set<string>();
      for (const waiting of project.services.values()) {
        for (const { name, place, condition } of dependenciesOf(waiting)) {
          const service = project.services.get(name);
          if (condition !== 'service_completed_successfully' || !service || told.has(name)) continue;
          told.add(name);
          const policy = valueAt(service.value, 'deploy', 'restart_policy');
          const restart = policy ? valueAt(policy, 'condition') : valueAt(service.value, 'restart');
          if (!restart || !/^(?:always|unless-stopped|any)$/.test(textOf(restart) ?? '')) continue;
          const edits = policy
            ? setAttribute(ctx, mapAt(ctx.document, 'services', name, 'deploy', 'restart_policy'), 'condition', to)
            : setAttribute(ctx, serviceMap(ctx.document, name), 'restart', to);
          const related = [relatedAt(ctx, place, `"${waiting.name}" waits for its end`)];
          const fix = edits && ({ title: 'failure', edits } as const);
          reportAt(ctx, restart, 'restarted', { service: name, other: waiting.name }, { related, fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          migrate:
            image: example/web:1
            restart: ‹unless-stopped› # like the rest
          seed:
            image: example/web:1
            deploy: { restart_policy: { condition: ‹any› } }
          web:
            image: example/web:1
            restart: always
            depends_on:
              migrate: { condition: service_completed_successfully }
              seed: { condition: service_completed_successfully }
      `,
      {
        fixed: source`
          services:
            migrate:
              image: example/web:1
              restart: on-failure # like the rest
            seed:
              image: example/web:1
              deploy: { restart_policy: { condition: on-failure } }
            web:
              image: example/web:1
              restart: always
              depends_on:
                migrate: { condition: service_completed_successfully }
                seed: { condition: service_completed_successfully }
        `,
      },
    ),
    good(source`
      services:
        migrate:
          image: example/web:1
          restart: on-failure
        seed:
          image: example/web:1
        cache:
          image: redis:8
          restart: always
        web:
          image: example/web:1
          depends_on:
            migrate: { condition: service_completed_successfully }
            seed: { condition: service_completed_successfully }
            cache: { condition: service_started }
    `),
  ],
});

const to = 'on-failure';
