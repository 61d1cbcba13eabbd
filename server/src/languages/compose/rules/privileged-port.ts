import { bad, good, source } from '../../../core/rule.js';
import { capabilityName } from '../model/capabilities.js';
import { portOf, readShortPort } from '../model/ports.js';
import { itemsOf, textOf, textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/privileged-port', {
  summary: 'A port below 1024',
  why: `In the container, a port below 1024 takes root or the capability \`NET_BIND_SERVICE\` on engines that keep these ports for
root; on the host, it is that of a system service. Let the program listen on a port from 1024 on. A container that drops
the capability shows that it works without.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:privileged_ports_mapped_in_container', 'kics:bc2908f3'],
  fix: 'none',
  reach: 'part',
  messages: {
    container: '"{service}" listens on port {port}, which is reserved for root. Let it listen on a port from 1024 on.',
    host: '"{service}" takes port {port} of the host, which is reserved for root. Publish it at a port from 1024 on.',
  },
  on: {
    service({ service }, ctx) {
      const names = (key: string): readonly string[] =>
        textsOf(valueAt(service.value, key)).map(({ text }) => capabilityName(text));
      const [dropped, added] = [names('cap_drop'), names('cap_add')];
      const binds = 'NET_BIND_SERVICE';
      if (dropped.includes(binds) || (dropped.includes('ALL') && !added.includes(binds) && !added.includes('ALL')))
        return;
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        if (!port) {
          const first = unevenContainerPort(textOf(item));
          if (first !== undefined && first < 1024)
            reportAt(ctx, item, 'container', { service: service.name, port: `${first}` });
          continue;
        }
        const params = { service: service.name, port: `${port.container[0]}` };
        if (port.container[0] < 1024) reportAt(ctx, port.containerPlace, 'container', params);
        else if (port.host && port.host[0] < 1024)
          reportAt(ctx, port.hostPlace, 'host', { ...params, port: `${port.host[0]}` });
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          ports: ["8080:‹80›", "‹443›:8443", "‹70-8000›", "9000:‹53›/udp", ‹"9090-9091:80-8081"›]
        api:
          image: example/api:1
          cap_drop: [ALL]
          cap_add: [NET_BIND_SERVICE]
          ports: ["8081:‹80›"]
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          cap_drop: [NET_BIND_SERVICE]
          ports: ["80:80"]
        api:
          image: example/api:1
          cap_drop: [ALL]
          ports: ["80:80"]
        app:
          image: example/app:1
          ports: ["8080:8080", "127.0.0.1::5000", "\${PORT}:80"]
    `),
  ],
});

/** The first container port of ranges that do not fit together, which Compose refuses. */
function unevenContainerPort(text: string | undefined): number | undefined {
  const short = text === undefined ? undefined : readShortPort(text);
  if (!short || !('kind' in short) || short.kind !== 'range') return undefined;
  const match = /(?:^|:)(\d+)-\d+$/.exec(short.subject);
  return match ? Number(match[1]) : undefined;
}
