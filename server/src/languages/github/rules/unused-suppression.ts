import { bad, good, type Rule, source } from '../../../core/rule.js';
import { unusedSuppressionRule } from '../../../core/unused.js';

export const rule: Rule = unusedSuppressionRule('github', [
  bad(
    source`
      on: push
      jobs:
        build:
          # platform-builder: ignore[‹github/needs-unknown›] comes later
          runs-on: ubuntu-latest
          steps: [run: make]
    `,
    {
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [run: make]
      `,
    },
  ),
  bad(
    source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: ./setup # local # zizmor: ignore[‹superfluous-actions›]
            - run: npm install lodash # zizmor: ignore[adhoc-packages,‹overprovisioned-secrets›]
    `,
    {
      fixed: source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ./setup # local
              - run: npm install lodash # zizmor: ignore[adhoc-packages]
      `,
    },
  ),
  good(source`
    on: push
    jobs:
      build:
        runs-on: ubuntu-latest
        steps:
          - run: | # zizmor: ignore[adhoc-packages] a tool only
              npm install lodash
          # platform-builder: ignore[github/adhoc-packages]
          - run: gem install rake
          - name: comment # zizmor: ignore[superfluous-actions]
            uses: peter-evans/create-or-update-comment@v5
          - run: make # zizmor: ignore[a-rule-that-is-not-ours]
  `),
]);
