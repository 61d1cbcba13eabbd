import { bad, good, option, source } from '../../../core/rule.js';
import { addEntry } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/missing-timeout', {
  summary: 'A job may run for six hours',
  why: `Without \`timeout-minutes\` a job that hangs ends after 360 minutes, all of which are paid for, and others wait
for its runner. Give it a little more than it takes.`,
  category: 'cost',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  options: { minutes: option.integer(30, 'What the fix writes.') },
  messages: { missing: 'Job "{job}" may hang for 360 minutes. Give it "timeout-minutes".' },
  fixes: { add: 'Add "timeout-minutes: {minutes}"' },
  on: {
    job({ job }, ctx) {
      const { map } = job;
      if (!map || job.uses || entryOf(map, 'uses') || entryOf(map, 'timeout-minutes')) return;
      // Steps with a limit each are as good.
      if (job.steps.length > 0 && job.steps.every((step) => entryOf(step.map, 'timeout-minutes'))) return;
      const { minutes } = ctx.options;
      const edit = addEntry(ctx.text, map, [`timeout-minutes: ${minutes}`]);
      ctx.report(
        job.key,
        'missing',
        { job: job.id },
        { fix: edit && { title: 'add', params: { minutes }, edits: [edit] } },
      );
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          ‹test›:
            runs-on: ubuntu-latest
            steps:
              - run: make
      `,
      {
        fixed: source`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make
              timeout-minutes: 30
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        test: {timeout-minutes: 10, runs-on: ubuntu-latest, steps: [run: make]}
        steps: {runs-on: ubuntu-latest, steps: [{run: make, timeout-minutes: 5}]}
        call: {uses: ./.github/workflows/other.yml}
    `),
  ],
});
