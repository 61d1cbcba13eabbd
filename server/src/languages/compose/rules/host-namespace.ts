import { bad, good, source } from '../../../core/rule.js';
import { removeAttribute, serviceMap } from '../model/service-edits.js';
import { textOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

/** The attributes that choose a namespace, what they share, and the peers that look at them. */
const namespaces = [
  ['pid', 'the processes', ['kics:host_namespace_is_shared', 'kics:4f31dd9f']],
  ['ipc', 'the interprocess communication', ['kics:shared_host_ipc_namespace', 'kics:baa3890f']],
  ['userns_mode', 'the users', ['kics:shared_host_user_namespace', 'kics:8af7162d']],
  ['uts', 'the host name', []],
  ['cgroup', 'the control groups', []],
] as const;

export const rule: Rule = composeRule('compose/host-namespace', {
  summary: 'A container shares a namespace of the host',
  why: `Namespaces keep a container from seeing the processes, memory, users and control groups of the host. Without one of
them it can watch or disturb what runs there. Take the attribute out, or share that of another container
(\`service:NAME\`).`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: namespaces.flatMap(([, , peers]) => peers),
  fix: 'unsafe',
  reach: 'part',
  messages: { host: '"{service}" shares {what} of the host. Remove "{key}", or share that of another service.' },
  fixes: { remove: 'Remove "{key}"' },
  on: {
    service({ service }, ctx) {
      for (const [key, what, aliases] of namespaces) {
        const value = valueAt(service.value, key);
        if (!value || textOf(value) !== 'host') continue;
        const edits = removeAttribute(ctx, serviceMap(ctx.document, service.name), key);
        const fix = edits && ({ title: 'remove', params: { key }, edits } as const);
        reportAt(ctx, value, 'host', { service: service.name, what, key }, { aliases, fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          agent:
            image: example/agent:1
            pid: ‹"host"› # to see all
            ipc: ‹host›
            userns_mode: ‹host›
            uts: ‹host›
            cgroup: ‹host›
      `,
      { fixed: 'services:\n  agent:\n    image: example/agent:1\n' },
    ),
    good(source`
      services:
        agent:
          image: example/agent:1
          pid: "service:web"
          ipc: shareable
          userns_mode: \${USERNS}
          cgroup: private
        web:
          image: example/web:1
          pid: "container:web_1"
    `),
  ],
});
