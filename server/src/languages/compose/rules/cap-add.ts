import { bad, good, source } from '../../../core/rule.js';
import { capabilityName, isDangerous } from '../model/capabilities.js';
import { imageOf } from '../model/containers.js';
import { textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/cap-add', {
  summary: 'A container gets a capability',
  why: `Each capability is a right of root that the program, and whoever breaks into it, can use. Check whether it is needed:
\`NET_BIND_SERVICE\` is not for ports from 1024 on, \`CHOWN\` and \`SETUID\` not for a container that runs as its user.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:container_capabilities_unrestricted', 'kics:ce76b7d0', 'kics:check_cap_add_cap_drop'],
  fix: 'none',
  reach: 'part',
  messages: { capability: '"{service}" gets {capability}. Check that it needs it.' },
  on: {
    service({ service }, ctx) {
      const repository = imageOf(service)?.repository ?? '';
      const dropped = textsOf(valueAt(service.value, 'cap_drop')).map(({ text }) => capabilityName(text));
      for (const item of textsOf(valueAt(service.value, 'cap_add'))) {
        const capability = capabilityName(item.text);
        if (!isDangerous(capability, dropped, repository))
          reportAt(ctx, item, 'capability', { service: service.name, capability });
      }
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: example/web:1
          cap_drop: [ALL]
          cap_add: [‹NET_BIND_SERVICE›, ‹cap_chown›]
    `),
    good(source`
      services:
        web:
          image: example/web:1
          cap_drop: [ALL]
        admin:
          image: example/admin:1
          cap_add: [SYS_ADMIN]
    `),
  ],
});
