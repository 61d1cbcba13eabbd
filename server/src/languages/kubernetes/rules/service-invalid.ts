import { bad, good, source } from '../../../core/rule.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { isApplied, isPlaceholder } from '../model/applied.js';
import { entryIn, mapIn, mapsIn, scalarIn, seqIn, textIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { isPatch, isPatched } from '../model/patches.js';
import { meaning } from '../model/security-context.js';
import { setIn } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/service-invalid', {
  summary: 'A Service that the API server refuses',
  why: `A Service needs ports unless it is headless or stands for an external name. Several ports have names, each its own, and no two
the same number and protocol. Ports of nodes and settings of load balancers are for Services that have them.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    none: 'The Service "{name}" has no ports. Add one, or make it headless with "clusterIP: None".',
    unnamed: 'A Service with several ports has a name for each. Set "name".',
    name: 'The name "{name}" is used for another port of this Service. Give each port its own.',
    port: 'Another port of this Service is {port} too. Change one of them.',
    node: 'Port {port} of the nodes is taken by another port of this Service. Use another "nodePort".',
    range:
      'Port {port} is outside the usual range of nodes, 30000 to 32767. Use one of these unless your cluster has another.',
    cluster: 'A Service of type ClusterIP has no port of the nodes. Take "nodePort" out, or set "type: NodePort".',
    external: 'A Service of type ExternalName needs "externalName". Add it.',
    address: 'A Service of type ExternalName has no address in the cluster. Take "clusterIP" out.',
    headless: 'A Service of type {type} cannot be headless. Take "clusterIP: None" out.',
    balancer: '"{field}" is for Services of type LoadBalancer. Take it out, or change "type".',
    outside: '"{field}" is for Services that are reached from outside. Take it out, or change "type".',
    timeout: '{value} is out of range. Use 1 to 86400 seconds.',
  },
  fixes: { name: 'Name the port "{name}"' },
  on: {
    object(object, ctx) {
      if (!isKind(object, 'Service') || !isApplied(object)) return;
      const spec = mapIn(object.map, 'spec');
      if (!spec || isPatch(object, ctx) || isPatched(ctx.path, ctx.files)) return;
      const type = textIn(spec, 'type') || 'ClusterIP';
      if (isPlaceholder(type)) return;
      const ip = scalarIn(spec, 'clusterIP');
      const ports = mapsIn(spec, 'ports');
      const isHeadless = ip?.text === 'None';
      const count = seqIn(spec, 'ports')?.items.length ?? 0;
      const list = entryIn(spec, 'ports');
      const isUnknown = (ip !== undefined && isPlaceholder(ip.text)) || isPlaceholder(textIn(spec, 'ports') ?? '');
      const place = list?.key ?? object.name ?? object.kind;
      if (count === 0 && type !== 'ExternalName' && !isHeadless && !isUnknown && place)
        ctx.report(place, 'none', { name: object.name?.text ?? '' });
      const names = new Set<string>();
      const uses = new Set<string>();
      const nodes = new Set<string>();
      for (const port of ports) {
        const number = scalarIn(port, 'port');
        const name = scalarIn(port, 'name');
        const protocol = textIn(port, 'protocol') || 'TCP';
        if (!name?.text && count > 1 && number) {
          const named = freeName(number.text, protocol, ports);
          const edit = named === undefined ? undefined : setIn(ctx.text, port, ['name'], named);
          const fix = edit && { title: 'name' as const, params: { name: named ?? '' }, edits: [edit] };
          ctx.report(number, 'unnamed', {}, { fix });
        }
        if (name?.text && !isPlaceholder(name.text)) {
          if (names.has(name.text)) ctx.report(name, 'name', { name: name.text });
          names.add(name.text);
        }
        const value = meaning(number);
        const use = `${value} ${protocol}`;
        if (number && typeof value === 'number' && uses.has(use)) ctx.report(number, 'port', { port: value });
        uses.add(use);
        const node = scalarIn(port, 'nodePort');
        const nodeValue = meaning(node);
        if (!node || typeof nodeValue !== 'number' || nodeValue === 0) continue;
        const nodeUse = `${nodeValue} ${protocol}`;
        if (type === 'ClusterIP') ctx.report(node, 'cluster');
        else if (nodes.has(nodeUse)) ctx.report(node, 'node', { port: nodeValue });
        else if (nodeValue < 30000 || nodeValue > 32767)
          ctx.report(node, 'range', { port: nodeValue }, { severity: 'warning' });
        nodes.add(nodeUse);
      }
      const typeAt = scalarIn(spec, 'type');
      if (type === 'ExternalName') {
        if (typeAt && !textIn(spec, 'externalName')) ctx.report(typeAt, 'external');
        if (ip && ip.text !== '' && ip.text !== 'None' && !isPlaceholder(ip.text)) ctx.report(ip, 'address');
      }
      if (ip && isHeadless && (type === 'LoadBalancer' || type === 'NodePort')) ctx.report(ip, 'headless', { type });
      for (const field of ['allocateLoadBalancerNodePorts', 'loadBalancerClass']) {
        const key = entryIn(spec, field)?.key;
        if (key && scalarIn(spec, field)?.text && type !== 'LoadBalancer') ctx.report(key, 'balancer', { field });
      }
      const policy = entryIn(spec, 'externalTrafficPolicy');
      const isOutside = type === 'LoadBalancer' || type === 'NodePort' || seqIn(spec, 'externalIPs') !== undefined;
      if (policy?.key && textIn(spec, 'externalTrafficPolicy') && !isOutside)
        ctx.report(policy.key, 'outside', { field: 'externalTrafficPolicy' });
      const timeout = scalarIn(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
      const seconds = meaning(timeout);
      if (timeout && typeof seconds === 'number' && (seconds < 1 || seconds > 86400))
        ctx.report(timeout, 'timeout', { value: seconds });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Service
        metadata: {name: a}
        spec:
          ports:
            - port: ‹80›
              targetPort: 8080
            - {name: admin, port: 81}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Service
          metadata: {name: a}
          spec:
            ports:
              - port: 80
                targetPort: 8080
                name: tcp-80
              - {name: admin, port: 81}
        `,
      },
    ),
    bad(source`
      apiVersion: v1
      kind: Service
      metadata: {name: ‹a›}
      spec: {selector: {app: a}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: b}
      spec:
        ‹externalTrafficPolicy›: Local
        ‹loadBalancerClass›: example.com/a
        sessionAffinityConfig: {clientIP: {timeoutSeconds: ‹0›}}
        ports: [{name: a, port: 80, nodePort: ‹30080›}, {name: ‹a›, port: ‹80›}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: c}
      spec: {type: ‹ExternalName›, clusterIP: ‹10.0.0.1›}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: d}
      spec: {type: NodePort, clusterIP: ‹None›, ports: [{name: a, port: 1, nodePort: 30001}, {name: b, port: 2, nodePort: ‹30001›}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: e}
      spec: {type: NodePort, ports: [{port: 80, nodePort: ‹80›}]}
    `),
    good(source`
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {clusterIP: None, selector: {app: a}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: b}
      spec: {type: ExternalName, externalName: example.com}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: c}
      spec:
        type: LoadBalancer
        externalTrafficPolicy: Local
        loadBalancerClass: example.com/a
        ports: [{name: dns, port: 53, nodePort: 30053}, {name: dns-udp, port: 53, protocol: UDP, nodePort: 30053}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: d}
      spec: {ports: [{port: 80}]}
    `),
  ],
});

/** A name for a port after its protocol and number; undefined where another port has it, or it is no name. */
function freeName(number: string, protocol: string, ports: readonly YamlMap[]): string | undefined {
  const name = `${protocol.toLowerCase()}-${number}`;
  return /^[a-z]+-\d{1,5}$/.test(name) && !ports.some((port) => textIn(port, 'name') === name) ? name : undefined;
}
