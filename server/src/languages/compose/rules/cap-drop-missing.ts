import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { addAttributes, serviceMap } from '../model/service-edits.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/cap-drop-missing', {
  summary: 'A container keeps the capabilities that every container has',
  why: `Docker gives a container fourteen rights of root, most of which a server never uses. Drop all with
\`cap_drop: [ALL]\` and add back those that it turns out to need.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:container_capabilities_unrestricted', 'kics:ce76b7d0', 'kics:check_cap_add_cap_drop'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: '"{service}" drops no capabilities. Add "cap_drop: [ALL]", then add back what it needs.' },
  fixes: { drop: 'Drop all capabilities' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project) || valueAt(service.value, 'cap_drop')) return;
      const edits = addAttributes(ctx, serviceMap(ctx.document, service.name), { cap_drop: ['ALL'] });
      const fix = edits && ({ title: 'drop', edits } as const);
      reportAt(ctx, service.place, 'missing', { service: service.name }, { fix });
    },
  },
  examples: [
    bad(
      source`
        services:
          ‹web›:
            image: nginx:1.29 # the site
          ‹db›: { image: "postgres:18" }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29 # the site
              cap_drop:
                - ALL
            db: { image: "postgres:18", cap_drop: [ALL] }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          cap_drop: [NET_RAW]
        model:
          provider: { type: model }
    `),
    good('services:\n  web:\n    ports: ["80"]\n', {
      path: 'compose.override.yaml',
      files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n    cap_drop: [ALL]\n' },
    }),
  ],
});
