import { bad, good, source } from '../../../core/rule.js';
import { isContainer, isOneShot } from '../model/containers.js';
import { addAttributes, serviceMap } from '../model/service-edits.js';
import { memberAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/restart-missing', {
  summary: 'A service is not started again',
  why: `Without \`restart\`, a service stays down after its program or the host ends. Set \`restart: unless-stopped\` for what shall
always run. Jobs that end (migrations, seeds, what others wait for to complete) need none; say \`restart: "no"\` where
that is not plain.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  tags: ['production'],
  fix: 'unsafe',
  messages: { missing: '"{service}" stays down when it or the host ends. Set "restart: unless-stopped".' },
  fixes: { add: 'Start it again unless it was stopped' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project) || isOneShot(service, project)) return;
      if (memberAt(service.value, 'restart') || memberAt(service.value, 'deploy', 'restart_policy')) return;
      const edits = addAttributes(ctx, serviceMap(ctx.document, service.name), { restart: 'unless-stopped' });
      reportAt(ctx, service.place, 'missing', { service: service.name }, { fix: edits && { title: 'add', edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29
      `,
      { fixed: 'services:\n  web:\n    image: nginx:1.29\n    restart: unless-stopped\n' },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          restart: always
          depends_on:
            prepare: { condition: service_completed_successfully }
        prepare:
          image: example/web:1
        db-migrate:
          image: example/web:1
        seeds:
          image: example/web:1
          command: ["rake", "db:seed"]
        db:
          image: postgres:18
          deploy:
            restart_policy: { condition: any }
        tool:
          image: example/tool:1
          restart: "no"
    `),
  ],
});
