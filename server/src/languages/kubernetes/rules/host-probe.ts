import { bad, good, source } from '../../../core/rule.js';
import { isPlaceholder } from '../model/applied.js';
import { scalarIn } from '../model/nodes.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

export const rule: Rule = kubernetesRule('kubernetes/host-probe', {
  summary: 'A probe that asks another host than its pod',
  why: `The kubelet asks whatever host a probe or a handler names, from the node: so whoever writes a pod reaches what only the node
may reach. Leave \`host\` out; the pod itself is asked then. For a virtual host, set the header \`Host\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['pss:baseline/hostProbesAndHostLifecycle'],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: { host: 'The kubelet asks "{host}" in place of the pod. Leave "host" out.' },
  on: {
    container({ container }, ctx) {
      const isJudged = !isBefore(targetRelease(ctx.kubernetesVersion), '1.34');
      for (const handler of handlers) {
        for (const kind of ['httpGet', 'tcpSocket']) {
          const at = scalarIn(container.map, ...handler, kind, 'host');
          if (!at || at.text === '' || isPlaceholder(at.text)) continue;
          ctx.report(at, 'host', { host: at.text }, isJudged ? {} : { aliases: [] });
        }
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        containers:
          - name: a
            livenessProbe: {httpGet: {port: 80, host: ‹169.254.169.254›}}
            lifecycle: {preStop: {tcpSocket: {port: 80, host: ‹example.com›}}}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, livenessProbe: {httpGet: {port: 80, host: ''}}, readinessProbe: {tcpSocket: {port: 80}}}]}
    `),
  ],
});
