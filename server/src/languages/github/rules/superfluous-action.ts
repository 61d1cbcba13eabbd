import { bad, good, source } from '../../../core/rule.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/superfluous-action', {
  summary: 'An action for what the runner can do itself',
  why: `Every action is code of somebody else that runs with the job's token and has to be kept up to date. GitHub's runners
have \`gh\`, \`git\`, \`docker\`, \`jq\`, \`rustup\` and more, which do the same in a line of \`run\`.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:superfluous-actions'],
  fix: 'none',
  reach: 'part',
  messages: { instead: 'The runner can do what "{action}" does. Use {instead} in a "run".' },
  on: {
    uses({ uses, step }, ctx) {
      const { form, scalar } = uses;
      if (!step || form.kind !== 'repository' || !Object.hasOwn(instead, form.slug)) return;
      const words = instead[form.slug];
      if (words) ctx.report(scalar, 'instead', { action: `${form.owner}/${form.repo}`, instead: words });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹softprops/action-gh-release@v3›
            - uses: ‹endbug/add-and-commit@v9›
            - uses: ‹dtolnay/rust-toolchain@stable›
    `),
    good(source`
      on: push
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v7
            - run: gh release create v1
    `),
  ],
});

const release = '"gh release create"';
const commit = '"git commit" and "git push"';

/** What does the same without the action. */
const instead: Readonly<Record<string, string>> = {
  'ncipollo/release-action': release,
  'softprops/action-gh-release': release,
  'elgohr/github-release-action': release,
  'svenstaro/upload-release-action': '"gh release upload"',
  'dacbd/create-issue-action': '"gh issue create"',
  'actions-ecosystem/action-add-labels': '"gh issue edit --add-label" or "gh pr edit --add-label"',
  'actions-ecosystem/action-remove-labels': '"gh issue edit --remove-label" or "gh pr edit --remove-label"',
  'addnab/docker-run-action': '"docker run"',
  'sergeysova/jq-action': '"jq"',
  'peter-evans/create-pull-request': '"gh pr create"',
  'peter-evans/create-or-update-comment': '"gh pr comment" or "gh issue comment"',
  'dtolnay/rust-toolchain': '"rustup"',
  'stefanzweifel/git-auto-commit-action': commit,
  'endbug/add-and-commit': commit,
};
