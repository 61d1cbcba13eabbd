import { bad, good, source } from '../../../core/rule.js';
import { isEmpty, resolved, spanInScalar } from '../../../yaml/values.js';
import { type GlobProblem, globProblems } from '../glob.js';
import { filtersIn } from '../model/filters.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-glob', {
  summary: 'A pattern of a filter cannot be read, or matches nothing',
  why: `Filters have patterns of their own kind: \`*\` is any text without a slash, \`**\` any text, \`?\` and \`+\` repeat
the character before them, \`[a-z]\` is one of several, and \`!\` at the start takes out again. A pattern that breaks these
rules makes GitHub refuse the workflow; one that no branch, tag or path can fit, such as \`./src\`, never starts it.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:glob'],
  fix: 'none',
  messages: {
    empty: 'An empty pattern matches nothing. Remove it.',
    'only-negation': '"!" takes out what a pattern after it matches. Write that pattern.',
    quantifier:
      '"{part}" repeats the character before it, and there is none that it could repeat. Escape it as "\\{part}".',
    'empty-set': '"[]" holds no characters, so it matches nothing. Write those that are meant.',
    'unclosed-set': 'The "]" of this set is missing.',
    'open-range': 'The range "{part}" has no end. Write one, such as "a-z".',
    'reversed-range': 'The range "{part}" ends before it begins. Turn it around.',
    'single-set': '"{part}" holds one character. Write it without brackets.',
    newline: 'A pattern ends with its line. Remove the line break.',
    'ref-character': 'No branch or tag has "{part}" in its name. Remove it.',
    'ref-escape': 'No branch or tag has "{part}" in its name, so there is nothing to escape. Remove the backslash.',
    'ref-start': 'No branch or tag begins with "/". Remove it.',
    'ref-end': 'No branch or tag ends with "{part}". Remove it.',
    'outer-spaces': 'Spaces around a pattern are part of it, and no path has them. Remove them.',
    'dot-segment': 'Paths begin at the root of the repository, without "{part}". Remove it.',
  },
  on: {
    workflow(workflow, ctx) {
      for (const { kind, entry, patterns } of filtersIn(workflow)) {
        const list = resolved(entry.entry.value);
        if (list?.kind === 'seq')
          for (const item of list.items) if (isEmpty(item.value)) ctx.report(item.value ?? item, 'empty');
        for (const scalar of patterns) {
          if (isEmpty(scalar)) continue;
          for (const problem of globProblems(scalar.text, kind)) {
            const { start, end } = problem;
            const at = end > start ? spanInScalar(scalar, start, end) : scalar;
            ctx.report(at, problem.kind, { part: partOf(scalar.text, problem) });
          }
        }
      }
    },
  },
  examples: [
    bad(source`
      on:
        push:
          branches: ['release/‹[›', 'a[‹9-1›]', '‹/›main', 'feature‹ ›x', "‹!›"]
          tags: ['‹?›x', 'v1‹.›', ‹''›]
          paths: ['‹./›src/**', '‹[]›', 'a[‹b-›]', '‹[x]›y']
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        push:
          branches: [main, 'release/**', '!release/**-alpha', 'v[0-9]+.x?', "\${{ x }}"]
          tags: ['v*.*.*', '\!odd']
          paths: ['**.md', 'src/[ab]/*', '!docs/**', 'a\[b']
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});

function partOf(text: string, { start, end }: GlobProblem): string {
  return text.slice(start, end);
}
