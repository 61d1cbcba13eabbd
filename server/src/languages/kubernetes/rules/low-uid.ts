import { bad, good, source } from '../../../core/rule.js';
import { placeOfContainer } from '../model/pods.js';
import { effective, hasOwnUsers, isWholePod, isWindows, meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/low-uid', {
  summary: 'A user or group that may be one of the node too',
  why: `The numbers of users in a container are those of its node. A user and a group of 10000 or more are no one there, so that
a way out of the container ends with no rights. With \`hostUsers: false\` they are mapped to such anyway.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['kube-score:container-security-context-user-group-id', 'trivy:KSV020', 'trivy:KSV021', 'checkov:CKV_K8S_40'],
  fix: 'none',
  reach: 'part',
  messages: {
    user: 'Container "{name}" may run as a user of its node. Set "runAsUser" above 10000.',
    group: 'Container "{name}" may run in a group of its node. Set "runAsGroup" above 10000.',
  },
  on: {
    container({ container, pod }, ctx) {
      if (!isWholePod(pod, ctx) || isWindows(pod) || hasOwnUsers(pod)) return;
      for (const [what, key] of [
        ['user', 'runAsUser'],
        ['group', 'runAsGroup'],
      ] as const) {
        const id = effective(pod, container, key);
        const value = meaning(id);
        if (id && (typeof value !== 'number' || value > 10000)) continue;
        const trivy = what === 'user' ? 'trivy:KSV020' : 'trivy:KSV021';
        const isLow = typeof value !== 'number' || value < 10000;
        const others = [
          ...(isLow ? ['kube-score:container-security-context-user-group-id'] : []),
          ...(isLow && what === 'user' ? ['checkov:CKV_K8S_40'] : []),
        ];
        const at = id ?? placeOfContainer(container);
        ctx.report(at, what, { name: container.name?.text ?? '' }, { aliases: [trivy, ...others] });
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        securityContext: {runAsGroup: 20000}
        containers: [{name: ‹a›}, {name: b, securityContext: {runAsUser: ‹1000›}}]
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {securityContext: {runAsUser: 20000, runAsGroup: 20000}, containers: [{name: a}]}
    `),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostUsers: false, containers: [{name: a}]}\n'),
  ],
});
