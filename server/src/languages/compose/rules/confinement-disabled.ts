import { bad, good, source } from '../../../core/rule.js';
import { removeListed, serviceMap } from '../model/service-edits.js';
import { textsOf, valueAt } from '../model/value.js';
import { composeRule, type Rule, reportAt } from '../rule.js';

const seccompPeers = [
  ...['kics:default_seccomp_profile_disabled', 'kics:404fde2c', 'kics:seccomp_disabled'],
  'semgrep:seccomp-confinement-disabled',
];
const labelPeers = ['semgrep:selinux-separation-disabled'];

export const rule: Rule = composeRule('compose/confinement-disabled', {
  summary: 'A guard around a container is switched off',
  why: `Seccomp keeps a container from system calls that it should not need, AppArmor and SELinux from files of the host, and
masked paths hide parts of \`/proc\` and \`/sys\`. Take the option out, or name a profile that allows what is needed.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [...seccompPeers, ...labelPeers],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    off: '"{service}" runs without {guard}. Remove "{option}", or name a profile that allows what it needs.',
  },
  fixes: { remove: 'Remove "{option}"' },
  on: {
    service({ service }, ctx) {
      for (const item of textsOf(valueAt(service.value, 'security_opt'))) {
        const off = guardOf(item.text);
        if (!off) continue;
        const edits = removeListed(ctx, serviceMap(ctx.document, service.name), 'security_opt', item);
        const params = { service: service.name, guard: off.guard, option: item.text };
        const fix = edits && ({ title: 'remove', params, edits } as const);
        reportAt(ctx, item, 'off', params, { aliases: off.peers, fix });
      }
    },
  },
  examples: [
    bad(
      source`
        services:
          web:
            image: example/web:1
            security_opt:
              - ‹seccomp:unconfined›
              - no-new-privileges:true
              - ‹"apparmor=unconfined"›
              - ‹systempaths=unconfined›
          db:
            image: example/db:1
            security_opt: [‹"label:disable"›]
      `,
      {
        fixed: source`
          services:
            web:
              image: example/web:1
              security_opt:
                - no-new-privileges:true
            db:
              image: example/db:1
        `,
      },
    ),
    good(source`
      services:
        web:
          image: example/web:1
          security_opt: ["seccomp:./profile.json", "label:user:web", "apparmor=web", "seccomp=\${PROFILE}"]
    `),
  ],
});

function guardOf(option: string): { readonly guard: string; readonly peers: readonly string[] } | undefined {
  const match = /(?:^|[:=])(seccomp|apparmor|systempaths|label)[:=]\s*(\w+)\s*$/.exec(option);
  switch (`${match?.[1]} ${match?.[2]}`) {
    case 'seccomp unconfined':
      return { guard: 'a filter of system calls', peers: seccompPeers };
    case 'apparmor unconfined':
      return { guard: 'AppArmor', peers: [] };
    case 'systempaths unconfined':
      return { guard: 'masked system paths', peers: [] };
    case 'label disable':
      return { guard: 'SELinux labels', peers: labelPeers };
    default:
      return undefined;
  }
}
