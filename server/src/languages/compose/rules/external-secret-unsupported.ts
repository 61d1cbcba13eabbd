import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { isForSwarm } from '../model/swarm.js';
import { usesOf } from '../model/usage.js';
import { booleanOf, memberAt, valueAt } from '../model/value.js';
import { composeRule, isHere, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/external-secret-unsupported', {
  summary: 'Secret or config that only Swarm has',
  why: `External secrets and configs, and those of a driver, are kept by Swarm. Compose starts no service that uses one:
"unsupported external secret". Take them from a \`file\` or from an \`environment\` variable. Projects for
\`docker stack deploy\` are left alone.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    external:
      'Compose starts no service with the {kind} "{name}", as it is external. Take it from a file or a variable.',
    driver: 'Compose starts no service with the {kind} "{name}", as it has "{key}". Take it from a file or a variable.',
  },
  fixes: { file: 'Take it from {file}' },
  on: {
    resource({ kind, member, project }, ctx) {
      if ((kind !== 'secrets' && kind !== 'configs') || isForSwarm(project)) return;
      const { key: name, value } = member;
      if (!usesOf(project)[kind].has(name)) return;
      const external = valueAt(value, 'external');
      const isExternal = external && (external.kind === 'table' || booleanOf(external) === true);
      const key = isExternal ? 'external' : ['driver', 'template_driver'].find((one) => valueAt(value, one));
      const at = key === undefined ? undefined : memberAt(value, key);
      if (!at || !value || key === undefined) return;
      const entry = entryOf(value.node, key);
      const file = `./${kind}/${name}`;
      const lone = key === 'external' && !memberAt(value, 'name') && !valueAt(external, 'name');
      const edits = lone && entry && isHere(ctx, value) ? [replace(entry, `file: ${file}`)] : undefined;
      const params = { kind: kind === 'secrets' ? 'secret' : 'config', name, key };
      reportAt(ctx, at.place, key === 'external' ? 'external' : 'driver', params, {
        fix: edits && { title: 'file', params: { file }, edits },
      });
    },
  },
  examples: [
    bad(
      source`
        services:
          db:
            image: example/db:1
            secrets: [password]
            configs:
              - source: settings
                target: /etc/settings
        secrets:
          password:
            ‹external›: true
        configs:
          settings: { ‹external›: true }
      `,
      {
        fixed: source`
          services:
            db:
              image: example/db:1
              secrets: [password]
              configs:
                - source: settings
                  target: /etc/settings
          secrets:
            password:
              file: ./secrets/password
          configs:
            settings: { file: ./configs/settings }
        `,
      },
    ),
    bad(
      'services:\n  db:\n    image: example/db:1\n    secrets: [p]\nsecrets:\n  p:\n    ‹driver›: vault\n    file: ./p\n',
    ),
    good(source`
      services:
        db:
          image: example/db:1
          secrets: [password]
      secrets:
        password: { file: ./password }
        other: { external: true }
    `),
    good('services:\n  db:\n    image: example/db:1\n    secrets: [p]\nsecrets:\n  p: { external: true }\n', {
      path: 'stack.compose.yaml',
    }),
  ],
});
