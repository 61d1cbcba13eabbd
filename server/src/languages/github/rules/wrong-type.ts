import { bad, good, source } from '../../../core/rule.js';
import { schemaProblems } from '../model/schema-problems.js';
import { githubRule, type Rule } from '../rule.js';
import { schemaMessages, wordsFor } from '../schema-messages.js';

export const rule: Rule = githubRule('github/wrong-type', {
  summary: 'A value is of another type than it has to be',
  why: `GitHub refuses a workflow in which there is a list where a table has to be, or nothing where something has to be.
Numbers and booleans have to be written as such, without quotes, or be one expression from end to end. What is a text may
be anything that is neither a list nor a table.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'none',
  messages: schemaMessages,
  on: {
    file({ document, kind }, ctx) {
      for (const problem of schemaProblems(document, kind, 'wrong-type')) {
        const words = wordsFor(problem);
        if (words) ctx.report(problem.span, words.message, words.params);
      }
    },
  },
  examples: [
    bad(source`
      ‹name›:
        - a
      on:
        workflow_call:
          inputs: {a: {type: ‹object›}}
        image_version: {names: ‹[]›}
      ‹defaults›:
      jobs:
        a:
          ‹runs-on›:
          timeout-minutes: ‹'5'›
          continue-on-error: ‹yes›
          strategy:
            fail-fast: ‹"\${{ inputs.fast }} a"›
            max-parallel: ‹0›
            matrix: ‹{}›
          ‹steps›:
            run: make
        b:
          runs-on: {group: ‹team/builders›}
          needs: ‹''›
          timeout-minutes: ‹-1.5›
          steps: [‹make›]
    `),
    bad('on: push\n‹jobs›:\n'),
    bad('‹[push]›\n'),
    bad('on: push\njobs: ‹{}›\n'),
    bad('name: a\ndescription: ‹[b]›\nruns: {using: composite, steps: []}\n', { path: 'action.yml' }),
    good(source`
      name: 1
      on:
        push: {branches: , tags: v1, paths: [a]}
        schedule: [{cron: 0 5 * * *}]
      env: {A: 1, B: true, C: }
      jobs:
        a:
          runs-on: {group: org/builders, labels: [linux]}
          timeout-minutes: 1.5
          continue-on-error: \${{ inputs.lenient }}
          strategy:
            max-parallel: \${{ fromJSON(vars.MOST) }}
            matrix: \${{ fromJSON(needs.b.outputs.matrix) }}
          services: \${{ fromJSON(vars.SERVICES) }}
          needs: b
          steps:
            - run: make
              continue-on-error: true
            - uses: actions/checkout@v7
              with: {fetch-depth: 0, lfs: true}
    `),
  ],
});
