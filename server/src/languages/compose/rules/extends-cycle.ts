import { bad, good, source } from '../../../core/rule.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/extends-cycle', {
  summary: 'Service that extends itself',
  why: `A service takes over what the one that it extends says. If that one extends the first again, in the same file or
by way of others, there is nothing to begin with, and Compose refuses the project.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:extends-cycle'],
  fix: 'none',
  messages: { cycle: '"{name}" extends itself: {path}.' },
  on: {
    project(project, ctx) {
      for (const problem of project.problems) {
        if (problem.kind !== 'extends-cycle') continue;
        reportAt(ctx, problem.place, 'cycle', { name: problem.subject, path: (problem.path ?? []).join(' → ') });
      }
    },
  },
  examples: [
    bad(source`
      services:
        one:
          image: busybox:1.37
          extends: ‹two›
        two:
          extends: ‹{ service: one }›
    `),
    good(source`
      services:
        one:
          extends: two
        two:
          extends: { service: three }
        three:
          image: busybox:1.37
    `),
  ],
});
