import { bad, good, source } from '../../../core/rule.js';
import { mapsIn, scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { removeIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/host-port', {
  summary: 'A port of the node given to a container',
  why: `A \`hostPort\` opens a port on every node the pod may run on, past Services and most network policies, and keeps a second
pod from being placed there. Use a Service instead.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['pss:baseline/hostPorts', 'polaris:hostPortSet', 'trivy:KSV024', 'checkov:CKV_K8S_26', 'kubescape:C-0044'],
  tags: ['baseline'],
  fix: 'unsafe',
  reach: 'part',
  messages: { port: 'Container "{name}" takes port {port} of its node. Remove "hostPort" and use a Service.' },
  fixes: { remove: 'Remove hostPort' },
  on: {
    container({ container }, ctx) {
      for (const port of mapsIn(container.map, 'ports')) {
        const host = scalarIn(port, 'hostPort');
        const value = meaning(host);
        if (!host || typeof value !== 'number' || value === 0) continue;
        const edit = removeIn(ctx.text, port, 'hostPort');
        const fix = edit && { title: 'remove' as const, edits: [edit] };
        ctx.report(host, 'port', { name: container.name?.text ?? '', port: value }, { fix });
      }
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
            - name: a
              ports:
                - containerPort: 80
                  hostPort: ‹80›
                - {hostPort: ‹81›, containerPort: 81}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                ports:
                  - containerPort: 80
                  - {containerPort: 81}
        `,
      },
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, ports: [{containerPort: 80, hostPort: 0}]}]}
    `),
  ],
});
