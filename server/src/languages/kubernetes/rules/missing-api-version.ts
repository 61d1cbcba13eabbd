import { bad, good } from '../../../core/rule.js';
import { incompleteAt } from '../model/incomplete.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { kindsOf, knownReleases } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/missing-api-version', {
  summary: 'An object without its API version',
  why: `\`apiVersion\` and \`kind\` say together what an object is. Without both, kubectl refuses it: "apiVersion not set".`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'The object has no API version. Add "apiVersion" beside "kind".',
    known: 'The {kind} has no API version. Add "apiVersion: {version}".',
  },
  on: {
    object(object, ctx) {
      const at = incompleteAt(object, 'apiVersion', ctx);
      if (!at) return;
      const kind = object.kind?.text ?? '';
      const served = kindsOf(knownReleases().last).filter((fact) => fact.kind === kind && !fact.project);
      const stable = served.find(({ apiVersion }) => /(?:^|\/)v\d+$/.test(apiVersion));
      if (stable) ctx.report(at, 'known', { kind, version: stable.apiVersion });
      else ctx.report(at, 'missing');
    },
  },
  examples: [
    bad('‹kind›: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n'),
    bad('‹apiVersion›:\nkind: Widget\nspec: {}\n'),
    bad('apiVersion: v1\nkind: List\nitems:\n  - ‹kind›: Secret\n    metadata: {name: a}\n'),
    good('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'),
    good('kind: Kustomization\nmetadata: {name: a}\n', { path: 'base/kustomization.yml' }),
  ],
});
