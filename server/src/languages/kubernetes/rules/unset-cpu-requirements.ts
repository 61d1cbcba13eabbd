import { bad, good } from '../../../core/rule.js';
import { keyIn } from '../model/nodes.js';
import { placeOfContainer } from '../model/pods.js';
import { amountOf, lacks } from '../model/resources.js';
import { isWholePod } from '../model/security-context.js';
import { unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/unset-cpu-requirements', {
  summary: 'A container that does not say how much CPU it needs',
  why: `The scheduler places pods by what they request. Without a CPU request a pod lands on any node, however busy, and gets what
the others leave. A CPU limit is a matter of taste: it makes programs slower even on an idle node.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-linter:unset-cpu-requirements',
    'kube-score:container-resources',
    'polaris:cpuRequestsMissing',
    'trivy:KSV015',
    'checkov:CKV_K8S_10',
    'kubescape:C-0268',
    'kubescape:C-0050',
    'polaris:cpuLimitsMissing',
    'trivy:KSV011',
    'checkov:CKV_K8S_11',
    'kubescape:C-0270',
    'kubescape:C-0009',
  ],
  tags: ['production'],
  fix: 'none',
  messages: {
    request:
      'Container "{name}" requests no CPU, so it may be placed on a node that has none to spare. Set resources.requests.cpu.',
    limit: 'Container "{name}" may use all the CPU of its node. Set resources.limits.cpu if it must not.',
  },
  on: {
    container({ container, pod }, ctx) {
      if (container.kind === 'ephemeral' || !isWholePod(pod, ctx)) return;
      const unit = unitOf(ctx);
      const at = keyIn(container.map, 'resources') ?? placeOfContainer(container);
      const name = container.name?.text ?? '';
      const isInit = container.kind === 'init';
      // What is limited requests as much.
      const isLimited = amountOf(container, 'limits', 'cpu') !== undefined;
      if (lacks(container, pod, 'requests', 'cpu', unit)) {
        const aliases = [
          'kube-linter:unset-cpu-requirements',
          'kube-score:container-resources',
          'trivy:KSV015',
          'checkov:CKV_K8S_10',
          'kubescape:C-0268',
          'kubescape:C-0050',
          ...(isInit ? [] : ['polaris:cpuRequestsMissing']),
        ];
        ctx.report(at, 'request', { name }, { aliases, profile: isLimited ? 'all' : 'strict' });
      }
      if (lacks(container, pod, 'limits', 'cpu', unit)) {
        const aliases = [
          'kube-score:container-resources',
          'trivy:KSV011',
          'checkov:CKV_K8S_11',
          'kubescape:C-0270',
          'kubescape:C-0009',
          'kubescape:C-0050',
          ...(isInit ? [] : ['polaris:cpuLimitsMissing']),
        ];
        ctx.report(at, 'limit', { name }, { aliases, profile: 'all', severity: 'info' });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ‹resources›: {limits: {cpu: 1}}}]}\n'),
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ‹resources›: {requests: {cpu: 1}}}]}\n'),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, resources: {requests: {cpu: 1}, limits: {cpu: 2}}}]}\n',
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {resources: {requests: {cpu: 1}, limits: {cpu: 2}}, containers: [{name: a}]}\n',
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}]}\n---\napiVersion: v1\nkind: LimitRange\nspec: {limits: [{type: Container, default: {cpu: 1}}]}\n',
    ),
  ],
});
