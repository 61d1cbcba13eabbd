import { bad, good, source } from '../../../core/rule.js';
import { mapsIn, scalarIn, textIn } from '../model/nodes.js';
import { isKind } from '../model/objects.js';
import { isWholePod, mayBe } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/default-service-account', {
  summary: 'The default service account is used',
  why: `All pods without a service account of their own share the account \`default\`: a right that one of them needs is then a right of
all. Give each application its own, and \`default\` neither rights nor a token.`,
  category: 'security',
  severity: 'info',
  profile: 'all',
  since: '0.1',
  peers: ['kube-linter:default-service-account', 'checkov:CKV_K8S_41', 'checkov:CKV_K8S_42', 'kubescape:C-0189'],
  fix: 'none',
  reach: 'part',
  messages: {
    pod: 'This pod runs with a token of the default service account. Give it an account of its own.',
    account: 'The default service account hands its token to pods. Set "automountServiceAccountToken: false".',
    binding: 'This gives rights to all pods without a service account of their own. Name another account.',
  },
  on: {
    pod(pod, ctx) {
      if (!isWholePod(pod, ctx) || mayBe(scalarIn(pod.spec, 'automountServiceAccountToken'), false)) return;
      const named = ['serviceAccountName', 'serviceAccount'].map((key) => scalarIn(pod.spec, key));
      const account = named.find((one) => one !== undefined && one.text !== '');
      const at = account ?? pod.object.name ?? pod.object.kind;
      if (at && (account?.text ?? 'default') === 'default')
        ctx.report(at, 'pod', {}, { aliases: ['kube-linter:default-service-account'] });
    },
    object(object, ctx) {
      const { map, name } = object;
      if (isKind(object, 'ServiceAccount') && name?.text === 'default') {
        if (mayBe(scalarIn(map, 'automountServiceAccountToken'), false)) return;
        ctx.report(name, 'account', {}, { aliases: ['checkov:CKV_K8S_41', 'kubescape:C-0189'] });
      }
      if (!/^(?:Cluster)?RoleBinding$/.test(object.kind?.text ?? '')) return;
      for (const subject of mapsIn(map, 'subjects')) {
        const at = scalarIn(subject, 'name');
        if (textIn(subject, 'kind') === 'ServiceAccount' && at?.text === 'default')
          ctx.report(at, 'binding', {}, { aliases: ['checkov:CKV_K8S_42'] });
      }
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nmetadata: {name: ‹a›}\nspec: {containers: [{name: a}]}\n'),
    bad('apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ‹default›}\n'),
    bad(source`
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: a}
      subjects: [{kind: ServiceAccount, name: ‹default›}]
    `),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {serviceAccountName: a}\n'),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {automountServiceAccountToken: false}\n'),
  ],
});
