import { bad, good, source } from '../../../core/rule.js';
import { withHostPort } from '../model/port-edits.js';
import { type Port, portOf } from '../model/ports.js';
import { mayRunTogether } from '../model/profiles.js';
import type { Project, Service } from '../model/project.js';
import { isScaledToNone } from '../model/scale.js';
import { itemsOf, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, relatedAt, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/host-port-collision', {
  summary: 'Two services publish the same host port',
  why: `Only one program can listen on a port of the host, so the second container does not start: "port is
already allocated". Ports of the container alone, ports on different addresses and services whose
profiles never run together do not conflict.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['dclint:no-duplicate-exported-ports'],
  fix: 'unsafe',
  messages: {
    taken: 'Host port {port} is also published by "{other}". Publish another port here or there.',
    twice: 'Host port {port} is published twice by "{other}". Publish it once.',
    range: 'The range {port} shares host ports with "{other}", so one of the two may not start. Publish other ports.',
  },
  fixes: { free: 'Publish {free}, which is free' },
  on: {
    project(project, ctx) {
      const published = publishedIn(project);
      const told = new Set<Published>();
      const taken = published.map(({ host }) => host);
      for (const [late, early] of collisions(published)) {
        // Only the later one moves: if both did, they could meet again.
        const free = taken.length < published.length + mostMoved ? freeAfter(late.host, taken) : undefined;
        const edits = free && withHostPort(late.port, written(free));
        if (free && edits) taken.push(free);
        for (const [one, two] of [
          [early, late],
          [late, early],
        ] as const) {
          if (told.has(one)) continue;
          told.add(one);
          const same = one.service === two.service;
          const choice = isChoice(one.port) || isChoice(two.port);
          reportAt(
            ctx,
            one.port.hostPlace,
            choice ? 'range' : same ? 'twice' : 'taken',
            { port: written(one.host), other: two.service.name },
            {
              // What one service takes over from another is often a template that is never started.
              ...((choice || isInherited(one, two)) && { severity: 'warning' }),
              related: [relatedAt(ctx, two.port.hostPlace, `"${two.service.name}" publishes it here`)],
              fix:
                one === late && free && edits ? { title: 'free', params: { free: written(free) }, edits } : undefined,
            },
          );
        }
      }
    },
  },
  examples: [
    bad(
      source`
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
          docs:
            image: example/docs:1
            ports:
              - 8081:80
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports:
                - "8080:80"
            api:
              image: example/api:1
              ports:
                - target: 3000
                  published: "8082"
            docs:
              image: example/docs:1
              ports:
                - 8081:80
        `,
      },
    ),
    bad(
      source`
        services:
          web:
            image: nginx:1.29
            ports: ["‹3000-3005›:3000-3005"]
          api:
            image: example/api:1
            ports: ["127.0.0.1:‹3004›:3004"]
          pool:
            image: example/pool:1
            ports: ["‹3005-3009›:80"]
      `,
      {
        fixed: source`
          services:
            web:
              image: nginx:1.29
              ports: ["3000-3005:3000-3005"]
            api:
              image: example/api:1
              ports: ["127.0.0.1:3010:3004"]
            pool:
              image: example/pool:1
              ports: ["3011-3015:80"]
        `,
      },
    ),
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
    good(source`
      services:
        web:
          image: nginx:1.29
          ports: ["0.0.0.0:8080:80", "9090:90"]
        six:
          image: nginx:1.29
          ports: ["[::1]:8080:80"]
        none:
          image: nginx:1.29
          scale: 0
          ports: ["9090:90"]
    `),
  ],
});

interface Published {
  readonly service: Service;
  readonly port: Port;
  readonly host: readonly [number, number];
  /** Its number among all of the project. */
  readonly index: number;
}

function publishedIn(project: Project): readonly Published[] {
  const found: Published[] = [];
  for (const service of project.services.values()) {
    if (isScaledToNone(service) || textOf(valueAt(service.value, 'network_mode')) === 'host') continue;
    for (const item of itemsOf(valueAt(service.value, 'ports'))) {
      const port = portOf(item);
      if (port?.host) found.push({ service, port, host: port.host, index: found.length });
    }
  }
  return found;
}

/** Each port that another one before it has taken, with that one, the first of all. */
function collisions(published: readonly Published[]): readonly (readonly [Published, Published])[] {
  const found = new Map<Published, Published>();
  const open: Published[] = [];
  // In the order of their numbers, each can only meet those that have not ended.
  for (const one of published.toSorted((a, b) => a.host[0] - b.host[0] || a.index - b.index)) {
    for (let i = open.length - 1; i >= 0; i--) if ((open[i]?.host[1] ?? 0) < one.host[0]) open.splice(i, 1);
    for (const other of open) {
      const [early, late] = other.index < one.index ? [other, one] : [one, other];
      if (found.has(late) || !collide(one.port, other.port) || !mayRunTogether(one.service, other.service)) continue;
      found.set(late, early);
      if (late === one) break;
    }
    open.push(one);
  }
  return [...found].sort(([a], [b]) => a.index - b.index);
}

/** The next host ports that are not taken, as many as there are in a range. */
function freeAfter(
  [from, to]: readonly [number, number],
  taken: readonly (readonly [number, number])[],
): readonly [number, number] | undefined {
  const size = to - from + 1;
  let first = to + 1;
  for (const [start, end] of taken.toSorted((a, b) => a[0] - b[0]))
    if (start < first + size && end >= first) first = end + 1;
  return first + size - 1 > highest ? undefined : [first, first + size - 1];
}

const highest = 65_535;
/** How many ports are given another number at most: each costs a look at all. */
const mostMoved = 100;

function written([first, last]: readonly [number, number]): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** Whether two ports are the same lines of a file, which one service has from the other. */
function isInherited({ port: { hostPlace: one } }: Published, { port: { hostPlace: two } }: Published): boolean {
  return one.file.path === two.file.path && one.span.start === two.span.start;
}

/** A range of host ports for one container port: the engine takes the first that is free. */
function isChoice({ host, container }: Port): boolean {
  return host !== undefined && host[0] !== host[1] && container[0] === container[1];
}

function collide(one: Port, two: Port): boolean {
  if (one.protocol !== two.protocol) return false;
  const [first, second] = [one.hostIp || '*', two.hostIp || '*'];
  if (first === '*' || second === '*' || first === second) return true;
  const [v6, other6] = [first.includes(':'), second.includes(':')];
  return v6 === other6 && (isEvery(first) || isEvery(second));
}

function isEvery(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '[::]';
}
