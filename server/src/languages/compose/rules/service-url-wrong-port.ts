import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { behindHostPort, containerPorts } from '../model/container-ports.js';
import { networkMode, serviceOfHost } from '../model/reach.js';
import { addressesOf } from '../model/service-urls.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/service-url-wrong-port', {
  summary: 'Published port in the address of a service',
  why: `In \`"8080:80"\` the first port is one of the host. Services reach one another on the network of the project, where
the container's port counts: \`http://web:80\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    host: '"{service}" publishes {port} for the host; other services reach it on port {inner}. Write "{name}:{inner}".',
  },
  fixes: { inner: 'Write port {inner}' },
  on: {
    service({ service, project }, ctx) {
      for (const { host, port, portPlace, exact } of addressesOf(service)) {
        if (port === undefined || !portPlace) continue;
        const target = serviceOfHost(project, host);
        if (!target || target === service || networkMode(target) !== undefined) continue;
        const inner = behindHostPort(target, port);
        if (inner === undefined || inner === port || containerPorts(project, target, ctx.graph).has(port)) continue;
        const params = { service: target.name, name: host, port, inner };
        const edits = exact && isHere(ctx, portPlace) ? [replace(portPlace.span, `${inner}`)] : undefined;
        reportAt(ctx, portPlace, 'host', params, { fix: edits && { title: 'inner', params, edits } });
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
              - API_URL=http://api:‹8080›/v1
              - DB_ADDR=store:‹5433›
            command: ["serve", "--api=http://api:‹8080›"]
          api:
            image: example/api:1
            ports: ["8080:80"]
          db:
            image: postgres:18
            container_name: store
            ports:
              - target: 5432
                published: "5433"
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              environment:
                - API_URL=http://api:80/v1
                - DB_ADDR=store:5432
              command: ["serve", "--api=http://api:80"]
            api:
              image: example/api:1
              ports: ["8080:80"]
            db:
              image: postgres:18
              container_name: store
              ports:
                - target: 5432
                  published: "5433"
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          environment:
            API_URL: http://api:80
            METRICS: http://api:9100
            ADMIN: http://api:9000
            ANY: http://api:\${API_PORT}
        api:
          image: example/api:1
          expose: [9000]
          ports: ["8080:80", "9000:90", "9100:9100"]
    `),
  ],
});
