import { bad, good, source } from '../../../core/rule.js';
import { dependencyCycles } from '../model/cycles.js';
import { composeRule, isHere, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/depends-on-cycle', {
  summary: 'Services that wait for one another',
  why: `Compose starts a service after those that it depends on, so a circle of dependencies has no beginning, and the
project is refused. \`links\`, \`volumes_from\` and \`network_mode\`, \`ipc\` or \`pid\` with \`service:…\` are dependencies
too.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:depends-on-cycle'],
  fix: 'none',
  messages: {
    cycle: 'These services wait for one another: {path}. Take one of the dependencies out.',
    self: '"{name}" depends on itself.',
  },
  on: {
    project(project, ctx) {
      for (const cycle of dependencyCycles(project)) {
        const here = cycle.findLast(({ reference }) => isHere(ctx, reference.place));
        if (!here) continue;
        const names = cycle.map(({ from }) => from);
        const path = [...names, names[0]].join(' → ');
        const related = cycle
          .filter((step) => step !== here)
          .map(({ from, reference }) => relatedAt(ctx, reference.place, `"${from}" waits for "${reference.name}"`));
        if (cycle.length === 1) reportAt(ctx, here.reference.place, 'self', { name: here.from });
        else reportAt(ctx, here.reference.place, 'cycle', { path }, { related });
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          depends_on:
            - api
        api:
          image: example/api:1
          depends_on:
            db: { condition: service_healthy }
        db:
          image: postgres:18
          links: ["‹web›:front"]
    `),
    bad('services:\n  web:\n    image: nginx:1.29\n    depends_on: [‹web›]\n'),
    good(source`
      services:
        web:
          image: nginx:1.29
          depends_on: [api, db]
        api:
          image: example/api:1
          depends_on: [db]
        db:
          image: postgres:18
    `),
  ],
});
