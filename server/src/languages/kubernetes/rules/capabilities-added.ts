import { bad, good, source } from '../../../core/rule.js';
import { capabilities } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';

/** What containers have by default in most runtimes: the baseline lets them be added. */
const usual: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

const anyAdded = ['trivy:KSV022', 'checkov:CKV_K8S_25'];

/** Those that amount to the node, or to the traffic on it, with the peers that tell of each by name. */
const dangerous: Readonly<Record<string, readonly string[]>> = {
  ALL: ['polaris:dangerousCapabilities', 'kubescape:C-0046', 'checkov:CKV_K8S_39'],
  SYS_ADMIN: ['polaris:dangerousCapabilities', 'kubescape:C-0046', 'trivy:KSV005', 'checkov:CKV_K8S_39'],
  NET_ADMIN: ['polaris:dangerousCapabilities', 'kubescape:C-0046'],
  NET_RAW: ['kubescape:C-0046', 'trivy:KSV119'],
  SYS_MODULE: ['kubescape:C-0046', 'trivy:KSV120'],
};

/** Others that insecureCapabilities of kubescape has by default. */
const insecure = /^(?:SETPCAP|SYS_RAWIO|SYS_PTRACE|SYS_BOOT|MAC_OVERRIDE|MAC_ADMIN|PERFMON|BPF)$/;

export const rule: Rule = kubernetesRule('kubernetes/capabilities-added', {
  summary: 'A capability that containers do not have by default',
  why: `Each added capability is a right of root over the node or its network: \`SYS_ADMIN\`, \`SYS_MODULE\` and \`ALL\` amount to
the node itself, \`NET_ADMIN\` and \`NET_RAW\` to the traffic of other pods. Few programs need more than \`NET_BIND_SERVICE\`. In the
profile \`all\`, any added capability is told.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'pss:baseline/capabilities_baseline',
    'trivy:KSV022',
    'checkov:CKV_K8S_25',
    'polaris:dangerousCapabilities',
    'kubescape:C-0046',
    'trivy:KSV005',
    'trivy:KSV119',
    'trivy:KSV120',
    'checkov:CKV_K8S_39',
  ],
  tags: ['baseline'],
  fix: 'none',
  reach: 'part',
  messages: {
    dangerous: 'Container "{name}" gets {capability}, which reaches beyond the container. Take it out.',
    added: 'Container "{name}" gets {capability}, which containers lack by default. Take it out if it works without.',
    usual: 'Container "{name}" gets {capability}. Check that it needs it.',
  },
  on: {
    container({ container }, ctx) {
      for (const { name: capability, at } of capabilities(container, 'add')) {
        if (capability === '' || !/^\w+$/.test(capability)) continue;
        const params = { name: container.name?.text ?? '', capability };
        const named = Object.hasOwn(dangerous, capability) ? dangerous[capability] : undefined;
        const others = named ?? (insecure.test(capability) ? ['kubescape:C-0046'] : []);
        // Only the exact name is one to the API server and the standards.
        if (usual.has(at.text)) {
          ctx.report(at, 'usual', params, { aliases: [...anyAdded, ...others], severity: 'info', profile: 'all' });
          continue;
        }
        const aliases = ['pss:baseline/capabilities_baseline', ...anyAdded, ...others];
        ctx.report(at, named ? 'dangerous' : 'added', params, { aliases });
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
          - name: a
            securityContext:
              capabilities:
                add:
                  - ‹SYS_ADMIN›
                  - ‹SYS_TIME›
                  - ‹CHOWN›
    `),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, securityContext: {capabilities: {drop: [ALL]}}}]}
    `),
  ],
});
