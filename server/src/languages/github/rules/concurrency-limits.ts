import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { scalarIn, valueIn } from '../model/nodes.js';
import { isOnlyCalled } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/concurrency-limits', {
  summary: 'Runs pile up, as nothing cancels the ones before',
  why: `Each push starts a run, and those for earlier pushes go on although nobody waits for them. A concurrency group
per branch with \`cancel-in-progress: true\` ends them; \`cancel-in-progress: false\` says that they are to go on.`,
  category: 'cost',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:concurrency-limits'],
  fix: 'none',
  messages: {
    missing: 'Nothing ends a run when a newer one starts. Add "concurrency" with "cancel-in-progress".',
    undecided:
      'Runs of this group wait for each other. Say with "cancel-in-progress" whether a newer one ends the one before.',
  },
  on: {
    workflow(workflow, ctx) {
      const { root, jobs, on } = workflow;
      if (isOnlyCalled(workflow)) return;
      const own = valueIn(root, 'concurrency');
      if (own) {
        if (isUndecided(own)) ctx.report(own, 'undecided');
        return;
      }
      const normal = jobs.filter((job) => job.map && !entryOf(job.map, 'uses'));
      for (const job of normal) {
        const group = valueIn(job.map, 'concurrency');
        if (group && isUndecided(group)) ctx.report(group, 'undecided');
      }
      if (normal.some((job) => !valueIn(job.map, 'concurrency'))) ctx.report(on?.key ?? root, 'missing');
    },
  },
  examples: [
    bad('‹on›: push\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
    bad('on: push\nconcurrency: ‹deploy›\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
    good(source`
      on: push
      concurrency: {group: "\${{ github.ref }}", cancel-in-progress: false}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on: push
      jobs:
        a: {concurrency: {group: a, cancel-in-progress: true}, runs-on: ubuntu-latest, steps: [run: make]}
        b: {uses: ./.github/workflows/other.yml}
    `),
    good('on: workflow_call\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
  ],
});

/** Whether a group is given without a word on what becomes of the run before. */
function isUndecided(group: NonNullable<ReturnType<typeof valueIn>>): boolean {
  return (
    group.kind === 'scalar' ||
    (group.kind === 'map' && !valueIn(group, 'cancel-in-progress') && !scalarIn(group, 'queue'))
  );
}
