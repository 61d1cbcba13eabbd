import { bad, good, source } from '../../../core/rule.js';
import { isPlaceholder } from '../model/applied.js';
import { placeOfContainer } from '../model/pods.js';
import { targetRelease } from '../model/release.js';
import { effective, hasOwnUsers, isWholePod, mayBe, meaning, own, setInContext } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/run-as-non-root', {
  summary: 'A container that may run as root',
  why: `Without \`runAsNonRoot: true\`, a container runs as whatever user its image names, which is root more often than not: a way
out of the container then is a way into the node as root. Set it for the whole pod, and a \`USER\` with a number in the image or
\`runAsUser\`. A user other than 0 does too, but the restricted standard wants both.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-linter:run-as-non-root',
    'pss:restricted/runAsNonRoot',
    'pss:restricted/runAsUser',
    'polaris:runAsRootAllowed',
    'trivy:KSV012',
    'trivy:KSV105',
    'checkov:CKV_K8S_23',
    'kubescape:C-0013',
  ],
  tags: ['restricted'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: 'Container "{name}" may run as root. Set "runAsNonRoot: true" for the pod.',
    allowed: 'Container "{name}" may run as root. Set "runAsNonRoot: true".',
    root: 'Container "{name}" runs as root. Give it a user other than 0.',
    group: 'Container "{name}" is in the group of root. Give it a group other than 0.',
    unsure: 'Container "{name}" has a user of its own, but not "runAsNonRoot: true".',
  },
  fixes: { pod: 'Set runAsNonRoot for the pod', container: 'Set runAsNonRoot to true' },
  on: {
    container({ container, pod }, ctx) {
      if (!isWholePod(pod, ctx)) return;
      const release = targetRelease(ctx.kubernetesVersion);
      // Root in there is nobody on the node.
      if (hasOwnUsers(pod) && !isBefore(release, '1.35')) return;
      const name = container.name?.text ?? '';
      const flag = effective(pod, container, 'runAsNonRoot');
      const user = effective(pod, container, 'runAsUser');
      const group = effective(pod, container, 'runAsGroup');
      const uid = meaning(user);
      const nonRoot = mayBe(flag, true);
      const linter = ['kube-linter:run-as-non-root'];
      if (user && uid === 0) {
        const aliases = [
          ...linter,
          ...(isBefore(release, '1.23') ? [] : ['pss:restricted/runAsUser']),
          ...(nonRoot ? [] : ['polaris:runAsRootAllowed', 'checkov:CKV_K8S_23']),
          'trivy:KSV105',
          'kubescape:C-0013',
        ];
        ctx.report(user, 'root', { name }, { aliases });
      }
      const isOther = uid !== 0 && user !== undefined && (isPlaceholder(user.text) || typeof uid === 'number');
      if (group && meaning(group) === 0 && (nonRoot || isOther))
        ctx.report(group, 'group', { name }, { aliases: linter });
      if (nonRoot) return;
      const ownFlag = own(container.map, 'runAsNonRoot');
      const holder = ownFlag ? container.map : pod.spec;
      const edit = setInContext(ctx.text, holder, ['runAsNonRoot'], true);
      const title = ownFlag ? 'container' : 'pod';
      const fix = edit && uid !== 0 ? ({ title, edits: [edit] } as const) : undefined;
      const standards = ['pss:restricted/runAsNonRoot', 'trivy:KSV012'];
      const at = flag ?? placeOfContainer(container);
      if (isOther) {
        ctx.report(at, 'unsure', { name }, { fix, aliases: standards, severity: 'info' });
        return;
      }
      const others = ['polaris:runAsRootAllowed', 'checkov:CKV_K8S_23', 'kubescape:C-0013'];
      ctx.report(at, flag ? 'allowed' : 'missing', { name }, { fix, aliases: [...linter, ...standards, ...others] });
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
              image: a
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                image: a
            securityContext:
              runAsNonRoot: true
        `,
      },
    ),
    bad('kind: Pod\napiVersion: v1\nspec: {containers: [{name: a, securityContext: {runAsNonRoot: ‹false›}}]}\n', {
      fixed: 'kind: Pod\napiVersion: v1\nspec: {containers: [{name: a, securityContext: {runAsNonRoot: true}}]}\n',
    }),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          securityContext: {runAsNonRoot: true}
          containers:
            - {name: a, securityContext: {runAsUser: ‹0›}}
            - {name: b, securityContext: {runAsUser: 1, runAsGroup: ‹0›}}
      `,
    ),
    bad('kind: Pod\napiVersion: v1\nspec: {containers: [{name: ‹a›, securityContext: {runAsUser: 1000}}]}\n'),
    good('kind: Pod\napiVersion: v1\nspec: {securityContext: {runAsNonRoot: true}, containers: [{name: a}]}\n'),
    good('kind: Pod\napiVersion: v1\nspec: {hostUsers: false, containers: [{name: a}]}\n'),
  ],
});
