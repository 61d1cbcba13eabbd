import { bad, good, source } from '../../../core/rule.js';
import { keyText, resolved } from '../../../yaml/values.js';
import { isPlaceholder } from '../model/applied.js';
import { mapIn } from '../model/nodes.js';
import { own } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

const peers = ['pss:baseline/appArmorProfile', 'trivy:KSV002'];

export const rule: Rule = kubernetesRule('kubernetes/apparmor', {
  summary: 'AppArmor is switched off, or has a profile that there is not',
  why: `On nodes with AppArmor, containers run under the profile of the runtime. \`Unconfined\` takes it away; leave the field out,
or use \`RuntimeDefault\` or a profile of the node with \`Localhost\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['pss:baseline/appArmorProfile', 'trivy:KSV002'],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: { profile: 'AppArmor profile "{profile}" holds nothing back. Use the default of the runtime.' },
  on: {
    pod(pod, ctx) {
      for (const { map } of [{ map: pod.spec }, ...pod.containers]) {
        const type = own(map, 'appArmorProfile', 'type');
        if (!type || isPlaceholder(type.text) || type.text === 'RuntimeDefault' || type.text === 'Localhost') continue;
        ctx.report(type, 'profile', { profile: type.text }, { aliases: ['pss:baseline/appArmorProfile'] });
      }
      for (const entry of mapIn(pod.metadata, 'annotations')?.entries ?? []) {
        const value = resolved(entry.value);
        if (!keyText(entry)?.startsWith('container.apparmor.security.beta.kubernetes.io/')) continue;
        if (value?.kind !== 'scalar' || isPlaceholder(value.text)) continue;
        if (value.text === '' || value.text === 'runtime/default' || value.text.startsWith('localhost/')) continue;
        ctx.report(value, 'profile', { profile: value.text }, { aliases: peers });
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata:
        name: a
        annotations:
          container.apparmor.security.beta.kubernetes.io/a: ‹unconfined›
      spec:
        securityContext: {appArmorProfile: {type: ‹Unconfined›}}
        containers: [{name: a}]
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata:
        name: a
        annotations:
          container.apparmor.security.beta.kubernetes.io/a: localhost/a
          container.apparmor.security.beta.kubernetes.io/b: runtime/default
      spec: {containers: [{name: a, securityContext: {appArmorProfile: {type: RuntimeDefault}}}]}
    `),
  ],
});
