import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { hasExpression } from '../model/nodes.js';
import { scheduleOf } from '../model/schedule.js';
import { githubRule, type Rule } from '../rule.js';
import { isTimezone, timezones } from '../tables/timezones.js';

export const rule: Rule = githubRule('github/invalid-timezone', {
  summary: 'A schedule is in a time zone that does not exist',
  why: `\`timezone\` takes names of the IANA database, such as \`Europe/Berlin\`. Abbreviations and offsets are refused,
and so are \`UTC\`, which is what a schedule without a time zone is in, and \`Local\`.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:events'],
  fix: 'safe',
  messages: {
    unknown: 'There is no time zone "{zone}". Use a name of the IANA database, such as "Europe/Berlin".',
    misspelt: 'There is no time zone "{zone}". Did you mean "{suggestion}"?',
    utc: 'Schedules are in UTC where they name no time zone. Remove "timezone".',
  },
  fixes: { replace: 'Replace with "{suggestion}"' },
  on: {
    workflow(workflow, ctx) {
      for (const { timezone } of scheduleOf(workflow)) {
        const zone = timezone?.text ?? '';
        if (!timezone || isTimezone(zone) || hasExpression(timezone)) continue;
        const suggestion = zone.includes('/') ? nearest(zone, timezones()) : undefined;
        if (suggestion !== undefined) {
          const fix = { title: 'replace' as const, edits: [replaceScalar(timezone, suggestion)] };
          ctx.report(timezone, 'misspelt', { zone, suggestion }, { fix });
        } else ctx.report(timezone, zone.toLowerCase() === 'utc' ? 'utc' : 'unknown', { zone });
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          schedule:
            - {cron: 0 5 * * *, timezone: ‹Europe/Berln›}
            - cron: 0 6 * * *
              timezone: ‹UTC›
            - {cron: 0 7 * * *, timezone: ‹MEZ›}
        jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
      `,
      {
        fixed: source`
          on:
            schedule:
              - {cron: 0 5 * * *, timezone: Europe/Berlin}
              - cron: 0 6 * * *
                timezone: UTC
              - {cron: 0 7 * * *, timezone: MEZ}
          jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
        `,
      },
    ),
    good(source`
      on:
        schedule:
          - {cron: 0 5 * * *, timezone: America/New_York}
          - {cron: 0 5 * * *}
      jobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}
    `),
  ],
});
