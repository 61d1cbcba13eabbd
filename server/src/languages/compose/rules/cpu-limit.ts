import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { limitEdits } from '../model/limits.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/cpu-limit', {
  summary: 'A container may use all processors',
  why: `Without a limit one container that loops slows down all others on the host. Set \`cpus\`, or
\`deploy.resources.limits.cpus\`.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:cpus_not_limited', 'kics:6b610c50'],
  tags: ['production'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: '"{service}" may use all processors of the host. Set "cpus".' },
  fixes: { add: 'Limit it to one processor' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project)) return;
      const own = ['cpus', 'cpu_quota', 'cpu_count', 'cpu_percent'];
      if (own.some((key) => valueAt(service.value, key))) return;
      if (valueAt(service.value, 'deploy', 'resources', 'limits', 'cpus')) return;
      const edits = limitEdits(ctx, service, ['cpus', '1.0'], ['cpus', '"1.0"']);
      reportAt(ctx, service.place, 'missing', { service: service.name }, { fix: edits && { title: 'add', edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29
          ‹db›:
            image: postgres:18
            deploy:
              resources:
                limits: { memory: 1G }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              cpus: 1.0
            db:
              image: postgres:18
              deploy:
                resources:
                  limits: { memory: 1G, cpus: "1.0" }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          cpus: 0.5
        db:
          image: postgres:18
          deploy: { resources: { limits: { cpus: "2" } } }
        job:
          image: example/job:1
          cpu_quota: 50000
    `),
  ],
});
