import { bad, good, source } from '../../../core/rule.js';
import { removeItem } from '../../../yaml/edits.js';
import { resolved } from '../../../yaml/values.js';
import { scalarIn, seqIn } from '../model/nodes.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/duplicate-env-var', {
  summary: 'An environment variable that a container is given twice',
  why: `Of two variables of one name the last one wins, whatever the first says. That is hardly meant, and server-side apply refuses
such a list. Keep one.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-linter:duplicate-env-var', 'kube-score:environment-variable-key-duplication', 'kubescape:C-0295'],
  fix: 'unsafe',
  reach: 'part',
  messages: { twice: 'Variable "{name}" is set again further down, and the last one wins. Remove one of them.' },
  fixes: { remove: 'Remove the first {name}' },
  on: {
    container({ container }, ctx) {
      const list = seqIn(container.map, 'env');
      if (!list) return;
      const last = new Map<string, number>();
      const names = list.items.map((item) => scalarIn(resolved(item.value), 'name'));
      names.forEach((name, i) => {
        if (name) last.set(name.text, i);
      });
      list.items.forEach((item, i) => {
        const name = names[i];
        if (!name || last.get(name.text) === i) return;
        const edit = removeItem(ctx.text, list, item);
        const params = { name: name.text };
        ctx.report(name, 'twice', params, { fix: edit && { title: 'remove', params, edits: [edit] } });
      });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - name: a
              env:
                - name: ‹A›
                  value: b
                - name: A
                  value: c
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          spec:
            containers:
              - name: a
                env:
                  - name: A
                    value: c
        `,
      },
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, env: [{name: A}, {name: B}]}]}\n'),
  ],
});
