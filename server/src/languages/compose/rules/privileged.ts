import { bad, good, source } from '../../../core/rule.js';
import { mapAt, removeAttribute, serviceMap } from '../model/service-edits.js';
import { booleanOf, itemsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/privileged', {
  summary: 'A container, build or hook has all privileges of the host',
  why: `A privileged container has all capabilities and devices and no confinement: whoever breaks into it has the host.
Give it the capability (\`cap_add\`) or the device (\`devices\`) that it needs instead.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kics:privileged_containers_enabled', 'kics:ae5b6871', 'semgrep:privileged-service'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    service: '"{service}" has full control of the host. Give it the capabilities or devices that it needs instead.',
    build: 'The build of "{service}" has full control of the host. Allow it the entitlements that it needs instead.',
    hook: 'A hook of "{service}" has full control of the host. Run it without "privileged".',
  },
  fixes: { remove: 'Remove "privileged"' },
  on: {
    service({ service }, ctx) {
      const { name, value } = service;
      const own = valueAt(value, 'privileged');
      if (own && booleanOf(own)) {
        const edits = removeAttribute(ctx, serviceMap(ctx.document, name), 'privileged');
        reportAt(ctx, own, 'service', { service: name }, { fix: edits && { title: 'remove', edits } });
      }
      const build = valueAt(value, 'build', 'privileged');
      if (build && booleanOf(build)) {
        const edits = removeAttribute(ctx, mapAt(ctx.document, 'services', name, 'build'), 'privileged');
        const fix = edits && ({ title: 'remove', edits } as const);
        reportAt(ctx, build, 'build', { service: name }, { aliases: [], fix });
      }
      for (const hooks of ['pre_start', 'post_start', 'pre_stop']) {
        for (const hook of itemsOf(valueAt(value, hooks))) {
          const privileged = valueAt(hook, 'privileged');
          if (!privileged || !booleanOf(privileged)) continue;
          const map = hook.node.kind === 'map' ? hook.node : undefined;
          const edits = removeAttribute(ctx, map, 'privileged');
          const fix = edits && ({ title: 'remove', edits } as const);
          reportAt(ctx, privileged, 'hook', { service: name }, { aliases: [], fix });
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
            privileged: ‹true› # why not
            ports: ["8080:80"]
          builder:
            build:
              context: .
              privileged: ‹true›
            post_start:
              - command: ./prepare
                privileged: ‹yes›
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              ports: ["8080:80"]
            builder:
              build:
                context: .
              post_start:
                - command: ./prepare
        `,
      },
    ),
    bad('services:\n  web: { image: example/web:1, privileged: ‹true› }\n', {
      fixed: 'services:\n  web: { image: example/web:1 }\n',
    }),
    bad(source`
      x-agent: &agent
        image: example/agent:1
        privileged: ‹true›
      services:
        one:
          <<: *agent
        two:
          <<: *agent
        three:
          extends: { service: one }
    `),
    good(source`
      services:
        web:
          image: example/web:1
          privileged: false
        db:
          image: example/db:1
          privileged: "\${PRIVILEGED}"
    `),
  ],
});
