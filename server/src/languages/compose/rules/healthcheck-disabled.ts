import { bad, good, source } from '../../../core/rule.js';
import { healthcheckOf } from '../model/build.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/healthcheck-disabled', {
  summary: "A service's health check is switched off",
  why: `\`disable: true\` and the test \`NONE\` take away the check that the image comes with, so the service counts as running
while its program hangs, and nothing can wait until it is ready. Give it a check that works instead.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:healthcheck_not_set', 'kics:698ed579'],
  tags: ['production'],
  fix: 'none',
  reach: 'part',
  messages: { disabled: 'The health check of "{service}" is switched off. Give it one that works.' },
  on: {
    service({ service }, ctx) {
      if (healthcheckOf(service) !== 'none') return;
      const check = valueAt(service.value, 'healthcheck');
      const at = valueAt(check, 'disable') ?? valueAt(check, 'test');
      if (at) reportAt(ctx, at, 'disabled', { service: service.name });
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          healthcheck:
            disable: ‹true›
        db:
          image: postgres:18
          healthcheck:
            test: ‹["NONE"]›
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          healthcheck:
            disable: false
            test: curl -f localhost
        db:
          image: postgres:18
    `),
  ],
});
