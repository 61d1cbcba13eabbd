import { bad, good, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import { type CronProblem, nextRuns, parseCron } from '../cron.js';
import { hasExpression } from '../model/nodes.js';
import { scheduleOf } from '../model/schedule.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-cron', {
  summary: 'A schedule cannot be read',
  why: `A schedule has five fields: minute, hour, day of the month, month and day of the week, each with numbers, \`*\`,
lists, ranges and steps; months and weekdays also by their first three letters. Names such as \`@daily\`, and extensions of
other schedulers, are refused, and with them the whole workflow.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events', 'languageservice:schema'],
  fix: 'none',
  messages: {
    fields: '"{cron}" does not have the five fields of a schedule: minute, hour, day, month, weekday.',
    macro: 'GitHub does not know "{cron}". Write the five fields, such as "0 0 * * *" for every midnight.',
    value: '"{part}" is not a value for the {field}. Use {min} to {max}.',
    range: '"{part}" is out of range for the {field}. Use {min} to {max}.',
    order: 'The range "{part}" of the {field} ends before it begins.',
    step: '"{part}" has no step that could be taken. Write a number from 1 on after the "/".',
    never: 'No such day ever comes, so this never runs.',
  },
  on: {
    workflow(workflow, ctx) {
      for (const { cron } of scheduleOf(workflow)) {
        // An empty text is no schedule, as the rule on types says.
        if (!cron || cron.text === '' || hasExpression(cron)) continue;
        const parsed = parseCron(cron.text);
        if (parsed.cron && nextRuns(parsed.cron, ctx.today, 1).length === 0)
          ctx.report(cron, 'never', {}, { severity: 'warning', aliases: [] });
        for (const problem of parsed.problems) {
          const { start, end, field = '', min = 0, max = 0 } = problem;
          const at = end > start ? spanInScalar(cron, start, end) : cron;
          ctx.report(at, problem.kind, { cron: cron.text, part: partOf(cron.text, problem), field, min, max });
        }
      }
    },
  },
  examples: [
    bad(source`
      on:
        schedule:
          - cron: '‹@daily›'
          - cron: ‹0 0 * *›
          - cron: '0 ‹24› * * ‹MOON›'
          - cron: '‹*/0› ‹5-3› * * *'
          - cron: ‹'0 0 31 2 *'›
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
    good(source`
      on:
        schedule:
          - cron: '30 5 * * 1-5'
          - cron: '0 */6 1,15 JAN-MAR sun'
          - {cron: 0 0 29 2 *}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});

function partOf(text: string, { start, end }: CronProblem): string {
  return text.slice(start, end);
}
