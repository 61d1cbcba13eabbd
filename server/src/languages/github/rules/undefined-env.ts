import { bad, good, source } from '../../../core/rule.js';
import { referencesOf } from '../../../expr/references.js';
import { isSet } from '../model/visible-env.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/undefined-env', {
  summary: 'An expression reads a variable that nothing sets',
  why: `\`env\` holds what the workflow, the job and the step set, and what steps before wrote to \`$GITHUB_ENV\`.
Anything else is empty. Variables of the repository are read from \`vars\`, and those of the runner only by the shell.`,
  category: 'correctness',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: { unset: 'Nothing that can be seen here sets "{name}", so it is empty. Set it in "env".' },
  on: {
    expression({ use, ...around }, ctx) {
      const { root } = use.parsed;
      if (!root) return;
      for (const { segments } of referencesOf(root)) {
        const [context, variable] = segments;
        if (context?.name.toLowerCase() !== 'env' || !variable || variable.style === 'any' || variable.name === '')
          continue;
        if (!isSet(variable.name, { ...around, step: use.step }))
          ctx.report(use.span(variable), 'unset', { name: variable.name });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      env: {A: 1}
      jobs:
        a:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v5
            - run: echo \${{ env.A }} \${{ env.‹B› }} \${{ env[‹'C'›] }}
    `),
    good(source`
      on: push
      jobs:
        a:
          env: {A: 1}
          runs-on: ubuntu-latest
          steps:
            - run: |
                echo "B=1" >> "$GITHUB_ENV"
            - run: echo \${{ env.a }} \${{ env.B }} \${{ env.CI }} \${{ env.D }}
              env: {D: 1}
            - uses: example/sets-anything@v1
            - run: echo \${{ env.E }}
    `),
  ],
});
