import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { type PortIndex, portIndex } from '../model/container-ports.js';
import { networkMode, shareStack } from '../model/reach.js';
import { type Address, addressesOf, isLoopback } from '../model/service-urls.js';
import { composeRule, isHere, type Rule } from '../rule.js';

/** More services than that on one port are no choice. */
const mostChoices = 20;

export const rule: Rule = composeRule('compose/service-url-localhost', {
  summary: 'Address of another service as localhost',
  why: `Inside of a container, \`localhost\` is the container itself. Another service is reached by its name and the port
that it listens on in its own container: \`db:5432\`. Addresses of web pages that a browser on the host can open are not
reported.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    other:
      'In a container, {host} is the container itself. Port {port} is that of "{service}": write "{service}:{inner}".',
  },
  fixes: { name: 'Write "{service}:{inner}"' },
  on: {
    project(project, ctx) {
      let index: PortIndex | undefined;
      for (const service of project.services.values()) {
        const mode = networkMode(service);
        if (mode === 'host' || mode === '' || mode?.startsWith('container:')) continue;
        for (const address of addressesOf(service)) {
          const { host, port, exact, hostPlace, portPlace } = address;
          if (!isLoopback(host) || port === undefined || address.source === 'label') continue;
          if (!isHere(ctx, hostPlace)) continue;
          index ??= portIndex(project, ctx.graph);
          const owners = [...(index.inside.get(port) ?? []), ...(index.published.get(port) ?? [])];
          if (owners.some((one) => one.service === service) || isForBrowser(index, address)) continue;
          const others = owners.slice(0, mostChoices).filter(({ service: other }, i) => {
            const first = owners.findIndex((one) => one.service === other) === i;
            return first && networkMode(other) !== 'host' && !shareStack(service, other);
          });
          const [first] = others;
          if (!first) continue;
          const fixes = others.flatMap(({ service: other, inner }) => {
            if (!exact || (inner !== port && !portPlace)) return [];
            const edits = [replace(hostPlace.span, other.name)];
            if (inner !== port && portPlace) edits.push(replace(portPlace.span, `${inner}`));
            return [{ title: 'name' as const, params: { service: other.name, inner }, edits }];
          });
          const params = { host, port, service: first.service.name, inner: first.inner };
          ctx.report(hostPlace.span, 'other', params, { fixes });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            ports: ["8080:80"]
            environment:
              DATABASE_URL: postgres://app:\${PASSWORD}@‹localhost›:5433/app
              REDIS_HOST: ‹127.0.0.1›
              REDIS_PORT: 6379
              SEARCH: http://‹localhost›:9200
          db:
            image: postgres:18
            ports: ["127.0.0.1:5433:5432"]
          cache:
            image: redis:8
          search:
            image: example/search:1
            expose: ["9200"]
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              ports: ["8080:80"]
              environment:
                DATABASE_URL: postgres://app:\${PASSWORD}@db:5432/app
                REDIS_HOST: cache
                REDIS_PORT: 6379
                SEARCH: http://search:9200
            db:
              image: postgres:18
              ports: ["127.0.0.1:5433:5432"]
            cache:
              image: redis:8
            search:
              image: example/search:1
              expose: ["9200"]
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          ports: ["8080:80"]
          environment:
            API_URL: http://localhost:3000
            SELF: http://localhost:80
            OTHER: redis://localhost:7000
            DATABASE_URL: postgres://db:5432/app
        api:
          image: example/api:1
          ports: ["3000:3000"]
          healthcheck:
            test: curl -f http://localhost:80 || exit 1
        db:
          image: postgres:18
        tool:
          image: example/tool:1
          network_mode: host
          environment:
            DATABASE_URL: postgres://localhost:5432/app
        side:
          image: example/side:1
          network_mode: service:db
          environment:
            DATABASE_URL: postgres://localhost:5432/app
    `),
    good(source`
      services:
        kafka:
          image: apache/kafka:4.1.0
          ports: ["29092:29092"]
          environment:
            KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://kafka:9092,HOST://localhost:29092
        ui:
          image: example/ui:1
          environment:
            PUBLIC_DB_HOST: localhost:5432
        db:
          image: postgres:18
    `),
  ],
});

const forOthers =
  /PUBLIC|CORS|ORIGIN|REDIRECT|CALLBACK|FRONTEND|BROWSER|ADVERTISED|EXTERNAL|LISTEN|BIND|DOMAIN|HOSTNAME|ALLOWED|TRUSTED|SITE|VITE_|REACT_APP_|VUE_APP_|EXPO_/i;

/** Whether who uses an address may be a browser on the host, or another program that is in no container. */
function isForBrowser(index: PortIndex, { scheme, key, port }: Address): boolean {
  if (key !== undefined && forOthers.test(key)) return true;
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'ws' && scheme !== 'wss') return false;
  return port !== undefined && index.published.has(port);
}
