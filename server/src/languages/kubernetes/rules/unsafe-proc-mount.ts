import { bad, good } from '../../../core/rule.js';
import { isPlaceholder } from '../model/applied.js';
import { targetRelease } from '../model/release.js';
import { hasOwnUsers, own } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/unsafe-proc-mount', {
  summary: 'A container that sees all of /proc',
  why: `Runtimes hide the parts of \`/proc\` that tell of the node or change it. \`procMount: Unmasked\` shows them again; only
containers in containers need that, with users of their own (\`hostUsers: false\`).`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-linter:unsafe-proc-mount',
    'pss:baseline/procMount',
    'pss:restricted/procMount_restricted',
    'polaris:procMount',
    'trivy:KSV027',
  ],
  tags: ['baseline', 'restricted'],
  fix: 'none',
  reach: 'part',
  messages: { unmasked: '"procMount: {type}" shows container "{name}" what /proc has of the node. Use Default.' },
  on: {
    container({ container, pod }, ctx) {
      const type = own(container.map, 'procMount');
      if (!type || type.text === 'Default' || isPlaceholder(type.text)) return;
      const hasNew = !isBefore(targetRelease(ctx.kubernetesVersion), '1.35');
      const aliases = [
        'kube-linter:unsafe-proc-mount',
        'polaris:procMount',
        'trivy:KSV027',
        ...(hasNew ? ['pss:restricted/procMount_restricted'] : []),
        ...(hasNew && hasOwnUsers(pod) ? [] : ['pss:baseline/procMount']),
      ];
      ctx.report(type, 'unmasked', { type: type.text, name: container.name?.text ?? '' }, { aliases });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, securityContext: {procMount: ‹Unmasked›}}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, securityContext: {procMount: Default}}]}\n'),
  ],
});
