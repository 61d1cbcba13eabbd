import { bad, good } from '../../../core/rule.js';
import { keyIn } from '../model/nodes.js';
import { placeOfContainer } from '../model/pods.js';
import { amountOf, lacks } from '../model/resources.js';
import { isWholePod } from '../model/security-context.js';
import { unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/unset-memory-requirements', {
  summary: 'A container that does not say how much memory it needs',
  why: `Without a memory request a pod is placed on any node, and is the first to be evicted; without a limit, one that leaks takes
its neighbours with it. Set both, to the same amount.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-linter:unset-memory-requirements',
    'kube-score:container-resources',
    'polaris:memoryRequestsMissing',
    'polaris:memoryLimitsMissing',
    'trivy:KSV016',
    'trivy:KSV018',
    'checkov:CKV_K8S_12',
    'checkov:CKV_K8S_13',
    'kubescape:C-0269',
    'kubescape:C-0271',
    'kubescape:C-0004',
    'kubescape:C-0009',
  ],
  tags: ['production'],
  fix: 'none',
  messages: {
    request:
      'Container "{name}" requests no memory, so it is among the first to be evicted. Set resources.requests.memory.',
    limit: 'Container "{name}" may use all the memory of its node. Set resources.limits.memory.',
  },
  on: {
    container({ container, pod }, ctx) {
      if (container.kind === 'ephemeral' || !isWholePod(pod, ctx)) return;
      const unit = unitOf(ctx);
      const at = keyIn(container.map, 'resources') ?? placeOfContainer(container);
      const name = container.name?.text ?? '';
      const isInit = container.kind === 'init';
      // What is limited requests as much.
      const isLimited = amountOf(container, 'limits', 'memory') !== undefined;
      if (lacks(container, pod, 'requests', 'memory', unit)) {
        const aliases = [
          'kube-score:container-resources',
          'trivy:KSV016',
          'checkov:CKV_K8S_12',
          'kubescape:C-0269',
          'kubescape:C-0004',
          ...(isInit ? [] : ['polaris:memoryRequestsMissing']),
        ];
        ctx.report(at, 'request', { name }, { aliases, profile: isLimited ? 'all' : 'strict' });
      }
      if (lacks(container, pod, 'limits', 'memory', unit)) {
        const aliases = [
          'kube-linter:unset-memory-requirements',
          'kube-score:container-resources',
          'trivy:KSV018',
          'checkov:CKV_K8S_13',
          'kubescape:C-0271',
          'kubescape:C-0004',
          'kubescape:C-0009',
          ...(isInit ? [] : ['polaris:memoryLimitsMissing']),
        ];
        ctx.report(at, 'limit', { name }, { aliases });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ‹resources›: {limits: {memory: 1Gi}}}]}\n'),
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, ‹resources›: {requests: {memory: 1Gi}}}]}\n'),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}}]}\n',
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {resources: {requests: {memory: 1Gi}, limits: {memory: 1Gi}}, containers: [{name: a}]}\n',
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}]}\n---\napiVersion: v1\nkind: LimitRange\nspec: {limits: [{type: Container, default: {memory: 1Gi}}]}\n',
    ),
  ],
});
