import { bad, good, source } from '../../../core/rule.js';
import { meaning, own, setInContext } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/privileged-container', {
  summary: 'A container with all rights on its node',
  why: `A privileged container has every capability and every device of its node: whoever gets into it owns the node, and all
that runs there. Add the one capability or device that is needed instead.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:privileged-container',
    'pss:baseline/privileged',
    'kube-score:container-security-context-privileged',
    'polaris:runAsPrivileged',
    'trivy:KSV017',
    'checkov:CKV_K8S_16',
    'kubescape:C-0057',
  ],
  tags: ['baseline'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    privileged: 'Container "{name}" is privileged: it may do anything on its node. Add only the capabilities it needs.',
  },
  fixes: { off: 'Set privileged to false' },
  on: {
    container({ container }, ctx) {
      const privileged = own(container.map, 'privileged');
      if (!privileged || meaning(privileged) !== true) return;
      const edit = setInContext(ctx.text, container.map, ['privileged'], false);
      const fix = edit && { title: 'off' as const, edits: [edit] };
      ctx.report(privileged, 'privileged', { name: container.name?.text ?? '' }, { fix });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              securityContext:
                privileged: ‹true› # for now
          initContainers:
            - {name: b, securityContext: {privileged: ‹true›}}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                securityContext:
                  privileged: false # for now
            initContainers:
              - {name: b, securityContext: {privileged: false}}
        `,
      },
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, securityContext: {privileged: false}}]}
    `),
  ],
});
