import { bad, good } from '../../../core/rule.js';
import { mapsIn, scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/privileged-ports', {
  summary: 'A container port below 1024',
  why: `On nodes with older runtimes only root may open ports below 1024. Let the program listen above, and have the Service map the
port that clients know to it.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['kube-linter:privileged-ports', 'trivy:KSV117'],
  fix: 'none',
  reach: 'part',
  messages: { low: 'Container "{name}" listens on port {port}, below 1024. Use a higher one.' },
  on: {
    container({ container }, ctx) {
      for (const port of mapsIn(container.map, 'ports')) {
        const at = scalarIn(port, 'containerPort');
        const value = meaning(at);
        if (at && typeof value === 'number' && value > 0 && value < 1024)
          ctx.report(at, 'low', { name: container.name?.text ?? '', port: value });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: ‹80›}]}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: 1024}]}]}\n'),
  ],
});
