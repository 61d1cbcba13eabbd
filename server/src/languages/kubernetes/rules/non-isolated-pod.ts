import { bad, good, source } from '../../../core/rule.js';
import { isolationsOf, isPolicyFor } from '../model/isolation.js';
import { mapsIn, valueIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { isWholePod } from '../model/security-context.js';
import { unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

const oneWay = ['kube-score:pod-networkpolicy', 'polaris:missingNetworkPolicy', 'kubescape:C-0030'];

export const rule: Rule = kubernetesRule('kubernetes/non-isolated-pod', {
  summary: 'A pod that anything may talk to',
  why: `Without a NetworkPolicy every pod of the cluster reaches every other, and the internet. Deny all in the namespace, and allow
what is needed: incoming from the clients, outgoing to what is used and to DNS. Only policies in the folder of the file are seen.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: [
    'kube-linter:non-isolated-pod',
    'kube-score:pod-networkpolicy',
    'polaris:missingNetworkPolicy',
    'kubescape:C-0030',
    'kubescape:C-0260',
    'checkov:CKV2_K8S_6',
    'kubescape:C-0049',
    'kubescape:C-0054',
    'kubescape:C-0206',
    'trivy:KSV038',
  ],
  fix: 'none',
  messages: {
    pod: 'No NetworkPolicy holds for this pod: anything may talk to it. Add one that denies all, and allow what is needed.',
    oneWay:
      'The policies for this pod hold in one way only, or let nothing through. Say what comes in and what goes out.',
    namespace: 'Namespace "{name}" has no NetworkPolicy: its pods talk to anything. Add one that denies all.',
    open: 'This policy names no pods or namespaces to allow. Say who may talk to whom.',
  },
  on: {
    pod(pod, ctx) {
      const at = pod.object.name ?? pod.object.kind;
      if (!at || !isWholePod(pod, ctx)) return;
      const unit = unitOf(ctx);
      if (!unit.isWhole) return;
      const found = isolationsOf(unit, pod);
      if (found.length === 0) {
        const others = ['kube-linter:non-isolated-pod', 'checkov:CKV2_K8S_6', 'kubescape:C-0260'];
        ctx.report(at, 'pod', {}, { aliases: [...others, ...oneWay] });
        return;
      }
      const isClosed = found.some(({ ingress }) => ingress) && found.some(({ egress }) => egress);
      const hasRules = found.some((one) => one.hasRules);
      const isCilium = found.some((one) => one.isCilium && (one.ingress || one.egress));
      const aliases = [
        ...(isClosed ? [] : ['kube-score:pod-networkpolicy']),
        ...(hasRules ? [] : ['polaris:missingNetworkPolicy']),
        ...(isClosed || isCilium ? [] : ['kubescape:C-0030']),
      ];
      if (aliases.length > 0) ctx.report(at, 'oneWay', {}, { aliases });
    },
    object(object, ctx) {
      const { name, map } = object;
      if (isKind(object, 'Namespace') && name) {
        const unit = unitOf(ctx);
        if (!unit.isWhole || unit.objects.some((one) => isPolicyFor(one, name.text))) return;
        const aliases = ['kubescape:C-0049', 'kubescape:C-0054', 'kubescape:C-0206'];
        ctx.report(name, 'namespace', { name: name.text }, { aliases });
      }
      if (!isKind(object, 'NetworkPolicy', 'networking.k8s.io') || !name) return;
      const ways = [...mapsIn(map, 'spec', 'ingress'), ...mapsIn(map, 'spec', 'egress')];
      const peers = ways.flatMap((way) => [...mapsIn(way, 'from'), ...mapsIn(way, 'to')]);
      const own = [valueIn(map, 'spec', 'podSelector'), valueIn(map, 'spec', 'namespaceSelector')];
      const isNarrow = peers.some((peer) => valueIn(peer, 'podSelector') ?? valueIn(peer, 'namespaceSelector'));
      if (!isNarrow && own.every((one) => one === undefined))
        ctx.report(name, 'open', {}, { aliases: ['trivy:KSV038'] });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nmetadata: {name: ‹a›, labels: {app: a}}\nspec: {containers: [{name: a}]}\n'),
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: ‹a›, labels: {app: a}}
      spec: {containers: [{name: a}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: a}
      spec: {podSelector: {matchLabels: {app: a}}, egress: [{}], policyTypes: [Egress]}
    `),
    bad('apiVersion: v1\nkind: Namespace\nmetadata: {name: ‹a›}\n'),
    bad('apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ‹a›}\nspec: {ingress: [{}]}\n'),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a, labels: {app: a}}
      spec: {containers: [{name: a}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: a}
      spec: {podSelector: {}, ingress: [{}], egress: [{}], policyTypes: [Ingress, Egress]}
    `),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app: a}}\nspec: {containers: [{name: a}]}\n', {
      files: {
        'policy.yaml':
          'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\nspec: {endpointSelector: {matchLabels: {app: a}}, ingress: [], egress: []}\n',
      },
    }),
  ],
});
