import { bad, good, source } from '../../../core/rule.js';
import { imageOf } from '../model/containers.js';
import { hostPathsOf, isEngineSocket } from '../model/host-paths.js';
import { removeAttribute, removeListed, serviceMap } from '../model/service-edits.js';
import { booleanOf, memberAt, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const peers = [
  ...['kics:docker_socket_mounted_in_container', 'kics:d6355c88'],
  'semgrep:exposing-docker-socket-volume',
];

export const rule: Rule = composeRule('compose/docker-socket', {
  summary: 'A container may command the container engine',
  why: `Who can write to the engine's socket can start a container that mounts the whole host: it is root there. \`:ro\` does not
change that, as it only keeps the socket from being replaced. Put a proxy between that allows only what is needed, or
use an API that needs no socket.

Proxies, dashboards and collectors of logs or metrics that are known to read from the engine get by with a note when
they mount it read-only.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers,
  fix: 'unsafe',
  reach: 'part',
  messages: {
    socket: 'With "{socket}", "{service}" can take over the host. Put a proxy of the socket between, or do without.',
    known:
      '"{service}" reads from the engine through "{socket}", which could take over the host. A proxy of the socket is safer.',
    api: '"{service}" gets the engine\'s socket and the logins to registries. Do without "use_api_socket".',
  },
  fixes: { remove: 'Remove the mount', api: 'Remove "use_api_socket"' },
  on: {
    service({ service }, ctx) {
      const map = serviceMap(ctx.document, service.name);
      for (const found of hostPathsOf(service)) {
        if (!isEngineSocket(found.path)) continue;
        const known = found.readOnly && knownReaders.test(imageOf(service)?.repository ?? '');
        const edits = found.mount && removeListed(ctx, map, 'volumes', found.mount.value);
        reportAt(
          ctx,
          found.place,
          known ? 'known' : 'socket',
          { service: service.name, socket: found.mount?.source ?? 'docker.sock' },
          { fix: edits && { title: 'remove', edits }, ...(known && { severity: 'info' }) },
        );
      }
      const member = memberAt(service.value, 'use_api_socket');
      if (member && booleanOf(valueAt(service.value, 'use_api_socket'))) {
        const edits = removeAttribute(ctx, map, 'use_api_socket');
        const fix = edits && ({ title: 'api', edits } as const);
        reportAt(ctx, member.place, 'api', { service: service.name }, { aliases: [], fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          ci:
            image: example/runner:1
            volumes:
              - ‹/var/run/docker.sock›:/var/run/docker.sock
              - work:/work
          podman:
            image: example/tool:1
            volumes:
              - type: bind
                source: ‹/run/user/1000/podman/podman.sock›
                target: /run/podman.sock
          model:
            image: example/model:1
            ‹use_api_socket›: true
        volumes:
          work:
      `,
      {
        fixed: source`
          services:
            ci:
              image: example/runner:1
              volumes:
                - work:/work
            podman:
              image: example/tool:1
            model:
              image: example/model:1
          volumes:
            work:
        `,
      },
    ),
    bad(source`
      services:
        proxy:
          image: traefik:v3.5
          volumes:
            - ‹/var/run/docker.sock›:/var/run/docker.sock:ro
            - ‹"\${SOCKET:-/var/run/docker.sock}:/var/run/docker.sock"›
    `),
    good(source`
      services:
        proxy:
          image: traefik:v3.5
          environment: { DOCKER_HOST: "tcp://socket-proxy:2375" }
          volumes: ["./docker.sock.md:/docs/docker.md", "\${DATA}:/data"]
          use_api_socket: false
    `),
  ],
});

/** Images that read from the engine and are made to be given its socket. */
const knownReaders =
  /(?:^|\/)(?:traefik|nginx-proxy|docker-gen|docker-letsencrypt-nginx-proxy-companion|acme-companion|caddy-docker-proxy|docker-socket-proxy|socket-proxy|portainer(?:-ce|-ee)?|agent|dozzle|cadvisor|glances|homepage|homarr|netdata|promtail|alloy|telegraf|vector|fluent-bit|filebeat|metricbeat|node-exporter|beszel-agent|diun|logspout|swarm-visualizer|visualizer|uptime-kuma)$/;
