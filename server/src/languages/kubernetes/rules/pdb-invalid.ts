import { bad, good, source } from '../../../core/rule.js';
import { isApplied, isPlaceholder } from '../model/applied.js';
import { entryIn, mapIn, scalarIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { isPatch, isPatched } from '../model/patches.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/pdb-invalid', {
  summary: 'A disruption budget that is refused, or that allows nothing in particular',
  why: `A PodDisruptionBudget says either how many pods have to stay (\`minAvailable\`) or how many may go (\`maxUnavailable\`): the API
server refuses both together, and shares above 100%. With neither, it protects nothing.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-score:poddisruptionbudget-has-policy'],
  fix: 'none',
  reach: 'part',
  messages: {
    both: '"minAvailable" and "maxUnavailable" exclude each other. Keep one of them.',
    neither: 'This disruption budget has no policy. Set "maxUnavailable" or "minAvailable".',
    share: '"{value}" is no number of pods. Use a whole number from 0, or a share up to 100%.',
  },
  on: {
    object(object, ctx) {
      if (!isKind(object, 'PodDisruptionBudget', 'policy') || !isApplied(object)) return;
      const spec = mapIn(object.map, 'spec');
      const both = ['minAvailable', 'maxUnavailable'].flatMap((key) => entryIn(spec, key) ?? []);
      const [first, second] = both;
      if (first && second?.key) ctx.report(second.key, 'both', {}, { aliases: [] });
      for (const key of ['minAvailable', 'maxUnavailable']) {
        const at = scalarIn(spec, key);
        if (at && at.text !== '' && !isPlaceholder(at.text) && !isAmount(at.text))
          ctx.report(at, 'share', { value: at.text }, { aliases: [] });
      }
      if (!first && spec && object.kind && !isPatch(object, ctx) && !isPatched(ctx.path, ctx.files))
        ctx.report(object.kind, 'neither', {}, { severity: 'warning' });
    },
  },
  examples: [
    bad(source`
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: a}
      spec:
        minAvailable: 1
        ‹maxUnavailable›: ‹120%›
        selector: {matchLabels: {app: a}}
      ---
      apiVersion: policy/v1
      kind: ‹PodDisruptionBudget›
      metadata: {name: a}
      spec: {selector: {matchLabels: {app: a}}}
    `),
    good(source`
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: a}
      spec: {maxUnavailable: 100%, selector: {matchLabels: {app: a}}}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: b}
      spec: {minAvailable: '\${MIN}', selector: {matchLabels: {app: a}}}
    `),
  ],
});

/** A number of pods, or a share of them. */
function isAmount(text: string): boolean {
  const share = /^(\d+)%$/.exec(text)?.[1];
  return share === undefined ? /^\d+$/.test(text) : Number(share) <= 100;
}
