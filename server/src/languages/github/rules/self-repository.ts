import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { whatLiesThere } from '../model/checked-out.js';
import { localAction } from '../model/interface.js';
import { isAction } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/self-repository', {
  summary: 'A local action by its place in the checked out files',
  why: `\`./path\` is what happens to lie in the runner's folder at that moment: it needs a checkout first, and whatever
changed those files before has a say in what runs. \`$/path\` is the action or workflow of this repository, at the commit
that the workflow itself is from, without a checkout. Servers of GitHub Enterprise that are older than mid 2026 do not know
it; switch the rule off for them.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:self-repository'],
  fix: 'mixed',
  reach: 'part',
  messages: {
    here: '"{uses}" is whatever lies in the folder by then. Write "{better}" for what this repository has at this commit.',
  },
  fixes: { self: 'Replace with "{better}"' },
  on: {
    uses({ uses, step, action, job }, ctx) {
      const { form, scalar, text } = uses;
      if (form.kind !== 'local' || form.root !== './' || !text.startsWith('./') || form.path.includes('..')) return;
      const earlier = step && job ? job.steps.slice(0, job.steps.indexOf(step)) : [];
      const lies = whatLiesThere(form, earlier);
      if (lies === 'other') return;
      // What the repository does not have may have been made, or fetched, by an earlier step.
      const isMissing = step !== undefined && localAction(uses, ctx.path, ctx.files) === null;
      if (isMissing && earlier.some((one) => !isAction(one.uses, 'actions/checkout'))) return;
      const better = `$${text.slice(1)}`;
      const edit = replace(spanInScalar(scalar, 0, 2), '$/');
      // In an action, the folder may be that of another repository which uses it.
      const safe = lies === 'this' && action === undefined;
      const fix = isMissing ? {} : { fix: { title: 'self' as const, safe, edits: [edit] } };
      ctx.report(scalar, 'here', { uses: text, better }, fix);
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
              - uses: actions/checkout@v7
              - uses: ‹./.github/actions/setup›
              - uses: ‹"./.github/actions/setup/"› # again
          call:
            uses: ‹./.github/workflows/other.yml›
      `,
      {
        files: { '.github/actions/setup/action.yml': 'runs: { using: composite, steps: [] }\n' },
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v7
                - uses: $/.github/actions/setup
                - uses: "$/.github/actions/setup/" # again
            call:
              uses: $/.github/workflows/other.yml
        `,
      },
    ),
    bad(
      source`
        runs:
          using: composite
          steps:
            - uses: ‹./setup›
      `,
      {
        path: 'action.yml',
        files: { 'setup/action.yml': 'runs: { using: composite, steps: [] }\n' },
        fixed: source`
          runs:
            using: composite
            steps:
              - uses: $/setup
        `,
      },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v7
              - uses: $/.github/actions/setup
              - uses: ../outside
              - uses: actions/checkout@v7
                with:
                  repository: example/actions
                  path: other
              - uses: ./other/setup
              - run: make action
              - uses: ./dist
          call:
            uses: $/.github/workflows/other.yml
      `,
    ),
  ],
});
