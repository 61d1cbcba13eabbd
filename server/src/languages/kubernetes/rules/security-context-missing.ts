import { bad, good, source } from '../../../core/rule.js';
import { mapIn } from '../model/nodes.js';
import { placeOfContainer } from '../model/pods.js';
import { isWholePod } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/security-context-missing', {
  summary: 'A container that says nothing of what it may do',
  why: `Without a \`securityContext\` a container has every right that the cluster gives by default: root, if its image says so, with
the default capabilities. Say what it needs, for the pod or for the container.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['trivy:KSV118', 'checkov:CKV_K8S_29', 'checkov:CKV_K8S_30', 'kubescape:C-0211'],
  fix: 'none',
  reach: 'part',
  messages: {
    both: 'Neither container "{name}" nor its pod has a security context. Add one.',
    container: 'Container "{name}" has no security context of its own, only that of its pod.',
    pod: 'The pod has no security context, only its container "{name}".',
  },
  on: {
    container({ container, pod }, ctx) {
      if (!isWholePod(pod, ctx)) return;
      const ofPod = (mapIn(pod.spec, 'securityContext')?.entries.length ?? 0) > 0;
      const ofContainer = (mapIn(container.map, 'securityContext')?.entries.length ?? 0) > 0;
      if (ofPod && ofContainer) return;
      const name = container.name?.text ?? '';
      const at = placeOfContainer(container);
      if (!ofPod && !ofContainer) ctx.report(at, 'both', { name });
      else if (ofPod)
        ctx.report(at, 'container', { name }, { aliases: ['checkov:CKV_K8S_30', 'kubescape:C-0211'], profile: 'all' });
      else ctx.report(at, 'pod', { name }, { aliases: ['kubescape:C-0211'], profile: 'all' });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: ‹a›, securityContext: {}}]}\n'),
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {securityContext: {runAsNonRoot: true}, containers: [{name: ‹a›}]}
    `),
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: ‹a›, securityContext: {runAsUser: 1}}]}\n'),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {securityContext: {runAsNonRoot: true}, containers: [{name: a, securityContext: {privileged: false}}]}
    `),
  ],
});
