import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { limitEdits } from '../model/limits.js';
import { serviceMap, setAttribute } from '../model/service-edits.js';
import { numberOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/pids-limit', {
  summary: 'A container may start any number of processes',
  why: `A program that starts processes without end takes down the whole host, as the kernel has one table of them for all.
Set \`pids_limit\`, or \`deploy.resources.limits.pids\`; \`-1\` and \`0\` mean no limit.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:pids_limit_not_set', 'kics:221e0658'],
  tags: ['production'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: '"{service}" may start any number of processes. Set "pids_limit".' },
  fixes: { add: 'Limit it to 200 processes' },
  on: {
    service({ service, project }, ctx) {
      const own = valueAt(service.value, 'pids_limit');
      const deployed = valueAt(service.value, 'deploy', 'resources', 'limits', 'pids');
      if (own ? (numberOf(own) ?? 1) > 0 : deployed || !isContainer(service, project)) return;
      const edits = own
        ? setAttribute(ctx, serviceMap(ctx.document, service.name), 'pids_limit', '200')
        : limitEdits(ctx, service, ['pids_limit', '200'], ['pids', '200']);
      const fix = edits && ({ title: 'add', edits } as const);
      reportAt(ctx, own ?? service.place, 'missing', { service: service.name }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29
          db:
            image: postgres:18
            pids_limit: ‹-1›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              pids_limit: 200
            db:
              image: postgres:18
              pids_limit: 200
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          pids_limit: 100
        db:
          image: postgres:18
          deploy: { resources: { limits: { pids: 50 } } }
        job:
          image: example/job:1
          pids_limit: \${PIDS}
    `),
  ],
});
