import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { knownActions } from '../actions/contracts.js';
import { popularRepositories } from '../actions/popular.js';
import { isSlipOf } from '../model/look-alike.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/typosquat-action', {
  summary: 'An action whose owner is a misspelling of a well-known one',
  why: `Anybody may take the name \`action\` and wait for those who leave the "s" out of \`actions/checkout\`: what they put there
runs with your token and your secrets. Look whether you mean this owner. If you do, allow the finding here.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:typosquat-uses'],
  fix: 'safe',
  reach: 'part',
  messages: {
    slip: '"{name}" is one typo away from "{known}", which has another owner. Make sure that you mean it.',
  },
  fixes: { rename: 'Replace with "{known}"' },
  on: {
    uses({ uses }, ctx) {
      const { form, scalar } = uses;
      if (form.kind !== 'repository') return;
      const known = meant(form.owner.toLowerCase(), form.repo.toLowerCase());
      if (known === undefined) return;
      const name = `${form.owner}/${form.repo}`;
      const at = spanInScalar(scalar, 0, name.length);
      const params = { name, known };
      ctx.report(at, 'slip', params, { fix: { title: 'rename', params, edits: [replace(at, known)] } });
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹action/checkout›@v5
              - uses: "‹cations/checkout›@v5"
              - uses: ‹acti0ns/checkout›@v5
              - uses: ‹actiions/checkout›@v5
              - uses: ‹dokcer/login-action›@v4
              - uses: ‹githib/codeql-action›/init@v4
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v5
                - uses: "actions/checkout@v5"
                - uses: actions/checkout@v5
                - uses: actions/checkout@v5
                - uses: docker/login-action@v4
                - uses: github/codeql-action/init@v4
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v5
            - uses: Actions/Checkout@v5
            - uses: actions/chckout@v5
            - uses: example/checkout@v5
            - uses: action/other@v5
    `),
  ],
});

let owners: ReadonlySet<string> | undefined;

/** The well-known repository that an owner's name was meant for; undefined for owners that are known themselves. */
function meant(owner: string, repo: string): string | undefined {
  owners ??= new Set([...knownActions(), ...popularRepositories].map((slug) => slug.toLowerCase().split('/')[0] ?? ''));
  if (owners.has(owner)) return undefined;
  return popularRepositories.find((slug) => {
    const [knownOwner = '', knownRepo] = slug.split('/');
    return knownRepo === repo && isSlipOf(owner, knownOwner);
  });
}
