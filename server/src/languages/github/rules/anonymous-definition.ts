import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/anonymous-definition', {
  summary: 'A workflow or a job has no name',
  why: `Lists of runs and required checks show names. Without one they show a path or an id, which change when files are
moved, and with them the checks that a branch requires.`,
  category: 'style',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['zizmor:anonymous-definition'],
  fix: 'none',
  messages: {
    workflow: 'The workflow has no name, so it is shown by its path. Add "name".',
    job: 'Job "{job}" has no name, so it is shown by its id. Add "name".',
  },
  on: {
    workflow({ root, on, jobs }, ctx) {
      if (!entryOf(root, 'name')) ctx.report(on?.key ?? root.entries[0]?.key ?? root, 'workflow');
      for (const { map, key, id } of jobs)
        if (map && !entryOf(map, 'name') && !entryOf(map, 'uses')) ctx.report(key, 'job', { job: id });
    },
  },
  examples: [
    bad('‹on›: push\njobs: {‹a›: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
    good(source`
      name: ci
      on: push
      jobs:
        a: {name: Tests, runs-on: ubuntu-latest, steps: [run: make]}
        b: {uses: ./.github/workflows/other.yml}
    `),
  ],
});
