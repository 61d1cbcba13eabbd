import { bad, good, source } from '../../../core/rule.js';
import { removeAttribute, serviceMap } from '../model/service-edits.js';
import { itemsOf, memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

/** What belongs to the network stack, which is the other container's. */
const options = ['ports', 'expose', 'hostname', 'dns', 'extra_hosts', 'links', 'mac_address'] as const;

export const rule: Rule = composeRule('compose/shared-netns-options', {
  summary: 'Network settings of a service that uses the network of another',
  why: `With \`network_mode: service:…\` or \`container:…\`, a container has the network stack of another one: its name, its
addresses, its ports. The engine refuses settings of its own: "conflicting options". Give them to the service whose network
it is.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    conflict: '"{service}" uses the network of "{other}" and cannot have "{key}" of its own. Move it to "{other}".',
    dropped: '"{service}" uses the network of "{other}", so its "{key}" has no effect. Move it to "{other}".',
  },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    service({ service }, ctx) {
      const mode = textOf(valueAt(service.value, 'network_mode'));
      const other = /^(?:service|container):(.+)$/.exec(mode ?? '')?.[1];
      if (other === undefined) return;
      for (const key of options) {
        const member = memberAt(service.value, key);
        if (!member?.value || (member.value.kind === 'list' && itemsOf(member.value).length === 0)) continue;
        const edits = removeAttribute(ctx, serviceMap(ctx.document, service.name), key);
        // The engine does not look at this one any more.
        const dropped = key === 'mac_address';
        reportAt(
          ctx,
          member.place,
          dropped ? 'dropped' : 'conflict',
          { service: service.name, other, key },
          { ...(dropped && { severity: 'warning' }), fix: edits && { title: 'remove', params: { key }, edits } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          vpn:
            image: example/vpn:1
          web:
            image: nginx:1.29
            network_mode: service:vpn
            ‹ports›:
              - "8080:80"
            ‹hostname›: web
      `,
      {
        fixed: source`
          services:
            vpn:
              image: example/vpn:1
            web:
              image: nginx:1.29
              network_mode: service:vpn
        `,
      },
    ),
    bad('services:\n  web: { image: "nginx:1.29", network_mode: "container:vpn", ‹extra_hosts›: ["a:1.2.3.4"] }\n', {
      fixed: 'services:\n  web: { image: "nginx:1.29", network_mode: "container:vpn" }\n',
    }),
    good(source`
      services:
        vpn:
          image: example/vpn:1
          hostname: vpn
          ports: ["8080:80"]
        web:
          image: nginx:1.29
          network_mode: service:vpn
          ports: []
          dns_search: example.com
    `),
    good('services:\n  web:\n    image: nginx:1.29\n    network_mode: bridge\n    hostname: web\n'),
  ],
});
