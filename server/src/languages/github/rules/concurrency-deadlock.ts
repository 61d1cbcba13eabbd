import { bad, good, source } from '../../../core/rule.js';
import { hasExpression, scalarIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/concurrency-deadlock', {
  summary: 'A job waits for the group that its own workflow holds',
  why: `A run holds its workflow's concurrency group until it ends. A job of it that asks for the same group waits for
its own run, and GitHub cancels it at once.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:concurrency-deadlock'],
  fix: 'none',
  messages: {
    same: 'The workflow holds the group "{group}" while this job waits for it. Give the job one of its own.',
  },
  on: {
    workflow({ root, jobs }, ctx) {
      const held = groupIn(root);
      if (!held || hasExpression(held)) return;
      for (const job of jobs) {
        const group = groupIn(job.map);
        if (!group || group.text !== held.text) continue;
        const related = [{ span: held, message: 'The workflow holds it by this' }];
        ctx.report(group, 'same', { group: group.text }, { related });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      concurrency: deploy
      jobs:
        a: {concurrency: {group: ‹deploy›}, runs-on: ubuntu-latest, steps: [run: make]}
    `),
    good(source`
      on: push
      concurrency: {group: deploy}
      jobs:
        a: {concurrency: deploy-a, runs-on: ubuntu-latest, steps: [run: make]}
    `),
    good(source`
      on: push
      concurrency: \${{ github.ref }}
      jobs:
        a: {concurrency: "\${{ github.ref }}-a", runs-on: ubuntu-latest, steps: [run: make]}
    `),
  ],
});

function groupIn(node: Parameters<typeof scalarIn>[0]) {
  return scalarIn(node, 'concurrency') ?? scalarIn(node, 'concurrency', 'group');
}
