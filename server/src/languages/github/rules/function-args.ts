import { bad, good, source } from '../../../core/rule.js';
import { findingsOf } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/function-args', {
  summary: 'A function gets too few or too many values',
  why: `GitHub refuses an expression that calls a function with another number of values than it takes. \`case\` takes
pairs of a condition and a value, and a last value for when no condition holds.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:expression', 'languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    few: '"{name}" takes at least {min} values, and gets {given}.',
    many: '"{name}" takes at most {max} values, and gets {given}.',
    exact: '"{name}" takes {min} values, and gets {given}.',
    even: '"{name}" takes pairs and a last value, so an odd number, and gets {given}.',
    useless: '"{name}" gets no value to put into the string. Write the string alone.',
  },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'function-args')) {
        const { name, given, min, max, reason } = finding;
        const isExact = min === max && reason !== 'even' && reason !== 'useless';
        ctx.report(
          node.use.span(finding),
          isExact ? 'exact' : reason,
          { name, given, min, max },
          reason === 'useless' ? { severity: 'warning' } : {},
        );
      }
    },
  },
  examples: [
    bad(source`
      on: push
      env:
        A: \${{ ‹contains›('a') }}
        B: \${{ fromJSON('[]', ‹'x'›) }}
        C: \${{ ‹case›(true, 'a') }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on: push
      env:
        A: \${{ contains('ab', 'a') }}
        B: \${{ case(true, 'a', 'b') }}
        C: \${{ join(fromJSON('["a"]')) }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
