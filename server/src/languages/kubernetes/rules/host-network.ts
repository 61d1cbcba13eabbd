import { bad, good, source } from '../../../core/rule.js';
import { scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { removeIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/host-network', {
  summary: 'A pod that shares the network of its node',
  why: `A pod with \`hostNetwork\` shares the network of its node. It reaches what listens on the node only for itself, sees the traffic of other pods, and no NetworkPolicy holds for it.
Only agents that look after the node itself need that.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:host-network',
    'pss:baseline/hostNamespaces',
    'polaris:hostNetworkSet',
    'trivy:KSV009',
    'checkov:CKV_K8S_19',
    'kubescape:C-0041',
  ],
  tags: ['baseline'],
  fix: 'unsafe',
  reach: 'part',
  messages: { shared: 'This pod shares the network of its node. Remove "hostNetwork".' },
  fixes: { remove: 'Remove hostNetwork' },
  on: {
    pod(pod, ctx) {
      const shared = scalarIn(pod.spec, 'hostNetwork');
      if (!shared || meaning(shared) !== true) return;
      const edit = removeIn(ctx.text, pod.spec, 'hostNetwork');
      ctx.report(shared, 'shared', {}, { fix: edit && { title: 'remove', edits: [edit] } });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          hostNetwork: ‹true›
          containers: [{name: a, image: b}]
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers: [{name: a, image: b}]
        `,
      },
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {hostNetwork: false, containers: [{name: a, image: b}]}
    `),
  ],
});
