import { bad, good, source } from '../../../core/rule.js';
import { placeOfContainer } from '../model/pods.js';
import { targetRelease } from '../model/release.js';
import { capabilities, isWholePod, isWindows, mayBe, meaning, own, setInContext } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/privilege-escalation-container', {
  summary: 'A container whose processes can get more rights than they started with',
  why: `Unless \`allowPrivilegeEscalation\` is \`false\`, a program of the image with the setuid bit, such as \`sudo\`, makes root of any
user. Set it to \`false\`; the API server refuses that only for containers that are privileged or have \`SYS_ADMIN\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-linter:privilege-escalation-container',
    'pss:restricted/allowPrivilegeEscalation',
    'polaris:privilegeEscalationAllowed',
    'trivy:KSV001',
    'checkov:CKV_K8S_20',
    'kubescape:C-0016',
  ],
  tags: ['restricted'],
  fix: 'unsafe',
  reach: 'part',
  messages: { allowed: 'Processes of container "{name}" can get more rights. Set "allowPrivilegeEscalation: false".' },
  fixes: { off: 'Set allowPrivilegeEscalation to false' },
  on: {
    container({ container, pod }, ctx) {
      const set = own(container.map, 'allowPrivilegeEscalation');
      if (mayBe(set, false) || (!set && !isWholePod(pod, ctx))) return;
      const release = targetRelease(ctx.kubernetesVersion);
      if (isWindows(pod) && !isBefore(release, '1.25')) return;
      const isPowerful =
        meaning(own(container.map, 'privileged')) === true ||
        capabilities(container, 'add').some(({ name }) => name === 'SYS_ADMIN');
      const edit = isPowerful ? undefined : setInContext(ctx.text, container.map, ['allowPrivilegeEscalation'], false);
      const fix = edit && { title: 'off' as const, edits: [edit] };
      const aliases = [
        ...(isBefore(release, '1.8') ? [] : ['pss:restricted/allowPrivilegeEscalation']),
        'polaris:privilegeEscalationAllowed',
        'trivy:KSV001',
        'checkov:CKV_K8S_20',
        'kubescape:C-0016',
        ...(isPowerful || meaning(set) === true ? ['kube-linter:privilege-escalation-container'] : []),
      ];
      const at = set ?? placeOfContainer(container);
      ctx.report(at, 'allowed', { name: container.name?.text ?? '' }, { fix, aliases });
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
            - name: ‹a›
              securityContext: {}
            - name: b
              securityContext: {allowPrivilegeEscalation: ‹true›}
            - name: c
              securityContext: {allowPrivilegeEscalation: false}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                securityContext: { allowPrivilegeEscalation: false }
              - name: b
                securityContext: {allowPrivilegeEscalation: false}
              - name: c
                securityContext: {allowPrivilegeEscalation: false}
        `,
      },
    ),
    bad('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: ‹a›, securityContext: {privileged: true}}]}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {os: {name: windows}, containers: [{name: a}]}\n'),
  ],
});
