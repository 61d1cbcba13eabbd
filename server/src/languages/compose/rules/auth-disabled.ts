import { bad, good, source } from '../../../core/rule.js';
import { commandOf, imageOf } from '../model/containers.js';
import { isProduction } from '../model/file-names.js';
import { keyed } from '../model/merge.js';
import { mountOf } from '../model/mounts.js';
import { portOf } from '../model/ports.js';
import type { Service } from '../model/project.js';
import { booleanOf, itemsOf, textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/auth-disabled', {
  summary: 'A database lets everyone in',
  why: `With \`POSTGRES_HOST_AUTH_METHOD=trust\`, an empty password or security switched off, whoever reaches the port reads and
writes everything. Redis and MongoDB ask for no password unless they are told to, which matters as soon as their port is
published on an address that others reach. This is a note, and a warning in files for production.`,
  category: 'security',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    trust: '"{service}" lets everyone in without a password. Choose another method than "trust".',
    empty: '"{name}" lets everyone into "{service}" without a password. Set a password instead.',
    security: 'Without its security features "{service}" lets everyone in. Leave them on.',
    published: '"{service}" asks for no password and its port {port} is published. Set one, or publish at 127.0.0.1.',
  },
  on: {
    service({ service }, ctx) {
      const severity = isProduction(ctx.path, ctx.text) ? 'warning' : 'info';
      const members = keyed(valueAt(service.value, 'environment'))?.members;
      for (const { key, value, place } of members?.values() ?? []) {
        const params = { service: service.name, name: key };
        if (key === 'POSTGRES_HOST_AUTH_METHOD' && textOf(value) === 'trust')
          reportAt(ctx, place, 'trust', params, { severity });
        else if (/(?:^|_)ALLOW_(?:EMPTY|ANONYMOUS)(?:_\w+)?$/.test(key) && /pass|login/i.test(key) && booleanOf(value))
          reportAt(ctx, place, 'empty', params, { severity });
        else if (key.toLowerCase() === 'xpack.security.enabled' && booleanOf(value) === false)
          reportAt(ctx, place, 'security', params, { severity });
      }
      if (!asksForNoPassword(service)) return;
      for (const item of itemsOf(valueAt(service.value, 'ports'))) {
        const port = portOf(item);
        if (!port || /^127\.|^\[?::1/.test(port.hostIp ?? '')) continue;
        if (![6379, 27017].includes(port.container[0])) continue;
        const params = { service: service.name, port: `${port.container[0]}` };
        reportAt(ctx, port.hostPlace, 'published', params, { severity });
        return;
      }
    },
  },
  examples: [
    bad(source`
      services:
        db:
          image: postgres:18
          environment:
            ‹POSTGRES_HOST_AUTH_METHOD›: trust
        old:
          image: mysql:8.4
          environment: [‹MYSQL_ALLOW_EMPTY_PASSWORD›=yes]
        search:
          image: elasticsearch:9.1.0
          environment:
            - ‹xpack.security.enabled›=false
        cache:
          image: redis:8
          ports: ["‹6379›:6379"]
        docs:
          image: mongo:8
          ports: ["‹27017›:27017"]
    `),
    good(source`
      services:
        db:
          image: postgres:18
          environment:
            POSTGRES_HOST_AUTH_METHOD: scram-sha-256
            MYSQL_ALLOW_EMPTY_PASSWORD: "no"
            xpack.security.enabled: "true"
        cache:
          image: redis:8
          command: redis-server --requirepass \${PASSWORD}
          ports: ["6379:6379"]
        local:
          image: redis:8
          ports: ["127.0.0.1:6379:6379"]
        configured:
          image: redis:8
          volumes: ["./redis.conf:/etc/redis.conf"]
          ports: ["6379:6379"]
        docs:
          image: mongo:8
          environment: { MONGO_INITDB_ROOT_PASSWORD: "\${PASSWORD}" }
          ports: ["27017:27017"]
        hidden:
          image: mongo:8
    `),
  ],
});

/** Whether a Redis or MongoDB surely has no password: nothing sets one, and no file could. */
function asksForNoPassword(service: Service): boolean {
  const image = imageOf(service)?.repository;
  const isRedis = image === 'redis' || image === 'valkey/valkey';
  if (!isRedis && image !== 'mongo') return false;
  const { value } = service;
  if (valueAt(value, 'env_file') || valueAt(value, 'build') || valueAt(value, 'entrypoint')) return false;
  const command = commandOf(value, 'command');
  if (valueAt(value, 'command') && command === undefined) return false;
  if (isRedis) {
    if (command !== undefined && /requirepass|aclfile|\.conf\b|\bsh\b|REDIS_PASSWORD/i.test(command)) return false;
    return !itemsOf(valueAt(value, 'volumes')).some((item) =>
      /\.conf|\.acl|\/etc\//.test(mountOf(item)?.target ?? '.conf'),
    );
  }
  if (command !== undefined && /--auth|--keyFile|--config|-f\b/.test(command)) return false;
  const environment = keyed(valueAt(value, 'environment'))?.members;
  return ![...(environment?.keys() ?? [])].some((key) => key.startsWith('MONGO_INITDB_ROOT_PASSWORD'));
}
