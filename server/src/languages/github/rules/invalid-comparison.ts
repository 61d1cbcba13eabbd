import { bad, good, source } from '../../../core/rule.js';
import { describe } from '../../../expr/types.js';
import { findingsOf } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-comparison', {
  summary: 'Values are compared that never compare',
  why: `An object or an array is equal to nothing but itself, so comparing it with a text is always false. Only numbers and
texts have an order: with anything else, \`<\` and \`>\` are false.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression'],
  fix: 'none',
  reach: 'part',
  messages: {
    equal: 'A value of type {left} is never equal to one of type {right}.',
    order: 'A value of type {left} has no order with one of type {right}, so this is always false.',
  },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'invalid-comparison')) {
        const { left, right, operator } = finding;
        const message = operator === '==' || operator === '!=' ? 'equal' : 'order';
        ctx.report(node.use.span(finding), message, { left: describe(left), right: describe(right) });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          if: ‹github.event == 'push'›
          runs-on: ubuntu-latest
          steps:
            - run: make
              if: ‹runner == 'Linux'› || ‹true < 2›
    `),
    good(source`
      on: push
      jobs:
        a:
          if: github.event_name == 'push' && github.run_attempt < 3
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});
