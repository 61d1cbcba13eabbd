import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { declarePermissions } from '../model/needed-permissions.js';
import { permissionsOf } from '../model/permissions.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/risky-default-permissions', {
  summary: 'Strangers trigger a run whose token has the default permissions',
  why: `Without \`permissions\`, the token of a job may do what the repository's settings say, which in many means: write
everything. On \`pull_request_target\` and \`issue_comment\`, anybody can cause the run, and a small mistake in it gives them that
token. Write \`permissions: {}\` at the top, and what each job needs in the job.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'poutine:default_permissions_on_risky_events',
    'zizmor:excessive-permissions',
    'scorecard:Token-Permissions',
    'checkov:CKV2_GHA_1',
  ],
  fix: 'unsafe',
  messages: {
    missing:
      'Anyone can trigger "{event}", and job "{job}" gets whatever token the repository gives by default. Use "permissions" to say what it may do.',
    several:
      'Anyone can trigger "{event}", and jobs {jobs} get whatever token the repository gives by default. Use "permissions" to say what they may do.',
  },
  fixes: { declare: 'Allow only what the steps are known to need' },
  on: {
    workflow(workflow, ctx) {
      const event = eventOf(workflow, 'pull_request_target') ?? eventOf(workflow, 'issue_comment');
      if (!event) return;
      const silent = workflow.jobs.filter((job) => job.map && !permissionsOf(job, workflow));
      const [first] = silent;
      if (!first) return;
      const params = { event: event.name, job: first.id, jobs: silent.map(({ id }) => `"${id}"`).join(', ') };
      const edits = declarePermissions(workflow, ctx.text);
      ctx.report(
        silent.length === 1 ? first.key : (entryOf(workflow.root, 'jobs')?.key ?? first.key),
        silent.length === 1 ? 'missing' : 'several',
        params,
        edits ? { fix: { title: 'declare', edits } } : {},
      );
    },
  },
  examples: [
    bad(
      source`
        on:
          pull_request_target:
            types: [opened]

        ‹jobs›:
          greet:
            runs-on: ubuntu-latest
            steps:
              - run: gh pr comment "$URL" --body "Thank you"
          count:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v7
              - run: ./count
      `,
      {
        fixed: source`
          on:
            pull_request_target:
              types: [opened]

          permissions:
            contents: read

          jobs:
            greet:
              runs-on: ubuntu-latest
              permissions:
                pull-requests: write
              steps:
                - run: gh pr comment "$URL" --body "Thank you"
            count:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v7
                - run: ./count
        `,
      },
    ),
    bad(source`
      on: [push, issue_comment]
      jobs:
        build:
          runs-on: ubuntu-latest
          permissions: read-all
          steps: [run: make]
        ‹call›:
          uses: ./.github/workflows/build.yml
    `),
    good(source`
      on: pull_request_target
      permissions: {}
      jobs:
        greet:
          runs-on: ubuntu-latest
          steps: [run: ./greet]
    `),
    good(source`
      on: issue_comment
      jobs:
        greet:
          runs-on: ubuntu-latest
          permissions:
            issues: write
          steps: [run: ./greet]
    `),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});
