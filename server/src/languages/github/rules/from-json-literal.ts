import { bad, good, source } from '../../../core/rule.js';
import { findingsOf } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/from-json-literal', {
  summary: 'fromJSON reads a string that is not JSON',
  why: `A string in an expression is the same in every run: one that is not JSON makes every run fail. Names and strings in JSON
are written in double quotes.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression'],
  fix: 'none',
  reach: 'part',
  messages: { empty: 'An empty string is not JSON.', syntax: 'This string is not JSON.' },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'from-json-literal')) ctx.report(node.use.span(finding), finding.reason);
    },
  },
  examples: [
    bad(source`
      on: push
      env:
        A: \${{ fromJSON(‹'[a, b]'›)[0] }}
        B: \${{ fromJSON(‹''›) }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on: push
      env:
        A: \${{ fromJSON('["a"]')[0] }}
        B: \${{ fromJSON(vars.LIST)[0] }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
