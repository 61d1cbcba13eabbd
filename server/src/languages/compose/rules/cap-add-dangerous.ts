import { bad, good, source } from '../../../core/rule.js';
import { capabilityName, isDangerous } from '../model/capabilities.js';
import { imageOf } from '../model/containers.js';
import { removeListed, serviceMap } from '../model/service-edits.js';
import { textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/cap-add-dangerous', {
  summary: 'A container gets a capability that opens the host',
  why: `With \`SYS_ADMIN\`, \`SYS_MODULE\`, \`BPF\` and the like a container can take over the host; with \`NET_ADMIN\`,
\`SYS_PTRACE\` or \`DAC_READ_SEARCH\` it can listen to or read what is not its own. Add the one that is needed, drop the
rest with \`cap_drop: [ALL]\`. What a container has anyway may be given back after that, and images that set up
networks may have \`NET_ADMIN\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kics:container_capabilities_unrestricted', 'kics:ce76b7d0', 'kics:check_cap_add_cap_drop'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    all: '"{service}" gets all capabilities. Add only those that it needs.',
    capability:
      '"{service}" gets {capability}, which is far more than most containers need. Do without it where that is possible.',
  },
  fixes: { remove: 'Remove {capability}' },
  on: {
    service({ service }, ctx) {
      const repository = imageOf(service)?.repository ?? '';
      const dropped = textsOf(valueAt(service.value, 'cap_drop')).map(({ text }) => capabilityName(text));
      for (const item of textsOf(valueAt(service.value, 'cap_add'))) {
        const capability = capabilityName(item.text);
        if (!isDangerous(capability, dropped, repository)) continue;
        const edits = removeListed(ctx, serviceMap(ctx.document, service.name), 'cap_add', item);
        const fix = edits && ({ title: 'remove', params: { capability }, edits } as const);
        const message = capability === 'ALL' ? 'all' : 'capability';
        reportAt(ctx, item, message, { service: service.name, capability }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            cap_add:
              - ‹all›
          vpn:
            image: example/proxy:1
            cap_add:
              - ‹CAP_NET_ADMIN›
              - CHOWN
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
            vpn:
              image: example/proxy:1
              cap_add:
                - CHOWN
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          cap_drop: [ALL]
          cap_add: [NET_RAW, DAC_OVERRIDE, NET_BIND_SERVICE]
        db:
          image: postgres:18
          cap_add: [SYS_NICE, "\${CAPABILITY}"]
        vpn:
          image: lscr.io/linuxserver/wireguard:1.0.20250521
          cap_add: [NET_ADMIN]
    `),
  ],
});
