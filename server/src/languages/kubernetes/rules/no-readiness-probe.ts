import { bad, good, source } from '../../../core/rule.js';
import { valueIn } from '../model/nodes.js';
import { placeOfContainer } from '../model/pods.js';
import { addProbe, isProbed, runsOn } from '../model/probes.js';
import { isWholePod } from '../model/security-context.js';
import { servicesOf, unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

export const rule: Rule = kubernetesRule('kubernetes/no-readiness-probe', {
  summary: 'A container without a readiness probe',
  why: `Without a readiness probe a pod gets requests as soon as its process has started, before it can answer them: each rollout
loses some. Ask the endpoint that tells whether the program can serve.`,
  category: 'reliability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'kube-linter:no-readiness-probe',
    'polaris:readinessProbeMissing',
    'kube-score:pod-probes',
    'checkov:CKV_K8S_9',
    'kubescape:C-0018',
  ],
  tags: ['production'],
  fix: 'unsafe',
  messages: {
    served: 'Container "{name}" gets requests of Service "{service}" before it is ready. Add a readiness probe.',
    missing: 'Container "{name}" has no readiness probe. Add one that tells when it can serve.',
  },
  fixes: { add: 'Add a readiness probe of its port' },
  on: {
    container({ container, pod }, ctx) {
      if (!isProbed(container) || !runsOn(pod) || !isWholePod(pod, ctx)) return;
      if (valueIn(container.map, 'readinessProbe')) return;
      const isAnyReady = pod.containers.some(({ map }) => valueIn(map, 'readinessProbe'));
      const service = isAnyReady ? undefined : servicesOf(unitOf(ctx), pod)[0];
      const edit = addProbe(ctx.text, container, 'readinessProbe');
      const fix = edit && { title: 'add' as const, edits: [edit] };
      const aliases = own;
      const at = placeOfContainer(container);
      const name = container.name?.text ?? '';
      if (service)
        ctx.report(
          at,
          'served',
          { name, service: service.name?.text ?? '' },
          { fix, aliases: [...own, 'kube-score:pod-probes'] },
        );
      else ctx.report(at, 'missing', { name }, { fix, aliases, profile: 'strict' });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a, labels: {app: a}}
        spec:
          containers:
            - name: ‹a›
              ports:
                - containerPort: 80
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: a}
        spec: {selector: {app: a}}
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a, labels: {app: a}}
          spec:
            containers:
              - name: a
                ports:
                  - containerPort: 80
                readinessProbe:
                  tcpSocket:
                    port: 80
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: a}
          spec: {selector: {app: a}}
        `,
      },
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, readinessProbe: {tcpSocket: {port: 80}}}]}\n'),
    good('apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: a}]}}}\n'),
    good('apiVersion: v1\nkind: Pod\nspec: {initContainers: [{name: a}]}\n'),
  ],
});

/** Those that report any container. */
const own = [
  'kube-linter:no-readiness-probe',
  'polaris:readinessProbeMissing',
  'checkov:CKV_K8S_9',
  'kubescape:C-0018',
];
