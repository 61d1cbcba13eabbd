import { bad, good, source } from '../../../core/rule.js';
import { bindToLoopback } from '../model/port-edits.js';
import { isOnAllInterfaces, privateRole } from '../model/port-roles.js';
import { portOf } from '../model/ports.js';
import { itemsOf, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

const dclint = 'dclint:no-unbound-port-interfaces';
const kics = ['kics:container_traffic_not_bound_to_host_interface', 'kics:451d79dc'];

export const rule: Rule = composeRule('compose/port-unbound', {
  summary: 'A port is published on all addresses of the host',
  why: `A port without an address is open to everyone who reaches the host, past most firewalls, as Docker writes its own
rules. Name the address that it is for, such as \`127.0.0.1:8080:80\`. Ports of databases, brokers and debuggers are
another rule's: [port-all-interfaces](port-all-interfaces.md).`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [dclint, ...kics],
  fix: 'unsafe',
  reach: 'part',
  messages: { open: 'Port {port} of "{service}" is open on all addresses of the host. Name the one that it is for.' },
  fixes: { bind: 'Publish it at 127.0.0.1' },
  on: {
    service({ service }, ctx) {
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        if (!port || privateRole(port) !== undefined || !isOnAllInterfaces(port)) continue;
        const edits = isHere(ctx, item) ? bindToLoopback(ctx, port) : undefined;
        const fix = edits && ({ title: 'bind', edits } as const);
        const aliases = port.hostIp ? [] : rule.peers;
        const params = { port: `${port.container[0]}`, service: service.name };
        reportAt(ctx, port.hostPlace, 'open', params, { aliases, fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ports: ["‹8080›:80", ‹"81"›, "[::]:‹82›:82", ‹8000-8010›:8000-8010/udp]
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports: ["127.0.0.1:8080:80", "127.0.0.1::81", "127.0.0.1:82:82", "127.0.0.1:8000-8010:8000-8010/udp"]
        `,
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          ports: ["127.0.0.1:8080:80", "127.0.0.1::81", "[::1]:82:82", "\${PORT}:80"]
        db:
          image: postgres:18
          ports: ["5432:5432"]
    `),
  ],
});
