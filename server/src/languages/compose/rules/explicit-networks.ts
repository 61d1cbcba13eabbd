import { bad, good, source } from '../../../core/rule.js';
import { isContainer } from '../model/containers.js';
import { valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/explicit-networks', {
  summary: 'A service does not say which networks it is in',
  why: `A service without \`networks\` is in the project's default network, with every other such service. Networks that are
named let only those services reach each other that have to.`,
  category: 'style',
  severity: 'hint',
  profile: 'all',
  since: '0.1',
  peers: ['kics:networks_not_set'],
  fix: 'none',
  reach: 'part',
  messages: { missing: '"{service}" is in the default network with all others. Name the networks that it needs.' },
  on: {
    service({ service, project }, ctx) {
      if (!isContainer(service, project)) return;
      if (valueAt(service.value, 'networks') || valueAt(service.value, 'network_mode')) return;
      reportAt(ctx, service.place, 'missing', { service: service.name });
    },
  },
  examples: [
    bad('services:\n  ‹web›:\n    image: nginx:1.29\n'),
    good(source`
      services:
        web:
          image: nginx:1.29
          networks: [front]
        job:
          image: example/job:1
          network_mode: none
      networks:
        front:
    `),
  ],
});
