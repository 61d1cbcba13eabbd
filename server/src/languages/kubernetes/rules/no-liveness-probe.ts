import { bad, good, source } from '../../../core/rule.js';
import { valueIn } from '../model/nodes.js';
import { placeOfContainer } from '../model/pods.js';
import { addProbe, isProbed, runsOn } from '../model/probes.js';
import { isWholePod } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/no-liveness-probe', {
  summary: 'A container without a liveness probe',
  why: `A program that hangs is not restarted unless a liveness probe notices. It should ask the process alone, never what it
depends on, and be slower than the readiness probe; a program that ends when it cannot go on needs none.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kube-linter:no-liveness-probe', 'polaris:livenessProbeMissing', 'checkov:CKV_K8S_8', 'kubescape:C-0056'],
  tags: ['production'],
  fix: 'unsafe',
  reach: 'part',
  messages: { missing: 'Container "{name}" has no liveness probe, so it is not restarted when it hangs. Add one.' },
  fixes: { add: 'Add a liveness probe of its port' },
  on: {
    container({ container, pod }, ctx) {
      if (!isProbed(container) || !runsOn(pod) || !isWholePod(pod, ctx)) return;
      if (valueIn(container.map, 'livenessProbe')) return;
      const edit = addProbe(ctx.text, container, 'livenessProbe');
      const fix = edit && { title: 'add' as const, edits: [edit] };
      ctx.report(placeOfContainer(container), 'missing', { name: container.name?.text ?? '' }, { fix });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: ‹a›
              ports: [{containerPort: 80, name: web}]
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                ports: [{containerPort: 80, name: web}]
                livenessProbe:
                  tcpSocket:
                    port: web
        `,
      },
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, livenessProbe: {exec: {command: [a]}}}]}\n'),
    good('apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: a}]}}}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {initContainers: [{name: a}]}\n'),
  ],
});
