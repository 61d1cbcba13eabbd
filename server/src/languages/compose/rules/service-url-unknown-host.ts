import { replace } from '../../../core/edit.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { isOnExternalNetwork, networkMode, serviceOfHost, toldHosts } from '../model/reach.js';
import { addressesOf, isLoopback } from '../model/service-urls.js';
import { isWhole } from '../model/standing.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

/** Where there are more services, a name is near to many. */
const mostCompared = 300;

const networkSchemes =
  /^(?:https?|wss?|postgres(?:ql)?|mysql2?|mariadb|mongodb|rediss?|valkeys?|amqps?|nats|mqtts?|tcp|udp|grpcs?|ldaps?|smtps?|ftps?|sftp|bolt|neo4j|clickhouse|memcached?)$/;

export const rule: Rule = composeRule('compose/service-url-unknown-host', {
  summary: 'Address of a host that the project does not have',
  why: `A host's name without a dot is looked up among the services of the project, their aliases and container names, and
\`extra_hosts\`. One that is none of these is most often a mistyped or removed service.`,
  category: 'correctness',
  severity: 'hint',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    unknown: 'No service, alias or extra host is called "{host}". Name a service, or add the host to "extra_hosts".',
    nearest: 'No service, alias or extra host is called "{host}". Did you mean "{nearest}"?',
  },
  fixes: { nearest: 'Write "{nearest}"' },
  on: {
    service({ service, project }, ctx) {
      if (!project.complete || !isWhole(project) || networkMode(service) !== undefined) return;
      if (isOnExternalNetwork(project, service)) return;
      const told = toldHosts(service);
      for (const { host, scheme, source: from, hostPlace, exact } of addressesOf(service)) {
        if (scheme === undefined || !networkSchemes.test(scheme) || from === 'label') continue;
        if (!/^[a-z][a-z0-9_-]*$/.test(host) || isLoopback(host) || told.has(host)) continue;
        if (serviceOfHost(project, host) || isPlaceholder(host)) continue;
        const near = project.services.size > mostCompared ? undefined : nearest(host, [...project.services.keys()]);
        const params = { host, nearest: near ?? '' };
        const edits =
          near !== undefined && exact && isHere(ctx, hostPlace) ? [replace(hostPlace.span, near)] : undefined;
        reportAt(ctx, hostPlace, near === undefined ? 'unknown' : 'nearest', params, {
          fix: edits && { title: 'nearest', params, edits },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            environment:
              DATABASE_URL: postgres://‹databse›:5432/app
              QUEUE: amqp://guest@‹broker›
          database:
            image: postgres:18
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              environment:
                DATABASE_URL: postgres://database:5432/app
                QUEUE: amqp://guest@broker
            database:
              image: postgres:18
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          hostname: shop
          extra_hosts: ["mail=10.0.0.5"]
          environment:
            A: http://database:80
            B: http://store
            C: http://db-main
            D: smtp://mail:25
            E: http://shop
            F: https://example.com
            G: s3://bucket/key
            H: http://\${HOST}:80
            I: http://localhost:80
            J: file://a/b
        database:
          image: postgres:18
          container_name: store
          networks:
            default:
              aliases: [db-main]
        outer:
          image: example/web:1
          networks: [shared]
          environment:
            A: http://elsewhere
      networks:
        shared:
          external: true
    `),
  ],
});

function isPlaceholder(host: string): boolean {
  return /^(?:host|hostname|example|user|username|server|domain|your[-_]?\w*|my[-_]?\w*|x+)$/.test(host);
}
