import { bad, good, source } from '../../../core/rule.js';
import { scalarIn, seqIn } from '../model/nodes.js';
import { isPatched } from '../model/patches.js';
import { isWholePod } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/dns-invalid', {
  summary: 'Settings of the DNS of a pod that are refused',
  why: `With \`dnsPolicy: None\` a pod knows only what \`dnsConfig\` gives it, so it needs a name server there. The API server takes at
most 3 name servers and 32 search domains.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    none: 'With the DNS policy None the pod needs a name server. Add "dnsConfig.nameservers".',
    servers: 'A pod may have 3 name servers; this one has {count}. Take some out.',
    searches: 'A pod may have 32 search domains; this one has {count}. Take some out.',
  },
  on: {
    pod(pod, ctx) {
      const { spec } = pod;
      if (!isWholePod(pod, ctx)) return;
      const policy = scalarIn(spec, 'dnsPolicy');
      const servers = seqIn(spec, 'dnsConfig', 'nameservers');
      const searches = seqIn(spec, 'dnsConfig', 'searches');
      const count = servers?.items.length ?? 0;
      if (policy?.text === 'None' && count === 0 && !isPatched(ctx.path, ctx.files)) ctx.report(policy, 'none');
      const fourth = servers?.items[3]?.value;
      if (fourth) ctx.report(fourth, 'servers', { count });
      const next = searches?.items[32]?.value;
      if (next) ctx.report(next, 'searches', { count: searches.items.length });
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {dnsPolicy: ‹None›, containers: [{name: a, image: a:1}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec: {dnsConfig: {nameservers: [1.1.1.1, 1.0.0.1, 8.8.8.8, ‹8.8.4.4›]}, containers: [{name: a, image: a:1}]}
    `),
    bad(
      `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {dnsConfig: {searches: [${'a.b, '.repeat(32)}‹c.d›]}, containers: []}\n`,
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1]}, containers: [{name: a, image: a:1}]}
    `),
  ],
});
