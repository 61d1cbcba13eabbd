import { bad, good, source } from '../../../core/rule.js';
import { type HostPath, hostPathsOf } from '../model/host-paths.js';
import { kubernetesRule, type Rule } from '../rule.js';

const system: ReadonlySet<string> = new Set(['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr']);

export const rule: Rule = kubernetesRule('kubernetes/host-path', {
  summary: 'A folder of the node as a volume',
  why: `A \`hostPath\` lets a pod read, and mostly write, files of its node: with a folder of the system it can become root there.
The data also stays behind where the pod moves away. Use an \`emptyDir\`, a PersistentVolumeClaim or a ConfigMap; mount what
has to be read with \`readOnly: true\`.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'pss:baseline/hostPathVolumes',
    'polaris:hostPathSet',
    'trivy:KSV023',
    'kubescape:C-0048',
    'kube-linter:sensitive-host-mounts',
    'trivy:KSV121',
    'kube-linter:writable-host-mount',
    'kubescape:C-0045',
  ],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: {
    system: 'This pod can change "{path}" of its node. Mount it with "readOnly: true", or take the volume out.',
    path: 'The volume is "{path}" of the node. Use a volume that belongs to the pod or to the cluster.',
  },
  on: {
    pod(pod, ctx) {
      for (const volume of hostPathsOf(pod)) {
        const { at, path, isWritable } = volume;
        const aliases = aliasesOf(volume);
        // What may only be read is for agents of the node mostly.
        if (system.has(path) && isWritable) ctx.report(at, 'system', { path }, { aliases });
        else ctx.report(at, 'path', { path }, { aliases, profile: 'strict' });
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        containers:
          - {name: a, volumeMounts: [{name: etc, mountPath: /host}, {name: log, mountPath: /log, readOnly: true}]}
        volumes:
          - name: etc
            hostPath: {path: ‹/etc/›}
          - {name: log, hostPath: {path: ‹/var/log›}}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {volumes: [{name: a, emptyDir: {}}]}
    `),
  ],
});

function aliasesOf({ path, mounts, isWritable }: HostPath): readonly string[] {
  const isMounted = mounts.length > 0;
  return [
    'pss:baseline/hostPathVolumes',
    'polaris:hostPathSet',
    'trivy:KSV023',
    'kubescape:C-0048',
    ...(isMounted && system.has(path) ? ['kube-linter:sensitive-host-mounts'] : []),
    ...(system.has(path) || path === '/var/lib/docker' ? ['trivy:KSV121'] : []),
    ...(isWritable ? ['kube-linter:writable-host-mount', 'kubescape:C-0045'] : []),
  ];
}
