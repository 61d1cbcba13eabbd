import { bad, good, source } from '../../../core/rule.js';
import { scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { removeIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/host-pid', {
  summary: 'A pod that sees all processes of its node',
  why: `A pod with \`hostPID\` sees all processes of its node. It can read the environment of every process of the node, with the secrets in it, and end any of them as root.
Only agents that look after the node itself need that.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:host-pid',
    'pss:baseline/hostNamespaces',
    'polaris:hostPIDSet',
    'trivy:KSV010',
    'checkov:CKV_K8S_17',
    'kubescape:C-0038',
    'kubescape:C-0275',
  ],
  tags: ['baseline'],
  fix: 'unsafe',
  reach: 'part',
  messages: { shared: 'This pod sees all processes of its node. Remove "hostPID".' },
  fixes: { remove: 'Remove hostPID' },
  on: {
    pod(pod, ctx) {
      const shared = scalarIn(pod.spec, 'hostPID');
      if (!shared || meaning(shared) !== true) return;
      const edit = removeIn(ctx.text, pod.spec, 'hostPID');
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
          hostPID: ‹true›
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
      spec: {hostPID: false, containers: [{name: a, image: b}]}
    `),
  ],
});
