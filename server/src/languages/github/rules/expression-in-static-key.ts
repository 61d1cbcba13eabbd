import { bad, good, source } from '../../../core/rule.js';
import { schemaAt } from '../../../yaml/schema/lookup.js';
import { spanInScalar } from '../../../yaml/values.js';
import { githubRule, type Rule } from '../rule.js';
import { actionSchema } from '../schema/action.js';
import { workflowSchema } from '../schema/workflow.js';
import { availabilityAt } from '../tables/contexts.js';

export const rule: Rule = githubRule('github/expression-in-static-key', {
  summary: 'An expression where GitHub takes none',
  why: `Some keys are read before there is anything that an expression could read: names of workflows, events, \`needs\`,
\`uses\`, \`id\`, permissions, and descriptions of inputs. GitHub refuses a file with \`\${{ }}\` in them, also as part of a
text. Names of keys are never computed.`.replaceAll('\\', ''),
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:schema', 'actionlint:expression'],
  fix: 'none',
  reach: 'part',
  messages: {
    value: '"{key}" takes no expressions. Write the value itself.',
    key: 'The name of a key cannot be an expression. Write the name itself.',
  },
  on: {
    expression({ use, workflow, action }, ctx) {
      const kind = workflow ? 'workflow' : action ? 'action' : undefined;
      if (!kind || use.bare || availabilityAt(kind, use.path)) return;
      // Nothing is said of what stands in a key that is not known at all.
      if (schemaAt(kind === 'workflow' ? workflowSchema : actionSchema, use.path).length === 0) return;
      const key = use.path.findLast((one) => typeof one === 'string') ?? 'the file';
      // Those for all jobs are not computed either; whether GitHub refuses them, tools do not agree on.
      const isDefault = kind === 'workflow' && use.path[0] === 'defaults';
      const details = isDefault ? { severity: 'warning' as const, aliases: ['languageservice:schema'] } : {};
      ctx.report(spanInScalar(use.scalar, use.outer.start, use.outer.end), 'value', { key }, details);
    },
    entry({ entry, path, kind }, ctx) {
      const { key } = entry;
      if (key?.kind !== 'scalar' || !key.text.includes('${{') || (kind !== 'workflow' && kind !== 'action')) return;
      if (!availabilityAt(kind, path)) ctx.report(key, 'key');
    },
  },
  examples: [
    bad(source`
      name: Build ‹\${{ github.ref }}›
      on:
        ‹\${{ 'push' }}›:
      jobs:
        a:
          runs-on: ubuntu-latest
          needs: ‹\${{ inputs.job }}›
          permissions: {contents: "‹\${{ inputs.level }}›"}
          steps:
            - uses: actions/checkout@‹\${{ inputs.ref }}›
              id: ‹\${{ matrix.id }}›
    `),
    bad('on: push\njobs: ‹${{ fromJSON(vars.JOBS) }}›\n'),
    bad(
      source`
        name: a
        description: b
        inputs:
          token: {description: 'Mostly ‹\${{ github.token }}›', default: "\${{ github.token }}"}
        runs: {using: node24, main: ../index.js}
      `,
      { path: 'action.yml' },
    ),
    good(source`
      name: Build
      run-name: Build \${{ github.ref }}
      on: push
      env: {A: "\${{ vars.A }}"}
      jobs:
        a:
          name: \${{ matrix.os }}
          runs-on: \${{ matrix.os }}
          strategy: {matrix: "\${{ fromJSON(vars.MATRIX) }}"}
          steps:
            - run: echo \${{ github.sha }}
              shell: \${{ matrix.shell }}
              unknown: \${{ matrix.shell }}
    `),
    good('version: 2\nupdates: []\nregistries: {a: {type: git, url: b, password: "${{secrets.A}}"}}\n', {
      path: '.github/dependabot.yml',
    }),
  ],
});
