import { bad, good, source } from '../../../core/rule.js';
import { parseCron, shortestGap } from '../cron.js';
import { scheduleOf } from '../model/schedule.js';
import { githubRule, type Rule } from '../rule.js';

/** Minutes between two runs. */
const least = 5;

export const rule: Rule = githubRule('github/cron-too-frequent', {
  summary: 'A schedule runs more often than GitHub does',
  why: `GitHub starts a scheduled workflow at most once in five minutes; times in between are left out, and under load
also others. What has to run more often needs another trigger.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'languageservice:on-schedule'],
  fix: 'none',
  messages: {
    often: 'This would run again after {gap} min, but GitHub runs at most every 5 min. Leave out some times.',
  },
  on: {
    workflow(workflow, ctx) {
      for (const { cron } of scheduleOf(workflow)) {
        const parsed = cron && parseCron(cron.text).cron;
        const gap = parsed ? shortestGap(parsed) : least;
        if (cron && gap < least) ctx.report(cron, 'often', { gap });
      }
    },
  },
  examples: [
    bad(source`
      on:
        schedule:
          - cron: ‹'*/2 * * * *'›
          - cron: ‹'0,3 5 * * *'›
          - cron: ‹'0,59 * * * *'›
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        schedule:
          - cron: '*/5 * * * *'
          - cron: '0,59 3 * * *'
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
