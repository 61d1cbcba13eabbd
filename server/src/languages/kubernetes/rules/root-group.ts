import { bad, good, source } from '../../../core/rule.js';
import type { YamlMap, YamlNode } from '../../../yaml/tree.js';
import { resolved } from '../../../yaml/values.js';
import { seqIn } from '../model/nodes.js';
import { meaning, own } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/root-group', {
  summary: 'A pod in the group of root',
  why: `Group 0 is that of root on the node as well: its members read, and at times write, what belongs to the system. Some
platforms run everything in it on purpose; elsewhere give pods a group of their own.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['trivy:KSV116'],
  fix: 'none',
  reach: 'part',
  messages: { root: 'Group 0 is that of root on the node. Use a group other than 0.' },
  on: {
    pod(pod, ctx) {
      const groups = seqIn(pod.spec, 'securityContext', 'supplementalGroups')?.items.map(({ value }) => value) ?? [];
      for (const at of [
        own(pod.spec, 'fsGroup'),
        ...groups,
        ...pod.containers.map(({ map }) => groupOf(map)),
        groupOf(pod.spec),
      ])
        if (isRoot(at)) ctx.report(at, 'root');
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        securityContext: {runAsGroup: ‹0›, fsGroup: ‹0›, supplementalGroups: [1, ‹0›]}
        containers: [{name: a, securityContext: {runAsGroup: ‹0›}}]
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {securityContext: {runAsGroup: 1000}, containers: [{name: a}]}
    `),
  ],
});

function groupOf(holder: YamlMap): YamlNode | undefined {
  return own(holder, 'runAsGroup');
}

function isRoot(node: YamlNode | undefined): node is YamlNode {
  const value = resolved(node);
  return value?.kind === 'scalar' && meaning(value) === 0;
}
