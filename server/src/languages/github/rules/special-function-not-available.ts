import { bad, good, source } from '../../../core/rule.js';
import { findingsOf } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/special-function-not-available', {
  summary: 'A function is called where it is not available',
  why: `\`success\`, \`failure\`, \`always\` and \`cancelled\` are there in \`if\` only, and \`hashFiles\` only
in steps, since it needs the files of the runner. GitHub refuses the workflow elsewhere.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:expression', 'languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    status: '"{name}" can be called in "if" only.',
    files: '"{name}" reads files of the runner, so only steps can call it.',
  },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'special-function-not-available'))
        ctx.report(node.use.span(finding), finding.special, { name: finding.name });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          env: {A: "\${{ ‹hashFiles›('x') }}"}
          runs-on: ubuntu-latest
          steps:
            - run: echo \${{ ‹success›() }}
    `),
    good(source`
      on: push
      jobs:
        a:
          if: always()
          runs-on: ubuntu-latest
          steps:
            - run: make
              if: failure() && hashFiles('x') != ''
              env: {A: "\${{ hashFiles('x') }}"}
    `),
  ],
});
