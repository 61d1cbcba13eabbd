import { bad, good, source } from '../../../core/rule.js';
import { memberAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

export const rule: Rule = composeRule('compose/cgroup-parent', {
  summary: 'A container runs in a control group of its own choice',
  why: `The limits and accounts of a container hang on its control group. In another one than Docker's it may escape those of
the engine, or share those of other programs. Leave \`cgroup_parent\` out unless that is what you want.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kics:cgroup_not_default', 'kics:4d9f44c6'],
  fix: 'none',
  reach: 'part',
  messages: { parent: '"{service}" runs in another control group than Docker\'s. Remove "cgroup_parent" if you can.' },
  on: {
    service({ service }, ctx) {
      const member = memberAt(service.value, 'cgroup_parent');
      if (member?.value) reportAt(ctx, member.place, 'parent', { service: service.name });
    },
  },
  examples: [
    bad(source`
      services:
        web:
          image: nginx:1.29
          ‹cgroup_parent›: m-executor-abcd
    `),
    good(source`
      services:
        web:
          image: nginx:1.29
          cgroup: private
    `),
  ],
});
