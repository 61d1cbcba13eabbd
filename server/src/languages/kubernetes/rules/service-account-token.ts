import { bad, good, source } from '../../../core/rule.js';
import { mapsIn, scalarIn, textIn } from '../model/nodes.js';
import type { Pod } from '../model/pods.js';
import { isWholePod, mayBe, meaning } from '../model/security-context.js';
import { setIn } from '../model/settings.js';
import { namespaceOf, objectNamed, unitOf } from '../model/unit.js';
import { kubernetesRule, type Rule } from '../rule.js';

const key = 'automountServiceAccountToken';

export const rule: Rule = kubernetesRule('kubernetes/service-account-token', {
  summary: 'A pod with a token for the API server',
  why: `By default every pod gets a token of its service account. Few programs talk to the API server; for the others the token only
is what an intruder takes away. Set \`automountServiceAccountToken: false\` for the pod or its service account.`,
  category: 'security',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [
    'polaris:automountServiceAccountToken',
    'trivy:KSV036',
    'checkov:CKV_K8S_38',
    'kubescape:C-0034',
    'kubescape:C-0190',
    'kubescape:C-0261',
  ],
  fix: 'unsafe',
  messages: {
    token: 'This pod gets a token for the API server. Set "automountServiceAccountToken: false" unless it uses it.',
    bound:
      'This pod gets a token of "{account}", which has rights. Set "automountServiceAccountToken: false" unless it uses it.',
  },
  fixes: { off: 'Set automountServiceAccountToken to false' },
  on: {
    pod(pod, ctx) {
      const set = scalarIn(pod.spec, key);
      if (!isWholePod(pod, ctx) || mayBe(set, false)) return;
      const account = accountOf(pod);
      const namespace = namespaceOf(pod.object);
      const unit = unitOf(ctx);
      const own = objectNamed(unit, 'ServiceAccount', account, namespace);
      if (!set && own && mayBe(scalarIn(own.map, key), false)) return;
      const at = set ?? pod.object.name ?? pod.object.kind;
      if (!at || (!set && !own && !unit.isWhole)) return;
      const isBound = unit.objects.some(
        (one) =>
          /^(?:Cluster)?RoleBinding$/.test(one.kind?.text ?? '') &&
          mapsIn(one.map, 'subjects').some(
            (subject) =>
              textIn(subject, 'kind') === 'ServiceAccount' &&
              textIn(subject, 'name') === account &&
              (textIn(subject, 'namespace') ?? namespaceOf(one)) === namespace,
          ),
      );
      const aliases = [
        'polaris:automountServiceAccountToken',
        'checkov:CKV_K8S_38',
        'kubescape:C-0034',
        'kubescape:C-0190',
        ...(meaning(set) === true || mountsToken(pod) ? ['trivy:KSV036'] : []),
        ...(isBound ? ['kubescape:C-0261'] : []),
      ];
      const edit = setIn(ctx.text, pod.spec, [key], false);
      const fix = edit && { title: 'off' as const, edits: [edit] };
      ctx.report(at, isBound ? 'bound' : 'token', { account }, { fix, aliases });
    },
  },
  examples: [
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: ‹a›}
        spec:
          containers:
            - name: a
      `,
      {
        fixed: source`
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec:
            containers:
              - name: a
            automountServiceAccountToken: false
        `,
      },
    ),
    bad(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {serviceAccountName: b, automountServiceAccountToken: ‹true›}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: b}
        subjects: [{kind: ServiceAccount, name: b}]
      `,
    ),
    good('apiVersion: v1\nkind: Pod\nspec: {automountServiceAccountToken: false}\n'),
    good(
      source`
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec: {serviceAccountName: b}
      `,
      {
        files: {
          'account.yaml':
            'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: b}\nautomountServiceAccountToken: false\n',
        },
      },
    ),
  ],
});

function accountOf({ spec }: Pod): string {
  return textIn(spec, 'serviceAccountName') || textIn(spec, 'serviceAccount') || 'default';
}

function mountsToken({ containers }: Pod): boolean {
  return containers.some(({ map }) =>
    mapsIn(map, 'volumeMounts').some((mount) =>
      textIn(mount, 'mountPath')?.startsWith('/var/run/secrets/kubernetes.io/serviceaccount'),
    ),
  );
}
