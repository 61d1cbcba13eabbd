import { bad, good } from '../../../core/rule.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { keyText } from '../../../yaml/values.js';
import { keyIn, mapIn, valueIn } from '../model/nodes.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/pod-probes-identical', {
  summary: 'Readiness and liveness probes that ask the same',
  why: `When both probes ask the same, a pod that is only busy is restarted at the moment it should merely get no new requests, and
the others get its load. Let the liveness probe ask less, or wait longer.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-score:pod-probes-identical'],
  fix: 'none',
  reach: 'part',
  messages: {
    same: 'The liveness probe of container "{name}" asks the same as its readiness probe. Let it ask less, or wait longer.',
  },
  on: {
    container({ container }, ctx) {
      if (container.kind !== 'container') return;
      const [ready, live] = [mapIn(container.map, 'readinessProbe'), mapIn(container.map, 'livenessProbe')];
      const at = keyIn(container.map, 'livenessProbe');
      if (!ready || !live || !at) return;
      const asks = ['httpGet', 'tcpSocket', 'exec', 'grpc'].find((key) => valueIn(ready, key) && valueIn(live, key));
      if (asks === undefined || written(valueIn(ready, asks)) !== written(valueIn(live, asks))) return;
      const isAlike = timings.every((key) => written(valueIn(ready, key)) === written(valueIn(live, key)));
      const name = container.name?.text ?? '';
      ctx.report(at, 'same', { name }, isAlike ? {} : { profile: 'strict' });
    },
  },
  examples: [
    bad(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, readinessProbe: {httpGet: {path: /, port: 80}}, ‹livenessProbe›: {httpGet: {port: 80, path: /}}}]}\n',
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, readinessProbe: {httpGet: {path: /, port: 80}}, livenessProbe: {httpGet: {path: /up, port: 80}}}]}\n',
    ),
    bad(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, readinessProbe: {tcpSocket: {port: 80}}, ‹livenessProbe›: {tcpSocket: {port: 80}, failureThreshold: 9}}]}\n',
    ),
  ],
});

const timings = ['periodSeconds', 'failureThreshold', 'timeoutSeconds', 'initialDelaySeconds'];

/** What a probe asks, as text in one order. Aliases in it are taken by their target's place, so that it takes linear time. */
function written(value: YamlNode | undefined): string {
  if (value?.kind === 'alias') return `*${value.target?.start}`;
  if (value?.kind === 'scalar') return JSON.stringify(value.text);
  if (value?.kind === 'seq') return `[${value.items.map((item) => written(item.value)).join()}]`;
  const entries = (value?.kind === 'map' ? value.entries : []).map(
    (entry) => `${keyText(entry) ?? ''}:${written(entry.value)}`,
  );
  return value ? `{${entries.sort().join()}}` : '';
}
