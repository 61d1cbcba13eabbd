import { bad, good, source } from '../../../core/rule.js';
import { hasExpression } from '../model/nodes.js';
import { isAction } from '../model/uses.js';
import { withOf } from '../model/with.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/github-app-token', {
  summary: 'A token of a GitHub App may do more, or lasts longer, than it has to',
  why: `A token of \`actions/create-github-app-token\` that names no permissions has all that the app was installed with;
with \`owner\` and without \`repositories\` it has them in every repository of that owner; and with \`skip-token-revoke\` it
works on after the job has ended. Say what the token is for: \`permission-contents: read\`, \`repositories: app\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:github-app'],
  fix: 'none',
  reach: 'part',
  messages: {
    revoke: 'The token still works after the job. Take "skip-token-revoke" out, unless a later job needs it.',
    revokeMaybe: 'An expression may keep the token working after the job. Take "skip-token-revoke" out.',
    owner: 'The token is for every repository of this owner. Name those that it is for in "repositories".',
    permissions: 'The token may do all that the app may. Name what it needs, as in "permission-contents: read".',
  },
  on: {
    uses({ uses, step }, ctx) {
      if (!step || !isAction(uses, 'actions/create-github-app-token')) return;
      const inputs = withOf(step);
      if (!inputs) return;
      const revoke = inputs.get('skip-token-revoke');
      if (revoke?.value?.kind === 'scalar') {
        if (/^true$/i.test(revoke.value.text.trim())) ctx.report(revoke.key, 'revoke');
        else if (hasExpression(revoke.value)) ctx.report(revoke.key, 'revokeMaybe');
      }
      const permissions = [...inputs.keys()].filter((name) => name.startsWith('permission-'));
      const owner = inputs.get('owner');
      if (owner && !inputs.has('repositories') && !areOfOrganisation(permissions)) ctx.report(owner.key, 'owner');
      if (permissions.length === 0) ctx.report(uses.scalar, 'permissions');
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹actions/create-github-app-token@v3›
              with:
                client-id: \${{ vars.APP }}
                private-key: \${{ secrets.KEY }}
            - uses: actions/create-github-app-token@v3
              with:
                client-id: \${{ vars.APP }}
                private-key: \${{ secrets.KEY }}
                ‹owner›: example
                ‹skip-token-revoke›: true
                permission-contents: read
            - uses: actions/create-github-app-token@v3
              with: { ‹skip-token-revoke›: "\${{ inputs.keep }}", permission-contents: read }
    `),
    good(source`
      on: push
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/create-github-app-token@v3
              with:
                client-id: \${{ vars.APP }}
                private-key: \${{ secrets.KEY }}
                owner: example
                repositories: app
                skip-token-revoke: false
                permission-contents: read
            - uses: actions/create-github-app-token@v3
              with:
                client-id: \${{ vars.APP }}
                private-key: \${{ secrets.KEY }}
                owner: example
                permission-members: read
                permission-organization-projects: write
            - uses: actions/create-github-app-token@v3
              with: \${{ fromJSON(vars.TOKEN_INPUTS) }}
            - uses: actions/checkout@v7
    `),
  ],
});

/** Permissions of the action that are about an organisation alone, where repositories have no say. */
const otherOrganisation: ReadonlySet<string> = new Set([
  'permission-custom-properties-for-organizations',
  'permission-enterprise-custom-properties-for-organizations',
  'permission-members',
]);

function areOfOrganisation(permissions: readonly string[]): boolean {
  return (
    permissions.length > 0 &&
    permissions.every((name) => name.startsWith('permission-organization-') || otherOrganisation.has(name))
  );
}
