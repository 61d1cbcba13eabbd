import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { entriesOf } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';
import { callJobKeys, normalJobKeys } from '../schema/keys.js';

export const rule: Rule = githubRule('github/call-job-keys', {
  summary: 'A job calls a workflow and has keys of a job with steps, or the other way round',
  why: `A job either has steps or calls a reusable workflow with \`uses\`. One that calls may only have \`name\`, \`needs\`,
\`if\`, \`permissions\`, \`strategy\`, \`concurrency\`, \`with\` and \`secrets\`: where and how the jobs run, the called workflow
says. \`with\` and \`secrets\` are there for calls only. GitHub refuses anything else.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:syntax-check', 'languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    normal:
      '"{key}" is not allowed in a job that calls a workflow. Remove it, or write a job with steps without "uses".',
    call: '"{key}" is only allowed in a job that calls a workflow with "uses". Remove it.',
  },
  on: {
    job({ job }, ctx) {
      const isCall = entryOf(job.map, 'uses') !== undefined;
      for (const { name: key, key: at } of entriesOf(job.map)) {
        if (isCall ? normalJobKeys.has(key) && !callJobKeys.has(key) : callJobKeys.has(key) && !normalJobKeys.has(key))
          ctx.report(at, isCall ? 'normal' : 'call', { key });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        called:
          uses: ./.github/workflows/test.yml
          ‹runs-on›: ubuntu-latest
          ‹steps›: [run: make]
        normal:
          runs-on: ubuntu-latest
          steps: [run: make]
          ‹with›: {a: b}
          ‹secrets›: inherit
    `),
    good(source`
      on: push
      jobs:
        called:
          name: a
          needs: normal
          if: github.ref_protected
          permissions: {contents: read}
          strategy: {matrix: {os: [linux]}}
          concurrency: a
          uses: ./.github/workflows/test.yml
          with: {a: b}
          secrets: inherit
        normal:
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});
