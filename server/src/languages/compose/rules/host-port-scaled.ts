import { bad, good, source } from '../../../core/rule.js';
import { withHostPort } from '../model/port-edits.js';
import { portOf } from '../model/ports.js';
import { scaleOf } from '../model/scale.js';
import { isForSwarm } from '../model/swarm.js';
import { itemsOf, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

const highest = 65_535;

export const rule: Rule = composeRule('compose/host-port-scaled', {
  summary: 'Several containers publish one host port',
  why: `Each container of a service publishes the ports of that service. On one host only the first gets the port, and the
others do not start: "port is already allocated". Publish a range with a port for each container, publish none and put a
proxy in front, or let the engine choose: \`"80"\`. Projects for Swarm, which shares a port among all, are left alone.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    single: '"{service}" has {count} containers, of which only one gets host port {port}. Publish a range or none.',
    range: '"{service}" has {count} containers, for which the host ports {port} are too few. Publish a port for each.',
  },
  fixes: { range: 'Publish {range}' },
  on: {
    service({ service, project }, ctx) {
      const scale = scaleOf(service);
      if (!scale || scale.count <= 1 || isForSwarm(project)) return;
      if (textOf(valueAt(service.value, 'network_mode')) === 'host') return;
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        if (!port?.host) continue;
        const [first, last] = port.host;
        const single = first === last;
        // A range of host ports for one container port gives each container the first that is free.
        const choice = port.container[0] === port.container[1] && last - first + 1 >= scale.count;
        if (choice) continue;
        const range = `${first}-${first + scale.count - 1}`;
        const fits = port.container[0] === port.container[1] && first + scale.count - 1 <= highest;
        const edits = fits ? withHostPort(port, range) : undefined;
        const params = { service: service.name, count: scale.count, port: single ? first : `${first}-${last}` };
        reportAt(ctx, port.hostPlace, single ? 'single' : 'range', params, {
          related: [relatedAt(ctx, scale.place, 'The number of containers')],
          fix: edits && { title: 'range', params: { range }, edits },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            scale: 3
            ports:
              - "‹8080›:80" # all of them
              - target: 90
                published: ‹9090›
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              scale: 3
              ports:
                - "8080-8082:80" # all of them
                - target: 90
                  published: 9090-9092
        `,
      },
    ),
    bad('services:\n  web: { image: "nginx:1.29", deploy: { replicas: 3 }, ports: ["127.0.0.1:‹8080-8081›:80"] }\n', {
      fixed: 'services:\n  web: { image: "nginx:1.29", deploy: { replicas: 3 }, ports: ["127.0.0.1:8080-8082:80"] }\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          scale: 3
          ports: ["80", "8080-8082:80", "\${PORT}:80"]
        one:
          image: nginx:1.29
          scale: 1
          ports: ["9090:80"]
        some:
          image: nginx:1.29
          scale: \${COUNT:-1}
          ports: ["9091:80"]
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          networks: [public]
          deploy: { replicas: 3 }
          ports: ["8080:80"]
      networks:
        public: { driver: overlay }
    `),
  ],
});
