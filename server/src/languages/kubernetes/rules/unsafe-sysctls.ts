import { bad, good, source } from '../../../core/rule.js';
import { isPlaceholder } from '../model/applied.js';
import { mapsIn, scalarIn } from '../model/nodes.js';
import { targetRelease } from '../model/release.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

/** The settings that hold for one pod only and harm no other, with the release that first took them for such. */
const safe: Readonly<Record<string, string>> = {
  'kernel.shm_rmid_forced': '1.0',
  'net.ipv4.ip_local_port_range': '1.0',
  'net.ipv4.tcp_syncookies': '1.0',
  'net.ipv4.ping_group_range': '1.0',
  'net.ipv4.ip_unprivileged_port_start': '1.0',
  'net.ipv4.ip_local_reserved_ports': '1.27',
  'net.ipv4.tcp_keepalive_time': '1.29',
  'net.ipv4.tcp_fin_timeout': '1.29',
  'net.ipv4.tcp_keepalive_intvl': '1.29',
  'net.ipv4.tcp_keepalive_probes': '1.29',
  'net.ipv4.tcp_rmem': '1.32',
  'net.ipv4.tcp_wmem': '1.32',
  'net.ipv4.tcp_slow_start_after_idle': '1.37',
  'net.ipv4.tcp_notsent_lowat': '1.37',
};

export const rule: Rule = kubernetesRule('kubernetes/unsafe-sysctls', {
  summary: 'A setting of the kernel that reaches beyond its pod',
  why: `Some settings of the kernel hold for the whole node, or let a pod take what others need. The kubelet refuses them unless
it is told to allow them by name, and such a pod never starts elsewhere.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['kube-linter:unsafe-sysctls', 'pss:baseline/sysctls', 'trivy:KSV026'],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: { unsafe: '"{name}" is no safe setting of a pod in Kubernetes {release}. Set it on the node instead.' },
  on: {
    pod(pod, ctx) {
      const release = targetRelease(ctx.kubernetesVersion);
      for (const sysctl of mapsIn(pod.spec, 'securityContext', 'sysctls')) {
        const name = scalarIn(sysctl, 'name');
        if (!name || isPlaceholder(name.text)) continue;
        const since = Object.hasOwn(safe, name.text) ? safe[name.text] : undefined;
        if (since !== undefined && !isBefore(release, since)) continue;
        const isLinted = /^(?:kernel\.(?:msg|sem|shm)|fs\.mqueue\.|net\.)/.test(name.text);
        const aliases = ['pss:baseline/sysctls', 'trivy:KSV026', ...(isLinted ? ['kube-linter:unsafe-sysctls'] : [])];
        ctx.report(name, 'unsafe', { name: name.text, release }, { aliases });
      }
    },
  },
  examples: [
    bad(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        securityContext:
          sysctls:
            - {name: ‹kernel.msgmax›, value: '1'}
            - {name: net.ipv4.tcp_syncookies, value: '1'}
    `),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {securityContext: {sysctls: [{name: ‹net.ipv4.tcp_fin_timeout›, value: '1'}]}}
      `,
      { kubernetesVersion: '1.28' },
    ),
    good(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {securityContext: {sysctls: [{name: net.ipv4.tcp_fin_timeout, value: '1'}]}}
      `,
      { kubernetesVersion: '1.29' },
    ),
  ],
});
