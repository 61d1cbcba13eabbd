import { bad, good } from '../../../core/rule.js';
import { scalarIn } from '../model/nodes.js';
import { podOf } from '../model/pods.js';
import { isWholePod, meaning } from '../model/security-context.js';
import { scalersOf, servicesOf, unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/minimum-replicas', {
  summary: 'A Deployment with a single pod',
  why: `With one pod, each failure and each drain of its node is an outage. Run at least two of what gets requests. Zero is left
alone, as it is meant to be off, and so is what an autoscaler scales.`,
  category: 'reliability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: ['kube-score:deployment-replicas', 'polaris:deploymentMissingReplicas', 'kube-linter:minimum-three-replicas'],
  tags: ['production'],
  fix: 'none',
  messages: {
    one: 'Deployment "{name}" has a single pod. Set "replicas" to 2 or more.',
    two: 'Deployment "{name}" has two pods, so one is left while one is replaced. Set "replicas" to 3.',
  },
  on: {
    object(object, ctx) {
      const pod = object.kind?.text === 'Deployment' ? podOf(object) : undefined;
      if (!pod || !object.kind || !isWholePod(pod, ctx)) return;
      const replicas = scalarIn(object.map, 'spec', 'replicas');
      const value = replicas ? meaning(replicas) : 1;
      if (typeof value !== 'number' || value === 0 || value >= 3) return;
      const unit = unitOf(ctx);
      if (scalersOf(unit, object).length > 0) return;
      const at = replicas ?? object.name ?? object.kind;
      const name = object.name?.text ?? '';
      if (value === 2) {
        ctx.report(at, 'two', { name }, { profile: 'all', aliases: ['kube-linter:minimum-three-replicas'] });
        return;
      }
      const isServed = servicesOf(unit, pod).length > 0;
      const aliases = [
        'polaris:deploymentMissingReplicas',
        'kube-linter:minimum-three-replicas',
        ...(isServed ? ['kube-score:deployment-replicas'] : []),
      ];
      ctx.report(at, 'one', { name }, { aliases, profile: isServed ? 'strict' : 'all' });
    },
  },
  examples: [
    bad(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: ‹1›, selector: {}, template: {spec: {}}}\n',
    ),
    bad('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ‹a›}\nspec: {selector: {}, template: {spec: {}}}\n'),
    bad(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: ‹2›, selector: {}, template: {spec: {}}}\n',
    ),
    good(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 3, selector: {}, template: {spec: {}}}\n',
    ),
    good(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 0, selector: {}, template: {spec: {}}}\n',
    ),
    good(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {}, template: {spec: {}}}\n---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {scaleTargetRef: {kind: Deployment, name: a}}\n',
    ),
  ],
});
