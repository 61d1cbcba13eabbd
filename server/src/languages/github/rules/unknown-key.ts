import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { keyWords } from '../../../yaml/schema/words.js';
import { schemaProblems } from '../model/schema-problems.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unknown-key', {
  summary: 'A key that GitHub does not know',
  why: `GitHub knows every key that a workflow or an action may have, and refuses the file as a whole where one is
misspelt or is in the wrong place. Upper and lower case count.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'mixed',
  messages: {
    unknown: 'GitHub has no key "{key}" in {where}. Remove it.',
    misspelt: 'GitHub has no key "{key}" in {where}. Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Rename to "{suggestion}"' },
  on: {
    file({ document, kind }, ctx) {
      for (const problem of schemaProblems(document, kind, 'unknown-key')) {
        if (problem.kind !== 'unknown-key') continue;
        const { span, key, entry, path, suggestion, fits } = problem;
        const params = { key, where: keyWords(path.slice(0, -1)), suggestion: suggestion ?? '' };
        const edits =
          suggestion !== undefined && entry.key?.kind === 'scalar' ? [replaceScalar(entry.key, suggestion)] : [];
        // At the top of an action, the runner passes over what it does not know.
        const isPassedOver = kind === 'action' && path.length === 1;
        ctx.report(span, suggestion === undefined ? 'unknown' : 'misspelt', params, {
          ...(isPassedOver && { severity: 'warning' }),
          fix: edits.length > 0 ? { title: 'rename', edits, params, safe: fits } : undefined,
        });
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          push:
            ‹branch›: [main]
        ‹Env›: {A: b}
        jobs:
          a:
            runs-on: ubuntu-latest
            ‹timeout_minutes›: 5
            steps:
              - run: make
                ‹working_directory›: src # here
      `,
      {
        fixed: source`
          on:
            push:
              branches: [main]
          env: {A: b}
          jobs:
            a:
              runs-on: ubuntu-latest
              timeout-minutes: 5
              steps:
                - run: make
                  working-directory: src # here
        `,
      },
    ),
    bad(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          strategy:
            ‹something-else›: {os: [linux]}
          steps:
            - ‹null›: a
              run: make
    `),
    bad('name: a\ndescription: b\n‹authors›: me\r\nruns: {using: node24, main: ../a.js}\r\n', {
      path: 'action.yml',
      fixed: 'name: a\ndescription: b\nauthor: me\r\nruns: {using: node24, main: ../a.js}\r\n',
    }),
    good(source`
      on: push
      env: {anything: a, 5: b}
      jobs:
        any-name:
          runs-on: ubuntu-latest
          strategy: {matrix: {row: [1], include: [{other: 2}]}}
          steps:
            - uses: actions/checkout@v7
              with: {whatever: a}
    `),
    // What is no YAML is told by another rule, and not what comes of it as well.
    good(source`
      on: push
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - run: make
             nmae: [x
    `),
  ],
});
