import { bad, good } from '../../../core/rule.js';
import { mapsIn, scalarIn, textIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/ssh-port', {
  summary: 'A port for SSH',
  why: `A container with a server for SSH has keys to look after and a way in that no one sees in the audit log of the cluster. Use
\`kubectl exec\` or \`kubectl debug\`.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kube-linter:ssh-port', 'kubescape:C-0042'],
  fix: 'none',
  reach: 'part',
  messages: { ssh: 'Port {port} is for SSH. Use "kubectl exec" to get into a container.' },
  on: {
    container({ container }, ctx) {
      for (const port of mapsIn(container.map, 'ports')) {
        const at = scalarIn(port, 'containerPort');
        if (at && meaning(at) === 22 && (textIn(port, 'protocol') ?? 'TCP') === 'TCP')
          ctx.report(at, 'ssh', { port: 22 }, { aliases: ['kube-linter:ssh-port'] });
      }
    },
    object(object, ctx) {
      if (!isKind(object, 'Service')) return;
      for (const port of mapsIn(object.map, 'spec', 'ports')) {
        if ((textIn(port, 'protocol') ?? 'TCP') !== 'TCP') continue;
        const at = [scalarIn(port, 'targetPort'), scalarIn(port, 'port')].find((one) => one && isSsh(meaning(one)));
        if (at) ctx.report(at, 'ssh', { port: at.text }, { aliases: ['kubescape:C-0042'] });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: ‹22›}]}]}\n'),
    bad('apiVersion: v1\nkind: Service\nspec: {ports: [{port: ‹22›}, {port: 80, targetPort: ‹2222›}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: 22, protocol: UDP}]}]}\n'),
  ],
});

function isSsh(port: unknown): boolean {
  return port === 22 || port === 2222;
}
