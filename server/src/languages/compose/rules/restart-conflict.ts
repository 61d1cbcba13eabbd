import { bad, good, source } from '../../../core/rule.js';
import { mapAt, removeAttribute, serviceMap } from '../model/service-edits.js';
import { isForSwarm } from '../model/swarm.js';
import { memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

/** What a condition of a restart policy is called as `restart`. */
const restartOf: Readonly<Record<string, readonly string[]>> = {
  // Compose takes a policy without a condition for one that never restarts.
  '': ['no'],
  none: ['no'],
  'on-failure': ['on-failure'],
  any: ['always', 'unless-stopped'],
};

export const rule: Rule = composeRule('compose/restart-conflict', {
  summary: 'Two restart policies that say different things',
  why: `Where a service has \`restart\` and \`deploy.restart_policy\`, Compose follows the second alone, and Swarm does too.
Keep the one that is meant.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'mixed',
  reach: 'part',
  messages: {
    conflict:
      '"{service}" has "restart: {restart}", which its restart policy "{condition}" overrules. Keep one of them.',
    never:
      '"{service}" has "restart: {restart}", which its restart policy without a condition overrules: it never restarts. Keep one of them.',
  },
  fixes: { restart: 'Remove "restart", which has no effect', policy: 'Remove "restart_policy"' },
  on: {
    service({ service, project }, ctx) {
      const restart = valueAt(service.value, 'restart');
      const policy = memberAt(service.value, 'deploy', 'restart_policy');
      const written = textOf(restart);
      if (!restart || !policy?.value || written === undefined || isForSwarm(project)) return;
      const given = valueAt(policy.value, 'condition');
      const condition = given ? textOf(given) : '';
      const same = condition === undefined ? undefined : restartOf[condition];
      if (!same || same.includes(written.replace(/:\d+$/, ''))) return;
      const drop = removeAttribute(ctx, serviceMap(ctx.document, service.name), 'restart');
      const deploy = mapAt(ctx.document, 'services', service.name, 'deploy');
      const dropPolicy = removeAttribute(ctx, deploy, 'restart_policy');
      reportAt(
        ctx,
        restart,
        condition ? 'conflict' : 'never',
        { service: service.name, restart: written, condition: condition ?? '' },
        {
          related: [relatedAt(ctx, policy.place, 'The policy that counts')],
          fixes: [
            ...(drop ? [{ title: 'restart' as const, edits: drop, safe: true }] : []),
            ...(dropPolicy ? [{ title: 'policy' as const, edits: dropPolicy, safe: false }] : []),
          ],
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            restart: ‹always›
            deploy:
              replicas: 1
              restart_policy:
                condition: on-failure
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              deploy:
                replicas: 1
                restart_policy:
                  condition: on-failure
        `,
      },
    ),
    bad('services:\n  web: { image: "nginx:1.29", deploy: { restart_policy: { delay: 5s } }, restart: ‹always› }\n', {
      fixed: 'services:\n  web: { image: "nginx:1.29", deploy: { restart_policy: { delay: 5s } } }\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          restart: unless-stopped
          deploy:
            restart_policy: { condition: any }
        api:
          image: example/api:1
          restart: on-failure:3
          deploy:
            restart_policy: { condition: on-failure }
        job:
          image: example/job:1
          restart: \${RESTART}
          deploy:
            restart_policy: { condition: none }
    `),
  ],
});
