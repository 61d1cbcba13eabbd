import { bad, good, source } from '../../../core/rule.js';
import { isAction } from '../model/uses.js';
import { eventOf, type Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/dangerous-trigger', {
  summary: 'An event that gives strangers a run with the rights of the repository',
  why: `\`pull_request_target\` and \`workflow_run\` run with the secrets and the token of the repository, also for pull requests
from forks. As soon as such a workflow builds, installs or even reads what the pull request brings along, its author runs
what they like. Use \`pull_request\` where no secret is needed. Where one is, keep the workflow that has it small, give it no
code of the pull request, and pass data between the two as artifacts that are checked.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:dangerous-triggers'],
  fix: 'none',
  messages: {
    target:
      '"pull_request_target" runs with the rights of the repository for pull requests from anywhere. Use "pull_request" if you can.',
    run: '"workflow_run" runs with the rights of the repository after runs that strangers may have triggered. Trust nothing that they left.',
  },
  on: {
    workflow(workflow, ctx) {
      const target = eventOf(workflow, 'pull_request_target');
      if (target && !isLabeler(workflow)) ctx.report(target.scalar, 'target');
      const run = eventOf(workflow, 'workflow_run');
      if (run) ctx.report(run.scalar, 'run');
    },
  },
  examples: [
    bad(source`
      on: ‹pull_request_target›
      jobs:
        test:
          runs-on: ubuntu-latest
          steps: [run: make test]
    `),
    bad(source`
      on:
        push:
        ‹workflow_run›:
          workflows: [Test]
      jobs:
        comment:
          runs-on: ubuntu-latest
          steps: [run: ./comment]
    `),
    bad(source`
      on: [push, ‹pull_request_target›]
      jobs:
        label:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/labeler@v7
            - run: make
    `),
    good(source`
      on: pull_request_target
      jobs:
        label:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/labeler@v7
    `),
    good(source`
      on: [push, pull_request]
      jobs:
        test:
          runs-on: ubuntu-latest
          steps: [run: make test]
    `),
  ],
});

/** The one use that GitHub made the event for: it only reads which files a pull request changes. */
function isLabeler({ jobs }: Workflow): boolean {
  const [job, another] = jobs;
  const [step, next] = job?.steps ?? [];
  return !another && !next && isAction(step?.uses, 'actions/labeler');
}
