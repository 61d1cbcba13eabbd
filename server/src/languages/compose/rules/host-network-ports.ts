import { bad, good, source } from '../../../core/rule.js';
import { publishedPorts } from '../model/container-ports.js';
import { removeAttribute, serviceMap } from '../model/service-edits.js';
import { itemsOf, memberAt, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/host-network-ports', {
  summary: 'Published ports of a service on the network of the host',
  why: `On the network of the host, a container listens on the host's ports itself, and the engine drops what \`ports\` says:
\`"8080:80"\` is reached on 80, not on 8080. Take \`ports\` out, or the \`network_mode\`. Compose v1 and podman-compose refuse
both together.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'safe',
  reach: 'part',
  messages: {
    moved: '"{service}" is on the network of the host, so nothing is published on {port}. Take "ports" out.',
    dropped: '"{service}" is on the network of the host, where "ports" has no effect. Take it out.',
  },
  fixes: { remove: 'Remove "ports"' },
  on: {
    service({ service }, ctx) {
      const mode = valueAt(service.value, 'network_mode');
      const ports = memberAt(service.value, 'ports');
      if (!mode || textOf(mode) !== 'host' || !ports || itemsOf(ports.value).length === 0) return;
      const moved = publishedPorts(service).find(({ host, container }) => host && host[0] !== container[0])?.host;
      const edits = removeAttribute(ctx, serviceMap(ctx.document, service.name), 'ports');
      reportAt(
        ctx,
        ports.place,
        moved ? 'moved' : 'dropped',
        { service: service.name, port: moved?.[0] ?? '' },
        {
          ...(!moved && { severity: 'warning' }),
          related: [relatedAt(ctx, mode, 'The network mode')],
          fix: edits && { title: 'remove', edits },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ‹ports›:
              - "8080:80"
            network_mode: host
      `,
      { fixed: 'services:\n  web:\n    image: nginx:1.29\n    network_mode: host\n' },
    ),
    bad('services:\n  web: { image: "nginx:1.29", network_mode: host, ‹ports›: ["80:80"] }\n', {
      fixed: 'services:\n  web: { image: "nginx:1.29", network_mode: host }\n',
    }),
    good(source`
      services:
        web:
          image: nginx:1.29
          network_mode: host
          expose: ["80"]
        api:
          image: example/api:1
          network_mode: \${MODE}
          ports: ["8080:80"]
    `),
    good('services:\n  web:\n    image: nginx:1.29\n    network_mode: bridge\n    ports: ["8080:80"]\n'),
  ],
});
