import { bad, good, source } from '../../../core/rule.js';
import { type StrangersCode, strangersCode } from '../model/checkouts.js';
import { textIn } from '../model/nodes.js';
import { runsTreeCode } from '../model/tree-code.js';
import { waitsFor, workflowsBefore } from '../model/triggers.js';
import type { Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/untrusted-checkout', {
  summary: 'A run with the rights of the repository checks out code of strangers',
  why: `On \`pull_request_target\`, \`workflow_run\`, \`issue_comment\` and \`issues\`, a job has the secrets and the token of the
repository. With the code of a pull request checked out, one command that runs something of it is enough: an install script
of a package, a makefile, a configuration of a test runner. Build pull requests on \`pull_request\`, and give the results to the
workflow with the rights as an artifact. \`actions/checkout\` refuses this since version 7, unless it is told
\`allow-unsafe-pr-checkout: true\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['scorecard:Dangerous-Workflow', 'poutine:untrusted_checkout_exec'],
  fix: 'none',
  reach: 'part',
  messages: {
    run: 'On "{event}", this checks out code of strangers, and step {step} runs it with the rights of the repository. Do it on "pull_request" instead.',
    only: 'On "{event}", this checks out code of strangers next to the token and the secrets of the repository. Run nothing of it.',
  },
  on: {
    job({ job, workflow }, ctx) {
      const event = privileged.find((name) => waitsFor(workflow, name));
      if (event === undefined) return;
      const before = event === 'workflow_run' ? workflowsBefore(workflow, ctx.path, ctx.files) : undefined;
      const isAfterPull = before?.some((one) => waitsFor(one, 'pull_request', 'pull_request_target'));
      if (before && !isAfterPull && !waitsFor(workflow, 'issue_comment', 'issues')) return;
      for (const step of job.steps) {
        const code = strangersCode(step, job, workflow, ctx.text);
        const conditions = [textIn(job.map, 'if') ?? '', textIn(step.map, 'if') ?? ''];
        if (!code || conditions.some((condition) => sameRepository.test(condition))) continue;
        const later = job.steps.slice(job.steps.indexOf(step) + 1);
        const running = later.find((one) => runsTreeCode(one, code.folder, job, workflow));
        const isPoutines = event !== 'workflow_run' || isAfterPull === true || waitsFor(workflow, 'workflow_call');
        ctx.report(
          code.at,
          running ? 'run' : 'only',
          { event, step: running ? `${running.index + 1}` : '' },
          {
            aliases: [
              ...(isScorecards(code, workflow) ? ['scorecard:Dangerous-Workflow'] : []),
              ...(running && isPoutines && event !== 'issues' ? ['poutine:untrusted_checkout_exec'] : []),
            ],
          },
        );
      }
    },
  },
  examples: [
    bad(source`
      on: pull_request_target
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
              with:
                ref: ‹\${{ github.event.pull_request.head.sha }}›
            - run: npm ci
        read:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v6
              with:
                ref: main
                repository: ‹\${{ github.event.pull_request.head.repo.full_name }}›
                path: theirs
            - run: make
        merged:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v7
              with:
                ref: refs/pull/\${{ github.event.number }}/merge
                allow-unsafe-pr-checkout: ‹true›
            - uses: ./build
    `),
    bad(source`
      on: issue_comment
      jobs:
        test:
          runs-on: ubuntu-latest
          if: github.event.issue.pull_request
          steps:
            - run: |
                ‹gh pr checkout "$NUMBER"›
                ./test.sh
            - run: python tests/run.py
    `),
    bad(
      source`
        on:
          workflow_run:
            workflows: [Test]
        jobs:
          report:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with: { ref: ‹"\${{ github.event.workflow_run.head_sha }}"› }
              - uses: pre-commit/action@v3
      `,
      { files: { '.github/workflows/test.yml': 'name: Test\non: pull_request\n' } },
    ),
    good(source`
      on: pull_request_target
      jobs:
        label:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - uses: actions/checkout@v4
              with:
                ref: \${{ github.event.pull_request.base.sha }}
            - uses: actions/checkout@v7
              with:
                ref: \${{ github.event.pull_request.head.sha }}
            - run: make
        own:
          runs-on: ubuntu-latest
          if: github.event.pull_request.head.repo.full_name == github.repository
          steps:
            - uses: actions/checkout@v4
              with:
                ref: \${{ github.head_ref }}
            - run: make
    `),
    good(source`
      on: pull_request
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
              with:
                ref: \${{ github.event.pull_request.head.sha }}
            - run: make
    `),
    good(
      source`
        on:
          workflow_run:
            workflows: [Test]
        jobs:
          report:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with:
                  ref: \${{ github.event.workflow_run.head_sha }}
              - run: make
      `,
      { files: { '.github/workflows/test.yml': 'name: Test\non: push\n' } },
    ),
  ],
});

const privileged = ['pull_request_target', 'workflow_run', 'issue_comment', 'issues'];

/** Conditions that leave out what comes from other repositories. */
const sameRepository =
  /head\.repo\.(?:full_name|owner\.login|id)\s*==|==\s*github\.event\.pull_request\.head\.repo\.|(?:!\s*github\.event\.pull_request\.head\.repo\.fork\b)|head\.repo\.fork\s*==\s*false|head_repository\.(?:full_name|owner\.login|id|fork)\s*==|==\s*github\.event\.workflow_run\.head_repository\.|workflow_run\.event\s*(?:==\s*'(?:push|schedule|release|workflow_dispatch|merge_group)'|!=\s*'pull_request')/;

function isScorecards({ name, text }: StrangersCode, workflow: Workflow): boolean {
  if (name !== 'ref' || !waitsFor(workflow, 'pull_request_target', 'workflow_run')) return false;
  return text.includes('github.event.pull_request') || text.includes('github.event.workflow_run');
}
