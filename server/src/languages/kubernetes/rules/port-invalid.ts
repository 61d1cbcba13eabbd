import { bad, good, source } from '../../../core/rule.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { isApplied } from '../model/applied.js';
import { mapsIn, scalarIn, textIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { isBadPortName, isOutOfRange } from '../model/ports.js';
import { meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/port-invalid', {
  summary: 'A port that the API server refuses',
  why: `Ports are numbers from 1 to 65535. Their names have at most 15 lower-case letters, digits and hyphens, a letter among them,
and are used once per container. Two containers cannot take the same port of the node, and with \`hostNetwork\` a \`hostPort\` is the
port of the container.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-score:container-ports-check', 'kube-linter:invalid-target-ports'],
  fix: 'none',
  reach: 'part',
  messages: {
    range: '{port} is no port. Use a number from 1 to 65535.',
    name: '"{name}" is no name of a port. Use at most 15 lower-case letters, digits and single hyphens, with a letter among them.',
    duplicate: 'The name "{name}" is used for another port of this container. Give each port its own.',
    clash: 'Port {port} of the node is taken by another port of this pod. Use another "hostPort".',
    network: 'In the network of the node, "hostPort" has to be {port}, as "containerPort" is. Take "hostPort" out.',
  },
  on: {
    pod({ containers, spec, object }, ctx) {
      if (!isApplied(object)) return;
      const isHost = meaning(scalarIn(spec, 'hostNetwork')) === true;
      const taken = new Set<string>();
      for (const { map, kind } of containers) {
        const names = new Set<string>();
        for (const port of mapsIn(map, 'ports')) {
          const number = scalarIn(port, 'containerPort');
          if (number && isOutOfRange(number)) ctx.report(number, 'range', { port: number.text }, { aliases });
          const name = scalarIn(port, 'name');
          if (name && isBadPortName(name)) ctx.report(name, 'name', { name: name.text }, { aliases });
          else if (name && name.text !== '' && names.has(name.text))
            ctx.report(name, 'duplicate', { name: name.text }, { aliases: ['kube-score:container-ports-check'] });
          names.add(name?.text ?? '');
          const host = scalarIn(port, 'hostPort');
          const value = meaning(host);
          if (!host || typeof value !== 'number' || value === 0) continue;
          const inside = meaning(number);
          // Init containers run one after another.
          const use = kind === 'container' ? useOf(port, value) : undefined;
          if (isOutOfRange(host)) ctx.report(host, 'range', { port: host.text }, { aliases: [] });
          else if (isHost && typeof inside === 'number' && inside !== value)
            ctx.report(host, 'network', { port: inside }, { aliases: [] });
          else if (use && taken.has(use)) ctx.report(host, 'clash', { port: value }, { aliases: [] });
          if (use) taken.add(use);
        }
      }
    },
    object(object, ctx) {
      if (!isKind(object, 'Service') || !isApplied(object)) return;
      for (const port of mapsIn(object.map, 'spec', 'ports')) {
        const number = scalarIn(port, 'port');
        if (number && isOutOfRange(number)) ctx.report(number, 'range', { port: number.text }, { aliases: [] });
        const target = scalarIn(port, 'targetPort');
        if (!target) continue;
        if (isOutOfRange(target)) ctx.report(target, 'range', { port: target.text }, { aliases: forTargets });
        else if (typeof meaning(target) === 'string' && isBadPortName(target))
          ctx.report(target, 'name', { name: target.text }, { aliases: forTargets });
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        containers:
          - name: a
            image: a:1
            ports:
              - {name: http, containerPort: 80, hostPort: 80}
              - {name: ‹http›, containerPort: ‹70000›}
              - {name: ‹a-name-too-long-›, containerPort: 81, hostPort: ‹0x1ffff›}
              - {name: ‹"8080"›, containerPort: 82}
              - {name: ‹Metrics›, containerPort: 83, hostPort: ‹80›}
              - {containerPort: 84, hostPort: 80, protocol: UDP}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec: {hostNetwork: true, containers: [{name: a, image: a:1, ports: [{containerPort: 80, hostPort: ‹81›}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {ports: [{port: ‹0›, targetPort: ‹123456›}, {port: 80, targetPort: ‹web--port›}]}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        hostNetwork: true
        initContainers:
          - {name: i, image: a:1, ports: [{name: http, containerPort: 80, hostPort: 80}]}
        containers:
          - {name: a, image: a:1, ports: [{name: http, containerPort: 80, hostPort: 80}, {containerPort: 81, hostPort: 0}]}
          - {name: b, image: a:1, ports: [{name: http, containerPort: '\${PORT}'}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {ports: [{name: a, port: 80, targetPort: http}, {name: b, port: 81, targetPort: 8080}]}
    `),
  ],
});

const aliases = ['kube-score:container-ports-check', 'kube-linter:invalid-target-ports'];
const forTargets = ['kube-linter:invalid-target-ports'];

/** What a port takes of its node: the same number may be taken once per address and protocol. */
function useOf(port: YamlMap, host: number): string {
  return `${textIn(port, 'hostIP') ?? ''} ${host} ${textIn(port, 'protocol') ?? 'TCP'}`;
}
