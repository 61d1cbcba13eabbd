import { replace } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { isApplied } from '../model/applied.js';
import { confinementField, isVolumeSource, oldLabels, oldVolumes } from '../model/deprecated-fields.js';
import { isKind } from '../model/objects.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

export const rule: Rule = kubernetesRule('kubernetes/deprecated-field', {
  summary: 'A field, label, annotation or registry that Kubernetes has given up',
  why: `What was a beta has mostly a field or a label of its own now, and the old one is no longer read, or soon not: annotations
for seccomp and AppArmor, the \`beta.kubernetes.io\` labels of nodes, volumes of cloud providers in the tree, \`gitRepo\`. Images in
\`k8s.gcr.io\` are frozen since April 2023; they are in \`registry.k8s.io\` now.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'recommended',
  since: '0.1',
  peers: ['kubescape:C-0253'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    registry: 'k8s.gcr.io gets no new images since April 2023. Use registry.k8s.io.',
    annotation: 'The annotation "{key}" is deprecated. Use "{field}".',
    label: 'The label "{key}" is deprecated. Use "{label}".',
    volume: 'Volumes of the kind "{key}" are deprecated. Use {instead}.',
    balancer:
      '"loadBalancerIP" is deprecated, as each provider reads it differently. Use an annotation of the provider.',
    topology: '"topologyKeys" is gone. Use "trafficDistribution".',
  },
  fixes: { registry: 'Use registry.k8s.io', label: 'Use "{label}"' },
  on: {
    container({ container: { image } }, ctx) {
      if (!image || !/^k8s\.gcr\.io\//.test(image.text)) return;
      const edits = [replaceScalar(image, image.text.replace('k8s.gcr.io', 'registry.k8s.io'))];
      ctx.report(image, 'registry', {}, { severity: 'warning', fix: { title: 'registry', edits } });
    },
    entry({ entry, path, object }, ctx) {
      const { key } = entry;
      if (key?.kind !== 'scalar' || !isApplied(object)) return;
      const holder = path[path.length - 2];
      const { text } = key;
      const kind = object.kind?.text ?? '';
      if (holder === 'annotations' && path[path.length - 3] === 'metadata') {
        const { field, since } = confinementField(text) ?? {};
        if (!field || !since || isBefore(targetRelease(ctx.kubernetesVersion), since)) return;
        ctx.report(key, 'annotation', { key: text, field }, quiet);
      } else if (
        Object.hasOwn(oldLabels, text) &&
        (holder === 'nodeSelector' || holder === 'matchLabels' || isOfNode(path, kind))
      ) {
        const label = oldLabels[text] ?? '';
        const edits = [replace(key, label)];
        ctx.report(key, 'label', { key: text, label }, { ...quiet, fix: { title: 'label', params: { label }, edits } });
      } else if (Object.hasOwn(oldVolumes, text) && isVolumeSource(path, kind)) {
        ctx.report(key, 'volume', { key: text, instead: oldVolumes[text] ?? '' }, quiet);
      } else if (path.length === 2 && path[0] === 'spec' && isKind(object, 'Service')) {
        if (text === 'loadBalancerIP') ctx.report(key, 'balancer', {}, quiet);
        if (text === 'topologyKeys') ctx.report(key, 'topology', {}, quiet);
      }
    },
    scalar({ scalar, path, object }, ctx) {
      const key = path[path.length - 1];
      const isKey = (key === 'key' && path.includes('matchExpressions')) || key === 'topologyKey';
      if (!isKey || !Object.hasOwn(oldLabels, scalar.text) || !isApplied(object)) return;
      const label = oldLabels[scalar.text] ?? '';
      const edits = [replaceScalar(scalar, label)];
      ctx.report(
        scalar,
        'label',
        { key: scalar.text, label },
        { ...quiet, fix: { title: 'label', params: { label }, edits } },
      );
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata:
          name: a
          annotations:
            ‹seccomp.security.alpha.kubernetes.io/pod›: runtime/default
            ‹container.apparmor.security.beta.kubernetes.io/a›: runtime/default
        spec:
          nodeSelector: {‹beta.kubernetes.io/arch›: amd64}
          affinity:
            podAntiAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
                - topologyKey: ‹"failure-domain.beta.kubernetes.io/zone"›
                  labelSelector: {matchLabels: {app: a}}
          containers:
            - {name: a, image: ‹k8s.gcr.io/pause:3.9›}
          volumes:
            - name: code
              ‹gitRepo›: {repository: "https://example.com/a.git"}
            - name: disk
              ‹awsElasticBlockStore›: {volumeID: a}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata:
            name: a
            annotations:
              seccomp.security.alpha.kubernetes.io/pod: runtime/default
              container.apparmor.security.beta.kubernetes.io/a: runtime/default
          spec:
            nodeSelector: {kubernetes.io/arch: amd64}
            affinity:
              podAntiAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  - topologyKey: "topology.kubernetes.io/zone"
                    labelSelector: {matchLabels: {app: a}}
            containers:
              - {name: a, image: registry.k8s.io/pause:3.9}
            volumes:
              - name: code
                gitRepo: {repository: "https://example.com/a.git"}
              - name: disk
                awsElasticBlockStore: {volumeID: a}
        `,
      },
    ),
    bad('apiVersion: v1\r\nkind: Service\r\nmetadata: {name: a}\r\nspec: {‹loadBalancerIP›: 10.0.0.1}\r\n'),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a, annotations: {seccomp: runtime/default}}
      spec:
        nodeSelector: {kubernetes.io/arch: amd64}
        containers: [{name: a, image: registry.k8s.io/pause:3.9, env: [{name: gitRepo, value: a}]}]
        volumes: [{name: gitRepo, emptyDir: {}}]
    `),
  ],
});

/** What is no image, the peers do not report. */
const quiet = { aliases: [] };

/** Whether a path leads to a label of a node or of a PersistentVolume. */
function isOfNode(path: readonly (string | number)[], kind: string): boolean {
  return (kind === 'Node' || kind === 'PersistentVolume') && path[0] === 'metadata' && path[1] === 'labels';
}
