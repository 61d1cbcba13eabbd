import { bad, good, source } from '../../../core/rule.js';
import { hostPathsOf, isRuntimeSocket } from '../model/host-paths.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/docker-sock', {
  summary: 'The socket of the container runtime given to a pod',
  why: `Whoever can talk to the socket of Docker, containerd or CRI-O can start a privileged container on the node, and so owns
it. Build images with BuildKit in rootless mode, Kaniko or the like; read metrics from the kubelet.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['kube-linter:docker-sock', 'trivy:KSV006', 'checkov:CKV_K8S_27', 'kubescape:C-0074'],
  fix: 'none',
  reach: 'part',
  messages: { socket: 'With "{path}" this pod controls all containers of its node. Take the volume out.' },
  on: {
    pod(pod, ctx) {
      for (const { at, path } of hostPathsOf(pod)) {
        if (!isRuntimeSocket(path)) continue;
        const isDocker = path.endsWith('/docker.sock');
        ctx.report(at, 'socket', { path }, isDocker ? {} : { aliases: ['kubescape:C-0074'] });
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        volumes:
          - name: docker
            hostPath: {path: ‹/var/run/docker.sock›}
          - name: containerd
            hostPath: {path: ‹/run/containerd/containerd.sock›}
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {volumes: [{name: a, hostPath: {path: /var/log}}]}
    `),
  ],
});
