import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { numberOf, placeWithin, textOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/restart-retries', {
  summary: 'A failing service is not started again five times',
  why: `The benchmark for Docker asks for five attempts: enough for a short failure, and not so many that a broken service
keeps the host busy. Write \`on-failure:5\`, or \`max_attempts: 5\`.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:restart_policy_on_failure_not_set_to_5', 'kics:2fc99041'],
  fix: 'unsafe',
  reach: 'part',
  messages: { count: 'When it fails, "{service}" is started again {count} times. Five times is the benchmark.' },
  fixes: { five: 'Try five times' },
  on: {
    service({ service }, ctx) {
      const restart = valueAt(service.value, 'restart');
      const match = /^on-failure:(\d+)$/.exec(textOf(restart) ?? '');
      if (restart?.kind === 'text' && match && Number(match[1]) !== 5) {
        const exact = restart.text === restart.raw;
        const place = exact ? placeWithin(restart, 'on-failure:'.length, restart.raw.length) : restart;
        const fix = exact ? ({ title: 'five', edits: [replace(place.span, '5')] } as const) : undefined;
        reportAt(ctx, place, 'count', { service: service.name, count: match[1] ?? '' }, { fix });
      }
      const policy = valueAt(service.value, 'deploy', 'restart_policy');
      const attempts = valueAt(policy, 'max_attempts');
      const count = numberOf(attempts);
      if (attempts?.kind !== 'text' || count === undefined || count === 5) return;
      if (textOf(valueAt(policy, 'condition')) !== 'on-failure') return;
      const edits = isHere(ctx, attempts) ? [replace(attempts.node, '5')] : undefined;
      const fix = edits && ({ title: 'five', edits } as const);
      reportAt(ctx, attempts, 'count', { service: service.name, count: `${count}` }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            restart: "on-failure:‹10›"
          db:
            image: postgres:18
            deploy:
              restart_policy: { condition: on-failure, max_attempts: ‹3› }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              restart: "on-failure:5"
            db:
              image: postgres:18
              deploy:
                restart_policy: { condition: on-failure, max_attempts: 5 }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          restart: on-failure:5
        db:
          image: postgres:18
          restart: on-failure
          deploy:
            restart_policy: { condition: any, max_attempts: 3 }
        app:
          image: example/app:1
          restart: on-failure:\${RETRIES}
    `),
  ],
});
