import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { entryIn, scalarIn } from '../model/nodes.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/deprecated-service-account-field', {
  summary: 'A service account in the old field',
  why: `\`serviceAccount\` is the old name of \`serviceAccountName\`, kept for old clients. Where both are there, the new one counts,
so that another account in the old one misleads whoever reads it.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-linter:deprecated-service-account-field', 'kubescape:C-0294'],
  fix: 'safe',
  reach: 'part',
  messages: {
    old: '"serviceAccount" is deprecated. Use "serviceAccountName".',
    differs: '"serviceAccountName" is "{name}", and counts. Remove "serviceAccount", which is "{old}".',
  },
  fixes: { rename: 'Rename to "serviceAccountName"', remove: 'Remove "serviceAccount"' },
  on: {
    pod({ spec }, ctx) {
      const entry = entryIn(spec, 'serviceAccount');
      const old = scalarIn(spec, 'serviceAccount');
      const name = scalarIn(spec, 'serviceAccountName');
      if (!entry?.key || !old || old.text === '' || old.text === name?.text) return;
      if (!name || name.text === '') {
        const fix = entryIn(spec, 'serviceAccountName')
          ? undefined
          : { title: 'rename' as const, edits: [replace(entry.key, 'serviceAccountName')] };
        ctx.report(entry.key, 'old', {}, { fix });
        return;
      }
      const edit = removeEntry(ctx.text, spec, entry);
      const fix = edit && { title: 'remove' as const, edits: [edit] };
      ctx.report(entry.key, 'differs', { name: name.text, old: old.text }, { fix });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: a}
        spec:
          template:
            spec:
              ‹serviceAccount›: builder # ours
              containers: []
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          ‹serviceAccount›: old
          serviceAccountName: new
      `,
      {
        fixed: source`
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: a}
          spec:
            template:
              spec:
                serviceAccountName: builder # ours
                containers: []
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            serviceAccountName: new
        `,
      },
    ),
    bad('apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: a}\r\nspec: {‹serviceAccount›: a, containers: []}\r\n', {
      fixed: 'apiVersion: v1\r\nkind: Pod\r\nmetadata: {name: a}\r\nspec: {serviceAccountName: a, containers: []}\r\n',
    }),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {serviceAccount: a, serviceAccountName: a}\n'),
    good('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {serviceAccountName: a}\n'),
  ],
});
