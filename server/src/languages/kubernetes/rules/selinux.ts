import { bad, good, source } from '../../../core/rule.js';
import { isPlaceholder } from '../model/applied.js';
import { targetRelease } from '../model/release.js';
import { own } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

const types: ReadonlySet<string> = new Set(['container_t', 'container_init_t', 'container_kvm_t']);

export const rule: Rule = kubernetesRule('kubernetes/selinux', {
  summary: 'An SELinux label that is none of a container',
  why: `With another type, user or role of SELinux, processes of the container may do what only those of the node may. Leave
\`user\` and \`role\` out, and use a type for containers, such as \`container_t\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['pss:baseline/seLinuxOptions', 'trivy:KSV025'],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: {
    type: 'SELinux type "{value}" is none for containers. Use container_t.',
    part: 'The SELinux {key} "{value}" may have rights on the node. Leave it out.',
  },
  on: {
    pod(pod, ctx) {
      const hasEngine = !isBefore(targetRelease(ctx.kubernetesVersion), '1.31');
      for (const { map } of [{ map: pod.spec }, ...pod.containers]) {
        for (const key of ['type', 'user', 'role']) {
          const at = own(map, 'seLinuxOptions', key);
          if (!at || at.text === '' || isPlaceholder(at.text)) continue;
          if (key !== 'type') ctx.report(at, 'part', { key, value: at.text });
          else if (!types.has(at.text) && !(hasEngine && at.text === 'container_engine_t'))
            ctx.report(at, 'type', { value: at.text });
        }
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        securityContext: {seLinuxOptions: {type: ‹spc_t›, user: ‹root›}}
        containers: [{name: a, securityContext: {seLinuxOptions: {role: ‹sysadm_r›}}}]
    `),
    bad('apiVersion: v1\nkind: Pod\nspec: {securityContext: {seLinuxOptions: {type: ‹container_engine_t›}}}\n', {
      kubernetesVersion: '1.30',
    }),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {securityContext: {seLinuxOptions: {type: container_engine_t, level: s0}}}\n',
    ),
  ],
});
