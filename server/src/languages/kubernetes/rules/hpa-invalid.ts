import { bad, good, source } from '../../../core/rule.js';
import { isApplied } from '../model/applied.js';
import { entryIn, mapIn, mapsIn, scalarIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/hpa-invalid', {
  summary: 'An autoscaler that is refused, or that cannot scale',
  why: `The API server refuses bounds that exclude each other, metrics whose block is not that of their type, and targets without the
value that their type names. Where the least and the most replicas are the same, nothing is ever scaled.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['polaris:hpaMaxAvailability'],
  fix: 'none',
  reach: 'part',
  messages: {
    least: '"minReplicas" has to be at least 1. Only with metrics of type Object or External may it be 0.',
    most: '"maxReplicas" has to be at least 1.',
    order: '"maxReplicas" is {most}, less than the {least} of "minReplicas". Raise it.',
    same: '"maxReplicas" and "minReplicas" are both {most}, so nothing is scaled. Raise "maxReplicas".',
    block: 'A metric of type {type} is set up by "{field}". Add it.',
    other: '"{field}" belongs to another type of metric than {type}. Take it out, or change "type".',
    target: 'A target of type {type} needs "{field}". Add it.',
    window: '{value} is out of range. Use 0 to 3600 seconds.',
    policy: '{value} is out of range. Use 1 or more.',
    period: '{value} is out of range. Use 1 to 1800 seconds.',
  },
  on: {
    object(object, ctx) {
      if (!isKind(object, 'HorizontalPodAutoscaler', 'autoscaling') || !isApplied(object)) return;
      const spec = mapIn(object.map, 'spec');
      const metrics = mapsIn(spec, 'metrics');
      const leastAt = scalarIn(spec, 'minReplicas');
      const mostAt = scalarIn(spec, 'maxReplicas');
      const least = leastAt ? meaning(leastAt) : 1;
      const most = meaning(mostAt);
      const isOutside = metrics.some((metric) => /^(?:Object|External)$/.test(scalarIn(metric, 'type')?.text ?? ''));
      if (leastAt && typeof least === 'number' && least < (isOutside ? 0 : 1))
        ctx.report(leastAt, 'least', {}, { aliases: [] });
      if (mostAt && typeof most === 'number') {
        if (most < 1) ctx.report(mostAt, 'most', {}, { aliases: [] });
        else if (typeof least === 'number' && most < least) ctx.report(mostAt, 'order', { most, least });
        else if (most === least) ctx.report(mostAt, 'same', { most }, { severity: 'warning' });
      }
      // The first versions had the targets in the metrics themselves.
      const isSecond =
        object.apiVersion?.text === 'autoscaling/v2' || object.apiVersion?.text === 'autoscaling/v2beta2';
      for (const metric of isSecond ? metrics : []) {
        const at = scalarIn(metric, 'type');
        const type = at?.text ?? '';
        const field = type.charAt(0).toLowerCase() + type.slice(1);
        if (!at || !blocks.has(field)) continue;
        if (!entryIn(metric, field)) ctx.report(at, 'block', { type, field }, { aliases: [] });
        for (const { key } of metric.entries)
          if (key?.kind === 'scalar' && key.text !== field && blocks.has(key.text))
            ctx.report(key, 'other', { type, field: key.text }, { aliases: [] });
        const wanted = scalarIn(metric, field, 'target', 'type');
        const value = wanted && values.get(wanted.text);
        if (wanted && value !== undefined && !entryIn(metric, field, 'target', value)) {
          // With a value of another type the API server takes it, and the type counts for nothing.
          const isOther = [...values.values()].some((key) => entryIn(metric, field, 'target', key));
          const severity = isOther ? 'warning' : 'error';
          ctx.report(wanted, 'target', { type: wanted.text, field: value }, { aliases: [], severity });
        }
      }
      for (const way of ['scaleUp', 'scaleDown']) {
        const window = scalarIn(spec, 'behavior', way, 'stabilizationWindowSeconds');
        if (window && isOut(meaning(window), 0, 3600))
          ctx.report(window, 'window', { value: window.text }, { aliases: [] });
        for (const policy of mapsIn(spec, 'behavior', way, 'policies')) {
          const value = scalarIn(policy, 'value');
          const period = scalarIn(policy, 'periodSeconds');
          if (value && isOut(meaning(value), 1, Number.POSITIVE_INFINITY))
            ctx.report(value, 'policy', { value: value.text }, { aliases: [] });
          if (period && isOut(meaning(period), 1, 1800))
            ctx.report(period, 'period', { value: period.text }, { aliases: [] });
        }
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
        minReplicas: ‹0›
        maxReplicas: ‹0›
        metrics:
          - type: ‹Resource›
            ‹pods›: {metric: {name: a}, target: {type: AverageValue, averageValue: 1}}
          - {type: Resource, resource: {name: cpu, target: {type: ‹Utilization›, averageValue: 1}}}
        behavior:
          scaleDown:
            stabilizationWindowSeconds: ‹4000›
            policies: [{type: Pods, value: ‹0›, periodSeconds: ‹1801›}]
      ---
      apiVersion: autoscaling/v1
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec: {minReplicas: 3, maxReplicas: ‹2›}
      ---
      apiVersion: autoscaling/v1
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec: {minReplicas: 3, maxReplicas: ‹3›}
    `),
    good(source`
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec:
        minReplicas: 0
        maxReplicas: 5
        metrics:
          - {type: External, external: {metric: {name: a}, target: {type: Value, value: 5}}}
          - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}
        behavior: {scaleDown: {stabilizationWindowSeconds: 300, policies: [{type: Percent, value: 10, periodSeconds: 60}]}}
      ---
      apiVersion: autoscaling/v1
      kind: HorizontalPodAutoscaler
      metadata: {name: a}
      spec: {minReplicas: '\${MIN}', maxReplicas: 2}
    `),
  ],
});

const blocks: ReadonlySet<string> = new Set(['resource', 'containerResource', 'pods', 'object', 'external']);

const values: ReadonlyMap<string, string> = new Map([
  ['Utilization', 'averageUtilization'],
  ['AverageValue', 'averageValue'],
  ['Value', 'value'],
]);

function isOut(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && (value < least || value > most);
}
