import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { removeEntry, replaceScalar } from '../../../yaml/edits.js';
import { entryOf } from '../../../yaml/values.js';
import { secondsOf } from '../model/quantities.js';
import { numberOf, type Text, textOf, type Value, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

/** What the engine takes where nothing is said. */
const defaultInterval = 30;

export const rule: Rule = composeRule('compose/healthcheck-timing', {
  summary: 'Times of a health check that do not fit together',
  why: `The next check starts an interval after the last one ended, so a timeout longer than the interval delays the news
that a service hangs. \`retries: 0\` does not mean none, but the engine's default of 3. Checks more often than each second
cost more than they tell. \`start_interval\` counts only during \`start_period\`, which is 0 unless it is set.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'mixed',
  reach: 'part',
  messages: {
    timeout:
      'The timeout of {timeout} is longer than the interval of {interval}. Make it shorter, or the interval longer.',
    retries: 'retries: 0 means the default of 3 and not none. Say how often a check may fail.',
    interval: 'A check each {interval} costs more than it tells. Wait a second at least.',
    start: 'start_interval has no effect without start_period. Set start_period, or remove it.',
  },
  fixes: {
    timeout: 'Make the timeout {interval}',
    retries: 'Write the default of 3',
    interval: 'Check each second',
    start: 'Remove start_interval',
  },
  on: {
    service({ service }, ctx) {
      const check = valueAt(service.value, 'healthcheck');
      if (check?.kind !== 'table' || textOf(valueAt(check, 'disable')) === 'true') return;
      const editable = (value: Value | undefined): value is Text =>
        value?.kind === 'text' && isHere(ctx, value) && value.text === value.raw && !value.node.anchor;
      const interval = valueAt(check, 'interval');
      const timeout = valueAt(check, 'timeout');
      const every = interval ? secondsOf(interval) : defaultInterval;
      const longest = secondsOf(timeout);
      if (timeout && every && longest !== undefined && longest > every) {
        const params = { timeout: textOf(timeout) ?? '', interval: textOf(interval) ?? `${defaultInterval}s` };
        const edits = editable(timeout) ? [replaceScalar(timeout.node, params.interval)] : undefined;
        reportAt(ctx, timeout, 'timeout', params, { fix: edits && { title: 'timeout', params, edits, safe: false } });
      }
      if (interval && every !== undefined && every > 0 && every < 1) {
        const params = { interval: textOf(interval) ?? '' };
        const edits = editable(interval) ? [replaceScalar(interval.node, '1s')] : undefined;
        reportAt(ctx, interval, 'interval', params, { fix: edits && { title: 'interval', edits, safe: false } });
      }
      const retries = valueAt(check, 'retries');
      if (retries && numberOf(retries) === 0) {
        const edits = editable(retries) ? [replace(retries.span, '3')] : undefined;
        reportAt(ctx, retries, 'retries', {}, { fix: edits && { title: 'retries', edits, safe: true } });
      }
      const start = valueAt(check, 'start_interval');
      const period = valueAt(check, 'start_period');
      // Without a test here, the image has one, and maybe a period as well.
      if (!start || !valueAt(check, 'test') || (period && secondsOf(period) !== 0)) return;
      const map = isHere(ctx, check) && check.node.kind === 'map' ? check.node : undefined;
      const entry = map && entryOf(map, 'start_interval');
      const edit = map && entry?.value && start.node === entry.value ? removeEntry(ctx.text, map, entry) : undefined;
      reportAt(ctx, start, 'start', {}, { fix: edit && { title: 'start', edits: [edit], safe: true } });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            healthcheck:
              test: check
              interval: 10s
              timeout: ‹30s›
              retries: ‹0›
          api:
            image: example/web:1
            healthcheck:
              test: check
              interval: ‹500ms›
              timeout: 100ms
              start_interval: ‹1s›
          any:
            image: example/web:1
            healthcheck: { test: check, timeout: ‹1m› }
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              healthcheck:
                test: check
                interval: 10s
                timeout: 10s
                retries: 3
            api:
              image: example/web:1
              healthcheck:
                test: check
                interval: 1s
                timeout: 100ms
            any:
              image: example/web:1
              healthcheck: { test: check, timeout: 30s }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          healthcheck:
            test: check
            interval: 10s
            timeout: 10s
            retries: 5
            start_period: 30s
            start_interval: 1s
        api:
          image: example/web:1
          healthcheck:
            interval: 5s
            start_interval: 1s
        any:
          image: example/web:1
          healthcheck:
            test: check
            interval: \${INTERVAL}
            timeout: 2m
        off:
          image: example/web:1
          healthcheck:
            disable: true
            retries: 0
    `),
  ],
});
