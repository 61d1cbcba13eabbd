import { bad, good, source } from '../../../core/rule.js';
import { keyText } from '../../../yaml/values.js';
import { mapIn, valueIn } from '../model/nodes.js';
import { placeOfContainer } from '../model/pods.js';
import { capabilities, isWholePod, isWindows } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/linux-hardening', {
  summary: 'A container that none of the guards of Linux holds back',
  why: `Seccomp, AppArmor, SELinux and dropped capabilities each keep a container from part of what an attack needs. Use at least
one: \`seccompProfile\` with \`RuntimeDefault\` and \`drop: [ALL]\` suit nearly every program.`,
  category: 'security',
  severity: 'warning',
  profile: 'all',
  since: '0.1',
  peers: ['polaris:linuxHardening', 'kubescape:C-0055'],
  fix: 'none',
  reach: 'part',
  messages: {
    none: 'Container "{name}" has no seccomp, AppArmor or SELinux profile and drops no capabilities. Add one of them.',
  },
  on: {
    container({ container, pod }, ctx) {
      if (!isWholePod(pod, ctx) || isWindows(pod)) return;
      const addsAll = capabilities(container, 'add').some(({ name }) => name === 'ALL');
      if (!addsAll && capabilities(container, 'drop').length > 0) return;
      const isHeld = ['seccompProfile', 'seLinuxOptions', 'appArmorProfile'].some(
        (key) => valueIn(container.map, 'securityContext', key) ?? valueIn(pod.spec, 'securityContext', key),
      );
      const marks = mapIn(pod.metadata, 'annotations')?.entries ?? [];
      const appArmor = `container.apparmor.security.beta.kubernetes.io/${container.name?.text ?? ''}`;
      const isMarked = marks.some((entry) => {
        const key = keyText(entry) ?? '';
        return key === appArmor || key.startsWith('seccomp.security.alpha.');
      });
      if (isHeld || isMarked) return;
      ctx.report(placeOfContainer(container), 'none', { name: container.name?.text ?? '' });
    },
  },
  examples: [
    bad('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: ‹a›}]}\n'),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, securityContext: {capabilities: {drop: [ALL]}}}]}\n',
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {securityContext: {seccompProfile: {type: RuntimeDefault}}, containers: [{name: a}]}
    `),
  ],
});
