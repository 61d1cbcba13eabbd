import { bad, good } from '../../../core/rule.js';
import { scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/hpa-min-replicas', {
  summary: 'An autoscaler that may leave a single pod',
  why: `With one pod, each failure and each drain of its node is an outage. Keep at least two, and three where one of them must be
able to fail during a rollout. Without \`minReplicas\` it is one.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-score:horizontalpodautoscaler-replicas',
    'polaris:hpaMinAvailability',
    'kube-linter:hpa-minimum-three-replicas',
  ],
  tags: ['production'],
  fix: 'none',
  reach: 'part',
  messages: {
    one: 'HorizontalPodAutoscaler "{name}" may go down to one pod. Set "minReplicas" to 2 or more.',
    two: 'HorizontalPodAutoscaler "{name}" may go down to two pods, so one is left while one is replaced. Set "minReplicas" to 3.',
  },
  on: {
    object(object, ctx) {
      if (object.kind?.text !== 'HorizontalPodAutoscaler') return;
      const least = scalarIn(object.map, 'spec', 'minReplicas');
      const value = least ? meaning(least) : 1;
      if (typeof value !== 'number' || value >= 3) return;
      const at = least ?? object.name ?? object.kind;
      const name = object.name?.text ?? '';
      if (value === 2) {
        ctx.report(at, 'two', { name }, { profile: 'all', aliases: ['kube-linter:hpa-minimum-three-replicas'] });
        return;
      }
      const aliases = [
        'kube-score:horizontalpodautoscaler-replicas',
        'kube-linter:hpa-minimum-three-replicas',
        ...(least ? ['polaris:hpaMinAvailability'] : []),
      ];
      ctx.report(at, 'one', { name }, { aliases });
    },
  },
  examples: [
    bad('apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: ‹a›}\nspec: {maxReplicas: 9}\n'),
    bad('apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: ‹1›}\n'),
    bad('apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: ‹2›}\n'),
    good('apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: 3}\n'),
  ],
});
