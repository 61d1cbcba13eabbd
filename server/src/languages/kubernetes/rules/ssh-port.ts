import { bad, good, source } from '../../../core/rule.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { mapsIn, scalarIn, textIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { servicesOf, unitOf } from '../model/unit.js';
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
  messages: {
    ssh: 'Port {port} is for SSH. Use "kubectl exec" to get into a container.',
    served: 'A Service leads to port {port} of this pod, which is for SSH. Use "kubectl exec" instead.',
  },
  on: {
    container({ container }, ctx) {
      for (const port of mapsIn(container.map, 'ports')) {
        const at = scalarIn(port, 'containerPort');
        if (at && meaning(at) === 22 && isTcp(port))
          ctx.report(at, 'ssh', { port: 22 }, { aliases: ['kube-linter:ssh-port'] });
      }
    },
    pod(pod, ctx) {
      const ports = servicesOf(unitOf(ctx), pod).flatMap(({ map }) => mapsIn(map, 'spec', 'ports'));
      const at = pod.object.name ?? pod.object.kind;
      const ssh = ports.find((port) => isTcp(port) && [22, 2222].some((one) => leadsTo(port, one)));
      if (!at || !ssh) return;
      const number = textIn(ssh, 'targetPort') ?? textIn(ssh, 'port') ?? '22';
      ctx.report(at, 'served', { port: number }, { aliases: ['kubescape:C-0042'] });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: ‹22›}]}]}\n'),
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: ‹a›, labels: {app: a}}
      spec: {containers: [{name: a}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {selector: {app: a}, ports: [{port: 80, targetPort: 2222}]}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a, labels: {app: a}}
      spec: {containers: [{name: a}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {selector: {app: b}, ports: [{port: 22}]}
    `),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ports: [{containerPort: 22, protocol: UDP}]}]}\n'),
  ],
});

function isTcp(port: YamlMap): boolean {
  return (textIn(port, 'protocol') || 'TCP') === 'TCP';
}

function leadsTo(port: YamlMap, number: number): boolean {
  return ['port', 'targetPort'].some((key) => meaning(scalarIn(port, key)) === number);
}
