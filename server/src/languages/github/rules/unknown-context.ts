import { bad, good, source } from '../../../core/rule.js';
import { findingsOf, replaceIn } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unknown-context', {
  summary: 'An expression names a context that does not exist',
  why: `A name by itself in an expression is a context: \`github\`, \`env\`, \`needs\` and the like. GitHub refuses
any other. A string has to be written in single quotes, and a variable of the environment is read as \`env.NAME\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:expression', 'languageservice:schema'],
  fix: 'safe',
  reach: 'part',
  messages: {
    unknown: 'There is no context "{name}". Write a string in single quotes; read a variable as "env.{name}".',
    misspelt: 'There is no context "{name}". Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'unknown-context')) {
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
          A: \${{ ‹githb›.ref }}
          B: \${{ ‹main› }}
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on: push
          env:
            A: \${{ github.ref }}
            B: \${{ main }}
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    good('on: push\nenv:\n  A: ${{ GitHub.ref }}\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
  ],
});
