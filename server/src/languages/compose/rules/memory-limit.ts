import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { limitEdits } from '../model/limits.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/memory-limit', {
  summary: 'A container may use all memory',
  why: `Without a limit one container that leaks takes the memory of all others, and the kernel ends whichever it likes. With
\`mem_limit\`, or \`deploy.resources.limits.memory\`, it is that container which is ended and started again.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:memory_not_limited', 'kics:bb9ac4f7'],
  tags: ['production'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: '"{service}" may use all memory of the host. Set "mem_limit".' },
  fixes: { add: 'Limit it to 512 MB' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project) || valueAt(service.value, 'mem_limit')) return;
      if (valueAt(service.value, 'deploy', 'resources', 'limits', 'memory')) return;
      const edits = limitEdits(ctx, service, ['mem_limit', '512m'], ['memory', '512M']);
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
                limits:
                  cpus: "0.5"
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              mem_limit: 512m
            db:
              image: postgres:18
              deploy:
                resources:
                  limits:
                    cpus: "0.5"
                    memory: 512M
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          mem_limit: 256m
        db:
          image: postgres:18
          deploy: { resources: { limits: { memory: "\${MEMORY}" } } }
    `),
  ],
});
