import { bad, good, source } from '../../../core/rule.js';
import { mapIn } from '../model/nodes.js';
import { type Container, placeOfContainer } from '../model/pods.js';
import { targetRelease } from '../model/release.js';
import { capabilities, isWholePod, isWindows, setInContext } from '../model/security-context.js';
import { kubernetesRule, type Rule } from '../rule.js';
import { isBefore } from '../schema/kinds.js';

/** What polaris wants to be dropped where not all is. */
const insecure =
  'NET_ADMIN CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE'.split(
    ' ',
  );

const standard = 'pss:restricted/capabilities_restricted';

export const rule: Rule = kubernetesRule('kubernetes/drop-capabilities', {
  summary: 'A container that keeps the default capabilities',
  why: `By default a container may forge packets, change owners of files and more, as far as it runs as root. Nearly no program
needs any of it: drop \`ALL\`, and add \`NET_BIND_SERVICE\` only where a port below 1024 has to be opened.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: [
    'pss:restricted/capabilities_restricted',
    'polaris:insecureCapabilities',
    'trivy:KSV003',
    'trivy:KSV004',
    'trivy:KSV106',
    'checkov:CKV_K8S_37',
    'checkov:CKV_K8S_28',
    'kube-linter:drop-net-raw-capability',
    'kubescape:C-0211',
  ],
  tags: ['restricted'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    kept: 'Container "{name}" keeps capabilities that it hardly needs. Drop ALL.',
    added: 'Container "{name}" gets {capability}. Of all capabilities, only NET_BIND_SERVICE may be added back.',
  },
  fixes: { drop: 'Drop all capabilities' },
  on: {
    container({ container, pod }, ctx) {
      const release = targetRelease(ctx.kubernetesVersion);
      if (!isWholePod(pod, ctx) || (isWindows(pod) && !isBefore(release, '1.25'))) return;
      const standards = isBefore(release, '1.22') ? [] : [standard];
      const name = container.name?.text ?? '';
      const dropped = capabilities(container, 'drop');
      if (!dropped.some(({ at }) => at.text === 'ALL')) {
        const edit = setInContext(ctx.text, container.map, ['capabilities', 'drop'], ['ALL']);
        const fix = edit && { title: 'drop' as const, edits: [edit] };
        const aliases = [...standards, ...keptAliases(container)];
        ctx.report(placeOfContainer(container), 'kept', { name }, { fix, aliases });
      }
      for (const { name: capability, at } of capabilities(container, 'add')) {
        if (at.text === 'NET_BIND_SERVICE' || !/^\w+$/.test(capability)) continue;
        ctx.report(at, 'added', { name, capability }, { aliases: [...standards, 'trivy:KSV106'] });
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
              image: a
            - {name: ‹b›, securityContext: {capabilities: {add: [‹CHOWN›], drop: [NET_RAW]}}}
            - {name: c, securityContext: {capabilities: {add: [NET_BIND_SERVICE], drop: [ALL]}}}
      `,
    ),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: ‹a›
              image: a # ours
            - name: ‹b›
              securityContext:
                runAsNonRoot: true
            - {name: ‹c›}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
                image: a # ours
                securityContext:
                  capabilities:
                    drop: [ALL]
              - name: b
                securityContext:
                  runAsNonRoot: true
                  capabilities:
                    drop: [ALL]
              - {name: c, securityContext: {capabilities: {drop: [ALL]}}}
        `,
      },
    ),
    good(source`
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {os: {name: windows}, containers: [{name: a}]}
    `),
  ],
});

/** The peers that have something against a container which does not drop all by that name. */
function keptAliases(container: Container): readonly string[] {
  const dropped = new Set(capabilities(container, 'drop').map(({ name }) => name));
  if (dropped.has('ALL')) return [];
  const keepsRaw = !dropped.has('NET_RAW');
  return [
    'trivy:KSV003',
    'trivy:KSV106',
    'checkov:CKV_K8S_37',
    ...(insecure.every((one) => dropped.has(one)) ? [] : ['polaris:insecureCapabilities']),
    ...(dropped.size === 0 ? ['trivy:KSV004'] : []),
    ...(keepsRaw ? ['checkov:CKV_K8S_28', 'kubescape:C-0211'] : []),
    ...(keepsRaw && mapIn(container.map, 'securityContext', 'capabilities')
      ? ['kube-linter:drop-net-raw-capability']
      : []),
  ];
}
