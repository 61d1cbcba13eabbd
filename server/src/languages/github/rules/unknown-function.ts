import { bad, good, source } from '../../../core/rule.js';
import { findingsOf, replaceIn } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unknown-function', {
  summary: 'An expression calls a function that does not exist',
  why: `GitHub knows a dozen functions, and refuses a workflow that calls any other. There are none for arithmetic, for
changing texts or for splitting them: that is work for a step.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:expression', 'languageservice:schema'],
  fix: 'safe',
  reach: 'part',
  messages: {
    unknown: 'There is no function "{name}".',
    misspelt: 'There is no function "{name}". Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'unknown-function')) {
        const { name, nearest: suggestion } = finding;
        const at = node.use.span(finding);
        if (suggestion === undefined) ctx.report(at, 'unknown', { name });
        else {
          const fix = { title: 'rename' as const, edits: [replaceIn(node.use, finding, suggestion)] };
          ctx.report(at, 'misspelt', { name, suggestion }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        env:
          A: \${{ ‹startWith›(github.ref, 'x') }}
          B: \${{ ‹replace›('a', 'b', 'c') }}
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on: push
          env:
            A: \${{ startsWith(github.ref, 'x') }}
            B: \${{ replace('a', 'b', 'c') }}
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    good(source`
      on: push
      env:
        A: \${{ STARTSWITH(github.ref, 'x') }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
