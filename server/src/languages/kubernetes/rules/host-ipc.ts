import { bad, good, source } from '../../../core/rule.js';
import { scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { removeIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/host-ipc', {
  summary: 'A pod that shares the memory between processes of its node',
  why: `A pod with \`hostIPC\` shares the memory between processes of its node. It can read and change what processes of the node and of other pods give each other.
Only agents that look after the node itself need that.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:host-ipc',
    'pss:baseline/hostNamespaces',
    'polaris:hostIPCSet',
    'trivy:KSV008',
    'checkov:CKV_K8S_18',
    'kubescape:C-0038',
    'kubescape:C-0276',
  ],
  tags: ['baseline'],
  fix: 'unsafe',
  reach: 'part',
  messages: { shared: 'This pod shares the memory between processes of its node. Remove "hostIPC".' },
  fixes: { remove: 'Remove hostIPC' },
  on: {
    pod(pod, ctx) {
      const shared = scalarIn(pod.spec, 'hostIPC');
      if (!shared || meaning(shared) !== true) return;
      const edit = removeIn(ctx.text, pod.spec, 'hostIPC');
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
          hostIPC: ‹true›
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
      spec: {hostIPC: false, containers: [{name: a, image: b}]}
    `),
  ],
});
