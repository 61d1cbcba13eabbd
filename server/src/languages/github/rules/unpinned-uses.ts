import { bad, good, option, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { pinOf } from '../model/pinned.js';
import { isCommit, type RepositoryUse } from '../model/uses.js';
import { narrowest, usesPattern } from '../model/uses-pattern.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unpinned-uses', {
  summary: 'An action that is not pinned to a commit',
  why: `A tag or a branch of an action can be moved: whoever takes over its repository changes what your workflow runs, with
your token and secrets. The hash of a commit always means the same code: \`uses: owner/action@<40 hex digits> # v1.2.3\`.
Dependabot and Renovate keep such pins, and the comments behind them, up to date.

How strict to be is up to you: \`policies\` gives each pattern of actions \`hash-pin\`, \`ref-pin\` (a tag or branch will do) or
\`any\`; the most specific pattern counts, and for all others \`hash-pin\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:unpinned-uses', 'scorecard:Pinned-Dependencies'],
  fix: 'unsafe',
  reach: 'part',
  options: {
    policies: option.map({}, 'What each pattern of actions has to be: `hash-pin`, `ref-pin` or `any`.'),
  },
  messages: {
    unpinned: '"{name}" can change at any time: "{ref}" is not a commit. Pin it to the hash of one.',
    missing: '"{name}" names no version. Pin it to the hash of a commit.',
  },
  fixes: { pin: 'Pin to the commit of {tag}' },
  on: {
    uses({ uses, workflow }, ctx) {
      const { form } = uses;
      if (form.kind !== 'repository' || isCommit(form.ref)) return;
      const policy = policyOf(form, ctx.options.policies);
      const ref = form.ref ?? '';
      if (policy === 'any' || (policy === 'ref-pin' && ref !== '')) return;
      const pin = pinOf(uses, form, ctx.text);
      const aliases = workflow ? undefined : { aliases: ['zizmor:unpinned-uses'] };
      const at = ref === '' ? uses.scalar : spanInScalar(uses.scalar, form.refAt, uses.text.length);
      ctx.report(
        at,
        ref === '' ? 'missing' : 'unpinned',
        { name: uses.text.split('@')[0] ?? '', ref },
        { ...aliases, fix: pin && { title: 'pin', params: { tag: pin.tag }, edits: pin.edits } },
      );
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
              - uses: actions/deploy-pages@‹v3›
              - uses: example/tool@‹main›
              - uses: actions/setup-node@‹a81bbbf›
          call:
            uses: example/shared/.github/workflows/build.yml@‹v1›
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # v3.0.1
                - uses: example/tool@main
                - uses: actions/setup-node@a81bbbf
            call:
              uses: example/shared/.github/workflows/build.yml@v1
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
              - uses: actions/deploy-pages@‹v3› # v3
              - { uses: actions/deploy-pages@‹v3› }
              - uses: "actions/deploy-pages@‹v3›" # the sources
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # v3.0.1
                - { uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 }
                - uses: "actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630" # v3.0.1: the sources
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
              - uses: actions/deploy-pages@v3
              - uses: example/tool@‹v1›
              - uses: example/tool/other@main
      `,
      { options: { policies: { 'actions/*': 'ref-pin', 'example/*': 'hash-pin', 'example/tool/other': 'any' } } },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/deploy-pages@13b55b33dd8996121833dbc1db458c793a334630 # v3.0.1
            - uses: ./tool
            - uses: $/tool
            - uses: docker://alpine:3.22
        call:
          uses: ./.github/workflows/build.yml
    `),
  ],
});

const known: readonly string[] = ['hash-pin', 'ref-pin', 'any'];

function policyOf(form: RepositoryUse, policies: Readonly<Record<string, string>>): string {
  const patterns = Object.keys(policies).flatMap((text) => usesPattern(text) ?? []);
  const policy = policies[narrowest(patterns, form)?.text ?? ''] ?? 'hash-pin';
  return known.includes(policy) ? policy : 'hash-pin';
}
