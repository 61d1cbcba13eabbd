import { bad, good, source } from '../../../core/rule.js';
import { findingsOf } from '../model/expression-findings.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/context-not-available', {
  summary: 'A context is read where it is not available',
  why: `Each key of a workflow is read at another time, so that not all contexts are there: the condition of a job knows
neither its matrix nor the environment, and no condition can read secrets. GitHub refuses the workflow. What is needed can mostly be
put into \`env\` of the job or the step, and be read from there.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:expression', 'languageservice:schema'],
  fix: 'none',
  reach: 'part',
  messages: {
    other: '"{name}" is not available here. Only {available} can be read here.',
    none: '"{name}" is not available here, where no context can be read.',
    secrets: 'No condition can read secrets. Put it into "env" of the job, and compare that in a step.',
  },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'context-not-available')) {
        const name = finding.name.toLowerCase();
        const available = finding.available.map((one) => `"${one}"`).join(', ');
        const isCondition = node.use.path[node.use.path.length - 1] === 'if';
        const message = name === 'secrets' && isCondition ? 'secrets' : available === '' ? 'none' : 'other';
        ctx.report(node.use.span(finding), message, { name: finding.name, available });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a:
          if: ‹env›.DEPLOY == 'yes' && ‹matrix›.os == 'x'
          runs-on: \${{ ‹env›.RUNNER }}
          steps:
            - run: make
              if: ‹secrets›.TOKEN != ''
    `),
    good(source`
      on: push
      jobs:
        a:
          if: github.ref == 'x' && vars.DEPLOY
          strategy: {matrix: {os: [ubuntu-latest]}}
          runs-on: \${{ matrix.os }}
          env: {TOKEN: "\${{ secrets.TOKEN }}"}
          steps:
            - run: make
              if: env.TOKEN != '' && matrix.os
    `),
  ],
});
