import type { TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import { mapIn, mapsIn, textIn } from '../model/nodes.js';
import { type Container, type Pod, placeOfContainer } from '../model/pods.js';
import { isWholePod, isWindows, mayBe, own, setInContext } from '../model/security-context.js';
import { addToList, joined } from '../model/settings.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/no-read-only-root-fs', {
  summary: 'A container that can write to its root file system',
  why: `What can be written can be replaced: whoever gets into the container leaves tools and changed programs there. With
\`readOnlyRootFilesystem: true\` it writes only to volumes; most programs need no more than an \`emptyDir\` at \`/tmp\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'kube-linter:no-read-only-root-fs',
    'kube-score:container-security-context-readonlyrootfilesystem',
    'polaris:notReadOnlyRootFilesystem',
    'trivy:KSV014',
    'checkov:CKV_K8S_22',
    'kubescape:C-0017',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: { writable: 'Container "{name}" can write to its root file system. Set "readOnlyRootFilesystem: true".' },
  fixes: { readOnly: 'Make the root file system read-only, with a volume at /tmp' },
  on: {
    container({ container, pod }, ctx) {
      const set = own(container.map, 'readOnlyRootFilesystem');
      if (mayBe(set, true) || isWindows(pod) || (!set && !isWholePod(pod, ctx))) return;
      const edits = readOnly(ctx.text, pod, container);
      const fix = edits && { title: 'readOnly' as const, edits };
      ctx.report(set ?? placeOfContainer(container), 'writable', { name: container.name?.text ?? '' }, { fix });
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
                  readOnlyRootFilesystem: true
                volumeMounts:
                  - name: tmp
                    mountPath: /tmp
            volumes:
              - name: tmp
                emptyDir: {}
        `,
      },
    ),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {containers: [{name: a, securityContext: {readOnlyRootFilesystem: ‹false›}}]}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec: {containers: [{name: a, securityContext: {readOnlyRootFilesystem: true}, volumeMounts: [{name: tmp, mountPath: /tmp}]}], volumes: [{name: tmp, emptyDir: {}}]}
        `,
      },
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, securityContext: {readOnlyRootFilesystem: true}}]}
    `),
  ],
});

/** Makes the root file system read-only, and gives the container a folder for what it has to write meanwhile. */
function readOnly(text: string, pod: Pod, { map }: Container): readonly TextEdit[] | undefined {
  const flag = setInContext(text, map, ['readOnlyRootFilesystem'], true);
  if (!flag || mapsIn(map, 'volumeMounts').some((mount) => textIn(mount, 'mountPath') === '/tmp'))
    return flag && [flag];
  const volumes = mapsIn(pod.spec, 'volumes');
  const known = volumes.find((volume) => textIn(volume, 'name') === 'tmp');
  const isFree = !known || mapIn(known, 'emptyDir') !== undefined;
  const name = isFree ? 'tmp' : 'tmp-files';
  const mount = addToList(text, map, 'volumeMounts', [
    ['name', name],
    ['mountPath', '/tmp'],
  ]);
  const needsVolume = !volumes.some((volume) => textIn(volume, 'name') === name);
  const volume = needsVolume
    ? addToList(text, pod.spec, 'volumes', [
        ['name', name],
        ['emptyDir', '{}'],
      ])
    : undefined;
  if (!mount || (needsVolume && !volume)) return undefined;
  return joined([flag, mount, ...(volume ? [volume] : [])]);
}
