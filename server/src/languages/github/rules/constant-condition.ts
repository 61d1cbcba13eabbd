import { bad, good, source } from '../../../core/rule.js';
import { isConstant, truth } from '../../../expr/evaluate.js';
import { isCondition } from '../model/expressions.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/constant-condition', {
  summary: 'A condition is always the same',
  why: `A condition that is made of literals does not depend on anything: what it guards runs always, or never. Such
conditions are left over from trying things out.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:if-cond'],
  fix: 'none',
  reach: 'part',
  messages: {
    always: 'This condition is always true. Remove it.',
    never: 'This condition is always false, so this never runs. Remove what it guards, or write what is meant.',
  },
  on: {
    expression({ use }, ctx) {
      const { root, problems } = use.parsed;
      if (!isCondition(use.path) || !root || problems.length > 0 || !use.whole || !isConstant(root)) return;
      const value = truth(root);
      if (value !== undefined) ctx.report(use.span(root), value ? 'always' : 'never');
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          if: ‹false›
          runs-on: ubuntu-latest
          steps:
            - run: make
              if: \${{ ‹'x' == 'X'› }}
    `),
    good(source`
      on: push
      jobs:
        a:
          if: always()
          runs-on: ubuntu-latest
          steps:
            - run: make
              if: github.ref == 'x' || false
            - run: make
              if: hashFiles('x') != ''
    `),
  ],
});
