import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { valuesAt } from '../model/paths.js';
import { isDuration } from '../model/quantities.js';
import { plainOf } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const paths = [
  'healthcheck.interval',
  'healthcheck.timeout',
  'healthcheck.start_period',
  'healthcheck.start_interval',
  'stop_grace_period',
  'pull_refresh_after',
  'deploy.update_config.delay',
  'deploy.update_config.monitor',
  'deploy.rollback_config.delay',
  'deploy.rollback_config.monitor',
  'deploy.restart_policy.delay',
  'deploy.restart_policy.window',
];

export const rule: Rule = composeRule('compose/duration-syntax', {
  summary: 'Duration that Compose cannot read',
  why: `A duration is written with a unit for each number, as in \`1m30s\`: \`ns\`, \`us\`, \`ms\`, \`s\`, \`m\`, \`h\`, \`d\`, \`w\`. Compose
refuses a number alone.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['compose-go:duration', 'compose-go:schema'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unit: '"{text}" is not a duration, as its unit is missing. Write "{text}s" for seconds.',
    bad: '"{text}" is not a duration. Write it as "30s" or "1m30s".',
  },
  fixes: { write: 'Change to "{value}"' },
  on: {
    service({ service }, ctx) {
      for (const value of paths.flatMap((path) => valuesAt(service.value, path))) {
        if (value.kind !== 'text' || value.text === undefined || value.text === '' || isDuration(value.text)) continue;
        const { text } = value;
        const meant = meantBy(text);
        const edit =
          meant && text === value.raw && isHere(ctx, value) ? replaceScalar(value.node, meant, true) : undefined;
        const fix = edit && ({ title: 'write', params: { value: meant ?? '' }, edits: [edit] } as const);
        const aliases = [typeof plainOf(value) === 'string' ? 'compose-go:duration' : 'compose-go:schema'];
        reportAt(ctx, value, /^\d+$/.test(text) ? 'unit' : 'bad', { text }, { fix, aliases });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            stop_grace_period: ‹30›
            healthcheck: { test: "true", interval: ‹"5 seconds"›, timeout: ‹soon› }
            deploy:
              restart_policy: { delay: ‹1min› }
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              stop_grace_period: 30s
              healthcheck: { test: "true", interval: "5s", timeout: soon }
              deploy:
                restart_policy: { delay: 1m }
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          stop_grace_period: 1m30s
          healthcheck: { test: "true", interval: 1.5h, timeout: "\${T}", start_period: 0s, start_interval: 500ms }
          deploy:
            restart_policy: { delay: 1d, window: 2w }
    `),
  ],
});

/** What a number with no unit, or with the word for one, most likely means. */
function meantBy(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|ms|d|days?)?$/i.exec(text.trim());
  if (!match) return undefined;
  const unit = (match[2] ?? 's').toLowerCase();
  return `${match[1]}${unit === 'ms' ? 'ms' : unit.slice(0, 1)}`;
}
