import { bad, good } from '../../../core/rule.js';
import { incompleteAt } from '../model/incomplete.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/missing-kind', {
  summary: 'An object without its kind',
  why: `\`apiVersion\` and \`kind\` say together what an object is. Without both, kubectl refuses it: "Object 'Kind' is missing".`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: { missing: 'The object has no kind. Add "kind" beside "apiVersion".' },
  on: {
    object(object, ctx) {
      const at = incompleteAt(object, 'kind', ctx);
      if (at) ctx.report(at, 'missing');
    },
  },
  examples: [
    bad('‹apiVersion›: v1\nmetadata: {name: a}\ndata: {a: b}\n'),
    bad('apiVersion: apps/v1\n‹kind›:\nmetadata: {name: a}\nspec: {}\n'),
    good('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'),
    good('apiVersion: v2\nname: chart\nversion: 1.0.0\n', { path: 'Chart.yaml' }),
    good('resources: [a.yaml]\nmetadata: {name: a}\napiVersion: kustomize.config.k8s.io/v1beta1\n', {
      path: 'kustomization.yaml',
    }),
    good('---\n# nothing\n---\nkey: value\n'),
  ],
});
