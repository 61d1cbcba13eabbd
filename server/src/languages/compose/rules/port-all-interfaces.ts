import { bad, good, source } from '../../../core/rule.js';
import { bindToLoopback } from '../model/port-edits.js';
import { isOnAllInterfaces, privateRole } from '../model/port-roles.js';
import { portOf } from '../model/ports.js';
import { itemsOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const dclint = 'dclint:no-unbound-port-interfaces';
const kics = ['kics:container_traffic_not_bound_to_host_interface', 'kics:451d79dc'];

export const rule: Rule = composeRule('compose/port-all-interfaces', {
  summary: 'A database, broker, administration or debugger port is open to the network',
  why: `A port without an address is published on all of the host's, past most firewalls, as Docker writes its own rules. Other
services of the project need no published port at all; for yourself, \`127.0.0.1:5432:5432\` is enough.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [dclint, ...kics],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    open: 'Port {port} of "{service}" is that of {role} and is open on all addresses of the host. Publish it at 127.0.0.1.',
  },
  fixes: { bind: 'Publish it at 127.0.0.1' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        const role = port && privateRole(port);
        if (!port || role === undefined || !isOnAllInterfaces(port)) continue;
        const edits = isHere(ctx, item) ? bindToLoopback(ctx, port) : undefined;
        const fix = edits && ({ title: 'bind', edits } as const);
        // Both peers take any address that is written for a bound one.
        const aliases = port.hostIp ? [] : rule.peers;
        const params = { port: `${port.container[0]}`, service: service.name, role };
        reportAt(ctx, port.hostPlace, 'open', params, { aliases, fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: postgres:18
            ports:
              - "‹5432›:5432"
          cache:
            image: redis:8
            ports:
              - ‹6379›:6379
              - 0.0.0.0:‹6380›:6379
              - target: 6379
                published: ‹6381›
          queue:
            image: rabbitmq:4
            ports: [‹"15672"›]
      `,
      {
        fixed: source`
          services:
            db:
              image: postgres:18
              ports:
                - "127.0.0.1:5432:5432"
            cache:
              image: redis:8
              ports:
                - "127.0.0.1:6379:6379"
                - "127.0.0.1:6380:6379"
                - target: 6379
                  published: 6381
                  host_ip: 127.0.0.1
            queue:
              image: rabbitmq:4
              ports: ["127.0.0.1::15672"]
        `,
      },
    ),
    good(source`
      services:
        db:
          image: postgres:18
          ports: ["127.0.0.1:5432:5432", "[::1]:5432:5432", "\${ADDRESS}:5432:5432"]
        web:
          image: nginx:1.29
          ports: ["80:80", "5432:8080", "5432:5432/udp"]
    `),
  ],
});
