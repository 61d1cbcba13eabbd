import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { isPlaceholder } from '../model/applied.js';
import { scalarIn } from '../model/nodes.js';
import { type Pod, placeOfContainer } from '../model/pods.js';
import { targetRelease } from '../model/release.js';
import { effective, isWholePod, isWindows, setInContext } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

const type = ['seccompProfile', 'type'] as const;
const baseline = 'pss:baseline/seccompProfile_baseline';
const onlyDefault = ['checkov:CKV_K8S_31', 'kubescape:C-0210'];
const restricted = 'pss:restricted/seccompProfile_restricted';

export const rule: Rule = kubernetesRule('kubernetes/seccomp', {
  summary: 'A container without a seccomp profile',
  why: `A seccomp profile keeps a container from system calls that programs hardly need and exploits do. Kubernetes sets none by
default: ask for \`RuntimeDefault\` for the whole pod. \`Unconfined\` takes even the default of the node away.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'pss:restricted/seccompProfile_restricted',
    'trivy:KSV030',
    'kube-score:container-seccomp-profile',
    'checkov:CKV_K8S_31',
    'kubescape:C-0210',
    'pss:baseline/seccompProfile_baseline',
    'trivy:KSV104',
    'kubescape:C-0211',
  ],
  tags: ['baseline', 'restricted'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: 'Container "{name}" has no seccomp profile. Set RuntimeDefault for the pod.',
    unconfined: 'No system call is kept from this container or pod. Set RuntimeDefault.',
    local: 'The seccomp profile is one of the node. Prefer RuntimeDefault.',
  },
  fixes: { pod: 'Set RuntimeDefault for the pod', replace: 'Use RuntimeDefault' },
  on: {
    pod(pod, ctx) {
      const release = targetRelease(ctx.kubernetesVersion);
      if (!isWholePod(pod, ctx) || (isWindows(pod) && !isBefore(release, '1.25'))) return;
      for (const at of isBefore(release, '1.19') ? unconfinedAnnotations(pod) : [])
        ctx.report(at, 'unconfined', {}, { aliases: [baseline] });
      const fields = isBefore(release, '1.19') ? [] : [restricted];
      const seen = new Set<YamlScalar>();
      const report = (profile: YamlScalar, isUsed: boolean): void => {
        if (seen.has(profile) || isPlaceholder(profile.text) || profile.text === 'RuntimeDefault') return;
        seen.add(profile);
        if (profile.text === 'Localhost') {
          ctx.report(profile, 'local', {}, { aliases: onlyDefault, severity: 'info', profile: 'all' });
          return;
        }
        // Nothing but the default and profiles of the node is one.
        const aliases = isUsed ? [...fields, 'trivy:KSV030', ...onlyDefault, 'trivy:KSV104'] : [...fields];
        if (!isBefore(release, '1.19')) aliases.push(baseline);
        const edits = [{ span: { start: profile.start, end: profile.end }, text: 'RuntimeDefault' }];
        ctx.report(profile, 'unconfined', {}, { aliases, fix: { title: 'replace', edits } });
      };
      const ofPod = scalarIn(pod.spec, 'securityContext', ...type);
      const isUsed = pod.containers.some((container) => effective(pod, container, ...type) === ofPod);
      if (ofPod) report(ofPod, isUsed);
      for (const container of pod.containers) {
        const profile = effective(pod, container, ...type);
        if (profile) {
          report(profile, true);
          continue;
        }
        const edit = setInContext(ctx.text, pod.spec, type, 'RuntimeDefault');
        const fix = edit && { title: 'pod' as const, edits: [edit] };
        // Peers still take the annotations of old for a profile; clusters pass them over since 1.27.
        const marked = hasAnnotation(pod, container.name?.text ?? '');
        const others = marked ? [] : ['trivy:KSV104', ...onlyDefault, 'kube-score:container-seccomp-profile'];
        const aliases = [...fields, 'trivy:KSV030', 'kubescape:C-0211', ...others];
        ctx.report(placeOfContainer(container), 'missing', { name: container.name?.text ?? '' }, { fix, aliases });
      }
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
              seccompProfile:
                type: RuntimeDefault
        `,
      },
    ),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          securityContext: {seccompProfile: {type: ‹Unconfined›}}
          containers: [{name: a}, {name: b, securityContext: {seccompProfile: {type: ‹Localhost›, localhostProfile: b}}}]
      `,
    ),
    bad(
      'apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  securityContext:\r\n    seccompProfile:\r\n      type: ‹Unconfined› # yet\r\n  containers: [{name: a}]\r\n',
      {
        fixed:
          'apiVersion: v1\r\nkind: Pod\r\nspec:\r\n  securityContext:\r\n    seccompProfile:\r\n      type: RuntimeDefault # yet\r\n  containers: [{name: a}]\r\n',
      },
    ),
    good(
      'apiVersion: v1\nkind: Pod\nspec: {securityContext: {seccompProfile: {type: RuntimeDefault}}, containers: [{name: a}]}\n',
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {os: {name: windows}, containers: [{name: a}]}\n'),
  ],
});

const podAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';
const defaultAnnotation = 'seccomp.security.alpha.kubernetes.io/defaultProfileName';
const allowed = /^(?:|runtime\/default|docker\/default|localhost\/.*)$/;

/** What older releases had in place of the field: the annotations of a pod that take its profile away. */
function unconfinedAnnotations(pod: Pod): readonly YamlScalar[] {
  const names = pod.containers.map(({ name }) => `container.seccomp.security.alpha.kubernetes.io/${name?.text ?? ''}`);
  return [podAnnotation, ...names].flatMap((name) => {
    const value = scalarIn(pod.metadata, 'annotations', name);
    return value && !allowed.test(value.text) && !isPlaceholder(value.text) ? [value] : [];
  });
}

function hasAnnotation({ metadata }: Pod, container: string): boolean {
  return [podAnnotation, defaultAnnotation, `container.seccomp.security.alpha.kubernetes.io/${container}`].some(
    (name) => {
      const value = scalarIn(metadata, 'annotations', name);
      return value !== undefined && allowed.test(value.text);
    },
  );
}
