import { bad, good } from '../../../core/rule.js';
import { scalarIn } from '../model/nodes.js';
import { meaning } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/scc-deny-privileged-container', {
  summary: 'Security context constraints that allow privileged containers',
  why: `Whoever may use such constraints of OpenShift may start a container with all rights on its node. Keep that to accounts that
look after nodes.`,
  category: 'security',
  severity: 'warning',
  profile: 'all',
  since: '0.1',
  peers: ['kube-linter:scc-deny-privileged-container'],
  fix: 'none',
  reach: 'part',
  messages: { allowed: 'These constraints allow privileged containers. Set "allowPrivilegedContainer: false".' },
  on: {
    object({ map, kind }, ctx) {
      if (kind?.text !== 'SecurityContextConstraints') return;
      const at = scalarIn(map, 'allowPrivilegedContainer');
      if (at && meaning(at) === true) ctx.report(at, 'allowed');
    },
  },
  examples: [
    bad('apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nallowPrivilegedContainer: ‹true›\n'),
    good('apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nallowPrivilegedContainer: false\n'),
  ],
});
