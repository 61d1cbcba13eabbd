import { bad, good, source } from '../../../core/rule.js';
import { removeAttribute, serviceMap } from '../model/service-edits.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/host-network', {
  summary: "A container shares the host's network",
  why: `In the host's network a container reaches every service that listens on the host's loopback address alone, and each
port that it opens is open on the host. Publish the ports that others need with \`ports\` instead.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kics:shared_host_network_namespace', 'kics:071a71ff', 'kics:network_mode_host_exists'],
  fix: 'unsafe',
  reach: 'part',
  messages: { host: '"{service}" shares the network of the host. Publish the ports that it needs instead.' },
  fixes: { remove: 'Remove "network_mode"' },
  on: {
    service({ service }, ctx) {
      const mode = valueAt(service.value, 'network_mode');
      if (!mode || textOf(mode) !== 'host') return;
      const edits = removeAttribute(ctx, serviceMap(ctx.document, service.name), 'network_mode');
      reportAt(ctx, mode, 'host', { service: service.name }, { fix: edits && { title: 'remove', edits } });
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            network_mode: ‹"host"›
      `,
      { fixed: 'services:\n  web:\n    image: nginx:1.29\n' },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          network_mode: none
        db:
          image: postgres:18
          network_mode: "service:web"
    `),
  ],
});
