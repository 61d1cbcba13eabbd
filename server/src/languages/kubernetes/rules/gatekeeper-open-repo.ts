import { bad, good } from '../../../core/rule.js';
import { resolved } from '../../../yaml/values.js';
import { isPlaceholder } from '../model/applied.js';
import { seqIn } from '../model/nodes.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/gatekeeper-open-repo', {
  summary: 'An allowed registry that others may extend',
  why: `\`K8sAllowedRepos\` of Gatekeeper compares the beginnings of images only: \`registry.example.com\` also allows
\`registry.example.com.attacker.org\`. End each entry with a slash, or name more of the path.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['trivy:KSV124'],
  fix: 'none',
  reach: 'part',
  messages: { open: '"{repo}" also allows every registry whose name begins so. End it with a slash.' },
  on: {
    object({ map, kind }, ctx) {
      if (kind?.text !== 'K8sAllowedRepos') return;
      for (const { value } of seqIn(map, 'spec', 'parameters', 'repos')?.items ?? []) {
        const repo = resolved(value);
        if (repo?.kind !== 'scalar' || repo.text.includes('/') || isPlaceholder(repo.text)) continue;
        ctx.report(repo, 'open', { repo: repo.text });
      }
    },
  },
  examples: [
    bad(
      'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nspec: {parameters: {repos: [‹a.io›]}}\n',
    ),
    good(
      'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sAllowedRepos\nspec: {parameters: {repos: [a.io/]}}\n',
    ),
  ],
});
