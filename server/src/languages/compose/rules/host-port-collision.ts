import { bad, good, source } from '../../../core/rule.js';
import { type Port, portOf } from '../model/ports.js';
import { mayRunTogether } from '../model/profiles.js';
import type { Service } from '../model/project.js';
import { itemsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/host-port-collision', {
  summary: 'Two services publish the same host port',
  why: `Only one program can listen on a port of the host, so the second container does not start: "port is
already allocated". Ports of the container alone, ports on different addresses and services whose
profiles never run together are no conflict.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:no-duplicate-exported-ports'],
  fix: 'none',
  messages: {
    taken: 'Host port {port} is also published by "{other}". Publish another port here or there.',
    twice: 'Host port {port} is published twice by "{other}". Publish it once.',
    range: 'The range {port} shares host ports with "{other}", so one of the two may not start. Publish other ports.',
  },
  on: {
    project(project, ctx) {
      const published: { readonly service: Service; readonly port: Port }[] = [];
      for (const service of project.services.values()) {
        for (const item of itemsOf(valueAt(service.value, 'ports'))) {
          const port = portOf(item);
          if (!port?.host) continue;
          for (const other of published) {
            if (!collide(port, other.port) || !mayRunTogether(service, other.service)) continue;
            for (const [one, two] of [
              [{ service, port }, other],
              [other, { service, port }],
            ] as const) {
              const host = one.port.host ?? [0, 0];
              const params = {
                port: host[0] === host[1] ? `${host[0]}` : `${host[0]}-${host[1]}`,
                other: two.service.name,
              };
              const same = one.service === two.service;
              const related = [relatedAt(ctx, two.port.hostPlace, `"${two.service.name}" publishes it here`)];
              const free = isChoice(one.port) || isChoice(two.port);
              const message = free ? 'range' : same ? 'twice' : 'taken';
              reportAt(ctx, one.port.hostPlace, message, params, { related, ...(free && { severity: 'warning' }) });
            }
          }
          published.push({ service, port });
        }
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          ports:
            - "‹8080›:80"
        api:
          image: example/api:1
          ports:
            - target: 3000
              published: ‹"8080"›
    `),
    bad(
      source`
        services:
          api:
            image: example/api:1
            ports: ["127.0.0.1:‹9000›:9000"]
      `,
      {
        path: 'compose.override.yaml',
        files: { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.29\n    ports: ["9000:80"]\n' },
      },
    ),
    good(source`
      services:
        web:
          image: nginx:1.29
          ports: ["80", "127.0.0.1:8080:80", "8080:80/udp"]
        api:
          image: example/api:1
          ports: ["80", "127.0.0.2:8080:80", "\${PORT}:80"]
    `),
    good(source`
      services:
        blue:
          image: nginx:1.29
          profiles: [blue]
          ports: ["8080:80"]
        green:
          image: nginx:1.29
          profiles: [green]
          ports: ["8080:80"]
    `),
  ],
});

/** A range of host ports for one container port: the engine takes the first that is free. */
function isChoice({ host, container }: Port): boolean {
  return host !== undefined && host[0] !== host[1] && container[0] === container[1];
}

function collide(one: Port, two: Port): boolean {
  if (!one.host || !two.host || one.protocol !== two.protocol) return false;
  if (one.host[1] < two.host[0] || two.host[1] < one.host[0]) return false;
  return isEvery(one.hostIp) || isEvery(two.hostIp) || one.hostIp === two.hostIp;
}

function isEvery(address: string | undefined): boolean {
  return address === undefined || address === '' || address === '0.0.0.0' || address === '::' || address === '[::]';
}
