import { bad, good, source } from '../../../core/rule.js';
import { entryIn, mapIn } from '../model/nodes.js';
import { removeIn } from '../model/settings.js';
import { scalersOf, unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/hpa-static-replicas', {
  summary: 'A fixed number of replicas for what is scaled automatically',
  why: `Each time the manifest is applied, \`replicas\` sets back what the autoscaler chose, often in the middle of a peak. Leave it
out: the autoscaler keeps the number.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured'],
  fix: 'unsafe',
  messages: { fixed: '{kind} "{name}" is scaled by {scaler}, which "replicas" sets back at each apply. Remove it.' },
  fixes: { remove: 'Remove replicas' },
  on: {
    object(object, ctx) {
      const spec = mapIn(object.map, 'spec');
      const entry = entryIn(spec, 'replicas');
      if (!spec || !entry?.key || !['Deployment', 'StatefulSet', 'ReplicaSet'].includes(object.kind?.text ?? ''))
        return;
      const scaler = scalersOf(unitOf(ctx), object)[0];
      if (!scaler) return;
      const edit = removeIn(ctx.text, spec, 'replicas');
      const fix = edit && { title: 'remove' as const, edits: [edit] };
      const params = {
        kind: object.kind?.text ?? '',
        name: object.name?.text ?? '',
        scaler: `${scaler.kind?.text} "${scaler.name?.text ?? ''}"`,
      };
      const aliases =
        object.kind?.text === 'Deployment' && scaler.kind?.text === 'HorizontalPodAutoscaler' ? peers : [];
      ctx.report(entry.key, 'fixed', params, { fix, aliases });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          ‹replicas›: 2
          paused: true
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: a}
        spec: {scaleTargetRef: {kind: Deployment, name: a}}
      `,
      {
        fixed: source`
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: a}
          spec:
            paused: true
          ---
          apiVersion: autoscaling/v2
          kind: HorizontalPodAutoscaler
          metadata: {name: a}
          spec: {scaleTargetRef: {kind: Deployment, name: a}}
        `,
      },
    ),
    good('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 2}\n'),
  ],
});

const peers = ['kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured'];
