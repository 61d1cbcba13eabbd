import { bad, good } from '../../../core/rule.js';
import { meaning, own } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/windows-host-process', {
  summary: 'A container of Windows that is a process of its node',
  why: `A host process container runs on the node itself, with its network, its files and, as a rule, the rights of its
administrators. It is for agents that look after nodes, and for nothing else.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['pss:baseline/windowsHostProcess', 'polaris:hostProcess', 'trivy:KSV103'],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: { process: 'With "hostProcess: true" this runs as a process of the node. Take it out.' },
  on: {
    pod(pod, ctx) {
      for (const { map } of [{ map: pod.spec }, ...pod.containers]) {
        const at = own(map, 'windowsOptions', 'hostProcess');
        if (at && meaning(at) === true) ctx.report(at, 'process');
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {securityContext: {windowsOptions: {hostProcess: ‹true›}}}\n'),
    bad(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, securityContext: {windowsOptions: {hostProcess: ‹true›}}}]}\n',
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {securityContext: {windowsOptions: {hostProcess: false}}}\n'),
  ],
});
