import { bad, good, source } from '../../../core/rule.js';
import { findingsOf } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/format-string', {
  summary: 'The string of format and its values do not fit together',
  why: `\`format\` puts its values where the text says \`{0}\`, \`{1}\` and so on; braces that are meant are doubled.
GitHub refuses a text with other braces, and one that names a value which is not given. A value that the text does not name is left
out.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'actionlint:expression',
    'languageservice:invalid-format-string',
    'languageservice:format-arg-count-mismatch',
  ],
  fix: 'none',
  reach: 'part',
  messages: {
    invalid: 'This string has a brace that is not a placeholder such as "{{0}}". Double it if it is meant.',
    'missing-argument': 'The string names {places}, but only {given} values are given.',
    'unused-argument': 'The string has no "{place}", so this value is left out.',
  },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'format-string')) {
        const { reason, indexes, given } = finding;
        const places = indexes.map((index) => `"{${index}}"`).join(', ');
        ctx.report(
          node.use.span(finding),
          reason,
          { places, given, place: `{${indexes[0] ?? 0}}` },
          {
            ...(reason === 'unused-argument' && { severity: 'warning' }),
            aliases: [
              'actionlint:expression',
              reason === 'invalid'
                ? 'languageservice:invalid-format-string'
                : 'languageservice:format-arg-count-mismatch',
            ],
          },
        );
      }
    },
  },
  examples: [
    bad(source`
      on: push
      env:
        A: \${{ format(‹'{0} {1}'›, github.ref) }}
        B: \${{ format(‹'{x}'›, github.ref) }}
        C: \${{ format('{0}', github.ref, ‹github.sha›) }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on: push
      env:
        A: \${{ format('{0} {{x}} {1}', github.ref, github.sha) }}
        B: \${{ format(github.ref, 'x') }}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
