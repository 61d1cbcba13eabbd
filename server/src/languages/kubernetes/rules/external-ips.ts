import { bad, good } from '../../../core/rule.js';
import { keyIn, seqIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/external-ips', {
  summary: 'A Service that takes addresses of its own choice',
  why: `With \`externalIPs\` a Service gets all traffic of the cluster to these addresses, also those of someone else
(CVE-2020-8554). Use a LoadBalancer or a Gateway.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['trivy:KSV108'],
  fix: 'none',
  reach: 'part',
  messages: { ips: 'A Service with "externalIPs" can take the traffic to addresses of others. Use a LoadBalancer.' },
  on: {
    object(object, ctx) {
      const key = isKind(object, 'Service') ? keyIn(object.map, 'spec', 'externalIPs') : undefined;
      if (key && (seqIn(object.map, 'spec', 'externalIPs')?.items.length ?? 0) > 0) ctx.report(key, 'ips');
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Service\nspec: {‹externalIPs›: [192.0.2.1]}\n'),
    good('apiVersion: v1\nkind: Service\nspec: {externalIPs: []}\n'),
  ],
});
