import type { Severity } from '../../../core/finding.js';
import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { declarePermissions, moveToJobs, narrowShorthand } from '../model/needed-permissions.js';
import { permissionsIn } from '../model/permissions.js';
import { waitsFor } from '../model/triggers.js';
import { isOnlyCalled, type Job, type Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

const zizmor = 'zizmor:excessive-permissions';
const scorecard = 'scorecard:Token-Permissions';
const checkov = 'checkov:CKV2_GHA_1';

export const rule: Rule = githubRule('github/excessive-permissions', {
  summary: 'The token of a job may do more than the job needs',
  why: `Every action and every package that a job installs can use the token of the job. Without \`permissions\` that token may do
what the repository's settings say, often write everything; what the workflow allows at its top, all jobs may do. Write
\`permissions: {}\` or \`contents: read\` at the top, and in each job what it needs besides.

What all jobs get is fine for a single job, and where each job says what it may do: then it is reported in profile *strict*
only, as \`read-all\` is. The fix knows what the most used actions need; look at what it proposes for others.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [zizmor, scorecard, checkov],
  fix: 'unsafe',
  messages: {
    missing:
      'Job "{job}" gets whatever token the repository gives by default, which may write everything. Use "permissions" to say what it may do.',
    several:
      'Jobs {jobs} get whatever token the repository gives by default, which may write everything. Use "permissions" to say what they may do.',
    top: 'A job that is added here gets whatever token the repository gives by default. Write "permissions: {}" at the top.',
    write: '"{scope}: write" at the top lets every job write that. Allow it in the jobs that need it.',
    'write-all': '"write-all" lets every program that the job runs write everything. Allow what is needed.',
    'read-all': '"read-all" lets every program that the job runs read everything. Allow what is needed.',
  },
  fixes: {
    declare: 'Allow only what the steps are known to need',
    move: 'Allow it only in the jobs that are known to need it',
  },
  on: {
    workflow(workflow, ctx) {
      const { root, jobs } = workflow;
      const top = permissionsIn(root);
      const isCalled = isOnlyCalled(workflow);
      const isNarrow = jobs.length === 1 || isCalled || jobs.every((job) => permissionsIn(job.map));
      const strict = { profile: 'strict' as const };
      // On events that strangers cause, github/risky-default-permissions tells of it.
      const isRisky =
        waitsFor(workflow, 'pull_request_target', 'issue_comment') && silentJobs(workflow).jobs.length > 0;
      if (!top && !isRisky) {
        const silent = silentJobs(workflow);
        const edits = declarePermissions(workflow, ctx.text);
        const details = {
          ...(silent.isStrict && strict),
          ...(silent.jobs.length === 0 && { severity: 'info' as const }),
          aliases: silent.jobs.length === 0 ? [zizmor] : [zizmor, scorecard, checkov],
          fix: edits && { title: 'declare' as const, edits },
        };
        const all = entryOf(root, 'jobs')?.key ?? root;
        const [first, second] = silent.jobs;
        if (!first) ctx.report(all, 'top', {}, details);
        else if (!second) ctx.report(first.key, 'missing', { job: first.id }, details);
        else ctx.report(all, 'several', { jobs: silent.jobs.map(({ id }) => `"${id}"`).join(', ') }, details);
      }
      if (top?.shorthand && top.entry.value) {
        const edits = narrowShorthand(top, undefined, workflow, ctx.text);
        ctx.report(
          top.entry.value,
          top.shorthand,
          {},
          {
            ...(isNarrow || top.shorthand === 'read-all' ? strict : {}),
            aliases: top.shorthand === 'write-all' ? [zizmor, scorecard, checkov] : [zizmor],
            fix: edits && { title: 'declare', edits },
          },
        );
      }
      for (const scope of top?.scopes ?? []) {
        if (!top || scope.value?.text !== 'write') continue;
        const edits = moveToJobs(top, scope, workflow, ctx.text);
        ctx.report(
          scope.value,
          'write',
          { scope: scope.name },
          {
            ...(isNarrow && strict),
            severity: weights[scope.name] ?? 'warning',
            aliases: scorecards.has(scope.name) ? [zizmor, scorecard] : [zizmor],
            fix: isNarrow ? undefined : edits && { title: 'move', edits },
          },
        );
      }
      for (const job of jobs) {
        const own = permissionsIn(job.map);
        if (!own?.shorthand || !own.entry.value) continue;
        const edits = narrowShorthand(own, job, workflow, ctx.text);
        ctx.report(
          own.entry.value,
          own.shorthand,
          {},
          {
            ...((isCalled && !job.uses) || own.shorthand === 'read-all' ? strict : {}),
            aliases: own.shorthand === 'write-all' ? [zizmor, scorecard] : [zizmor],
            fix: edits && { title: 'declare', edits },
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        on: push

        ‹jobs›:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v7
              - run: make test
          release:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v7
              - run: gh release create "$TAG"
          count:
            runs-on: ubuntu-latest
            permissions: {}
            steps: [run: ./count]
      `,
      {
        fixed: source`
          on: push

          permissions:
            contents: read

          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v7
                - run: make test
            release:
              runs-on: ubuntu-latest
              permissions:
                contents: write
              steps:
                - uses: actions/checkout@v7
                - run: gh release create "$TAG"
            count:
              runs-on: ubuntu-latest
              permissions: {}
              steps: [run: ./count]
        `,
      },
    ),
    bad(
      source`
        on: push
        permissions:
          contents: read
          issues: ‹write› # for the greeting
          packages: ‹write›
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: make test
          greet:
            runs-on: ubuntu-latest
            steps:
              - run: gh issue comment 1 --body Hello
      `,
      {
        fixed: source`
          on: push
          permissions:
            contents: read
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
            greet:
              runs-on: ubuntu-latest
              permissions:
                issues: write
              steps:
                - run: gh issue comment 1 --body Hello
        `,
      },
    ),
    bad(
      source`
        on: push
        permissions: ‹write-all›
        jobs:
          label:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/labeler@v7
          test:
            runs-on: ubuntu-latest
            permissions: ‹read-all›
            steps: [run: make test]
      `,
      {
        fixed: source`
          on: push
          permissions: {}
          jobs:
            label:
              runs-on: ubuntu-latest
              permissions:
                contents: read
                pull-requests: write
              steps:
                - uses: actions/labeler@v7
            test:
              runs-on: ubuntu-latest
              permissions: {}
              steps: [run: make test]
        `,
      },
    ),
    bad(source`
      on: workflow_call
      jobs:
        build:
          runs-on: ubuntu-latest
          steps: [run: make]
        ‹call›:
          uses: ./.github/workflows/build.yml
    `),
    bad(source`
      on: push
      ‹jobs›:
        build:
          runs-on: ubuntu-latest
          permissions: { contents: read }
          steps: [run: make]
    `),
    good(source`
      on: push
      permissions:
        contents: read
      jobs:
        build:
          runs-on: ubuntu-latest
          permissions:
            contents: write
          steps: [run: make]
        test:
          runs-on: ubuntu-latest
          steps: [run: make test]
    `),
  ],
});

/** The jobs to tell of in a workflow without permissions. Of one that is only called, the caller decides about the others. */
function silentJobs(workflow: Workflow): { readonly jobs: readonly Job[]; readonly isStrict: boolean } {
  const silent = workflow.jobs.filter((job) => job.map && !permissionsIn(job.map));
  if (!isOnlyCalled(workflow)) return { jobs: silent, isStrict: silent.length === 0 };
  const calls = silent.filter((job) => job.uses);
  return calls.length > 0 ? { jobs: calls, isStrict: false } : { jobs: silent, isStrict: true };
}

/** What it means that all jobs may write something. */
const weights: Readonly<Record<string, Severity>> = { models: 'info', statuses: 'info' };

/** Those that scorecard asks for. */
const scorecards: ReadonlySet<string> = new Set([
  'actions',
  'checks',
  'contents',
  'deployments',
  'packages',
  'security-events',
  'statuses',
]);
