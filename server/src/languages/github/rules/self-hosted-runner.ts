import { nearest } from '../../../core/nearest.js';
import { bad, good, option, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { entryOf, placeOf } from '../../../yaml/values.js';
import { hasExpression, scalarsOf, textIn, valueIn } from '../model/nodes.js';
import { labelsOf } from '../model/runner.js';
import type { Job, Workflow } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';
import { runnerLabels, runnerOf } from '../tables/runners.js';

const zizmor = 'zizmor:self-hosted-runner';
const poutine = 'poutine:pr_runs_on_self_hosted';

export const rule: Rule = githubRule('github/self-hosted-runner', {
  summary: 'A job runs on a machine of your own',
  why: `What one run leaves on a self-hosted machine is there for the next, and the machine is in your network. In a
workflow for pull requests, anyone who can open one runs what they like on it; in a public repository that is everyone. Run
such workflows on GitHub's own runners, or on machines that are thrown away after each job, and ask for approval of
outside contributions.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [zizmor, poutine],
  fix: 'none',
  reach: 'part',
  options: {
    allow: option.strings([], 'Labels and groups of runners that pull requests may run on.'),
  },
  messages: {
    label:
      'Pull requests run on the self-hosted runner "{label}". Use one of GitHub\'s, or one that lasts for one job.',
    group: 'Pull requests run on the runners of group "{label}". Use GitHub\'s, or ones that last for one job.',
    used: 'Job "{job}" runs on a self-hosted runner. Make sure that it lasts for one job only.',
    usedGroup:
      'Job "{job}" runs on a group of runners, which may be self-hosted. Make sure that they last for one job only.',
    unknown: 'An expression chooses the runner of job "{job}", which may be self-hosted.',
  },
  on: {
    job({ job, workflow }, ctx) {
      const entry = entryOf(job.map, 'runs-on');
      if (!entry || job.uses) return;
      const at = placeOf(entry);
      const runner = ownRunner(job);
      const forPulls = startedByPulls(workflow);
      const seenByZizmor = zizmorKind(job);
      if (runner && forPulls && !isAllowed(job, runner, ctx.options.allow)) {
        const isGroup = runner.scalar === undefined;
        const aliases = [...(runner.isPlain ? [poutine] : []), ...(seenByZizmor ? [zizmor] : [])];
        ctx.report(runner.scalar ?? at, isGroup ? 'group' : 'label', { label: runner.label }, { aliases });
      } else if (seenByZizmor) {
        const message = seenByZizmor === 'group' ? 'usedGroup' : seenByZizmor === 'unknown' ? 'unknown' : 'used';
        ctx.report(at, message, { job: job.id }, { profile: 'all', aliases: [zizmor] });
      }
    },
  },
  examples: [
    bad(source`
      on: pull_request
      jobs:
        test:
          runs-on: [‹self-hosted›, linux, arm64]
          steps: [run: make test]
        gpu:
          runs-on: ‹our-gpu-machine›
          steps: [run: make test]
        grouped:
          runs-on:
            ‹group: builders›
          steps: [run: make test]
        each:
          strategy:
            matrix:
              os: [ubuntu-latest, [‹self-hosted›, linux]]
          runs-on: \${{ matrix.os }}
          steps: [run: make test]
    `),
    bad(source`
      on: push
      jobs:
        test:
          runs-on: ‹[self-hosted, linux]›
          steps: [run: make test]
        grouped:
          runs-on: ‹{ group: builders }›
          steps: [run: make test]
        chosen:
          runs-on: ‹["\${{ inputs.runner }}"]›
          steps: [run: make test]
    `),
    good(
      source`
        on: [push, pull_request]
        jobs:
          test:
            strategy:
              matrix: { os: [ubuntu-latest, windows-2025, macos-15] }
            runs-on: \${{ matrix.os }}
            steps: [run: make test]
          other:
            runs-on: \${{ inputs.runner }}
            steps: [run: make test]
          throwaway:
            runs-on: once-only
            steps: [run: make test]
          call:
            uses: ./.github/workflows/other.yml
      `,
      { options: { allow: ['once-only'] } },
    ),
    good(source`
      on: push
      jobs:
        gpu:
          runs-on: our-gpu-machine
          steps: [run: make test]
        rented:
          runs-on: buildjet-4vcpu-ubuntu-2204
          steps: [run: make test]
    `),
  ],
});

interface OwnRunner {
  readonly label: string;
  /** Undefined for a group. */
  readonly scalar: YamlScalar | undefined;
  /** Whether it is written in `runs-on` itself. */
  readonly isPlain: boolean;
}

/** Whether any of a job's labels, or its group, is one that pull requests may run on. */
function isAllowed(job: Job, runner: OwnRunner, allow: readonly string[]): boolean {
  return allow.includes(runner.label) || labelsOf(job).labels.some(({ text }) => allow.includes(text));
}

/** Runners that others rent out; each lasts for one job. */
const rented = /^(?:buildjet|warp|blacksmith|depot|namespace|ubicloud|runs-on|cirun|cirrus|nscloud)\b/i;

/** Whether a label of GitHub's is meant, as another rule says. */
function isSlip(label: string): boolean {
  return nearest(label, runnerLabels) !== undefined;
}

/** The first label or the group of a job that GitHub's own runners do not have. */
function ownRunner(job: Job): OwnRunner | undefined {
  const runsOn = valueIn(job.map, 'runs-on');
  const group = textIn(runsOn, 'group');
  if (group !== undefined) return { label: group, scalar: undefined, isPlain: true };
  for (const { text, scalar, fromMatrix } of labelsOf(job).labels) {
    const fact = runnerOf(text);
    const isOwn =
      text.toLowerCase() === 'self-hosted' || (fact ? fact.selfHosted : !rented.test(text) && !isSlip(text));
    if (isOwn) return { label: text, scalar, isPlain: !fromMatrix };
  }
  return undefined;
}

const pullEvents: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_target',
  'pull_request_review',
  'pull_request_review_comment',
]);

function startedByPulls(workflow: Workflow): boolean {
  return workflow.events.some(({ name }) => pullEvents.has(name));
}

/** How a runner may be self-hosted by what zizmor looks at: the first label, a group, and the values of a matrix. */
function zizmorKind(job: Job): 'label' | 'group' | 'unknown' | undefined {
  const runsOn = valueIn(job.map, 'runs-on');
  if (runsOn?.kind === 'map') return valueIn(runsOn, 'group') ? 'group' : undefined;
  const [first] = scalarsOf(runsOn);
  if (!first) return undefined;
  if (first.text === 'self-hosted') return 'label';
  if (!hasExpression(first)) return undefined;
  if (runsOn?.kind === 'seq') return 'unknown';
  const isMatrix = /^\s*\$\{\{\s*matrix\./.test(first.text);
  return isMatrix && labelsOf(job).labels.some(({ text }) => text.includes('self-hosted')) ? 'label' : undefined;
}
