import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { checked } from '../../../../../test/support/schema.js';
import { keyAt } from '../../../yaml/schema/lookup.js';
import { describe as describeKey } from '../../../yaml/schema/texts.js';
import type { YamlPath } from '../../../yaml/walk.js';
import { droppedByComponent } from './components.js';
import { isServed, kindOf, kindsNamed, kindsOf, knownReleases, leavingKinds } from './kinds.js';
import { releaseOf, schemaOf } from './schemas.js';
import { kubernetesTexts } from './texts.js';

const folder = new URL('../../../../../dist/kubernetes/', import.meta.url);

function check(apiVersion: string, kind: string, text: string): readonly string[] {
  const schema = schemaOf(apiVersion, kind);
  if (!schema) throw new Error(`no schema of ${apiVersion} ${kind}`);
  return checked(schema)(`apiVersion: ${apiVersion}\nkind: ${kind}\n${text}`);
}

const deployment = (container: string, more = ''): string => `metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}}
  template:
    metadata: {labels: {app: web}, creationTimestamp: null}
    spec:
      containers:
        - name: web
          image: nginx:1.29
${container.replace(/^(?=.)/gm, '          ')}${more}`;

describe('a Deployment', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'that is right',
      `ports: [{containerPort: 80, protocol: TCP}]
resources: {requests: {cpu: 0.5, memory: 128Mi}, limits: {cpu: "1", memory: 1e9}}
readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
livenessProbe: {httpGet: {path: /, port: 80}}
securityContext: {runAsNonRoot: yes, capabilities: {drop: [ALL]}}
env: [{name: A, value: "1"}, {name: B, value: }]
volumeMounts:
`,
      [],
    ],
    [
      'with an unknown field',
      'imagePullPolicys: Always\n',
      [`${at}imagePullPolicys «imagePullPolicys» → imagePullPolicy`],
    ],
    ['with a field of another case', 'livenessprobe: {}\n', [`${at}livenessprobe «livenessprobe» → livenessProbe`]],
    ['with a number for a text', 'env: [{name: A, value: 1}]\n', [`wrong-type ${place}env.0.value «1» integer`]],
    ['with a word that is a boolean', 'env: [{name: A, value: on}]\n', [`wrong-type ${place}env.0.value «on» boolean`]],
    [
      'with a text for a number',
      'ports: [{containerPort: "80"}]\n',
      [`wrong-type ${place}ports.0.containerPort «"80"» string`],
    ],
    [
      'with another protocol',
      'ports: [{containerPort: 80, protocol: tcp}]\n',
      [`not-allowed ${place}ports.0.protocol «tcp»`],
    ],
    ['with half a port', 'ports: [{name: http}]\n', [`missing-key ${place}ports.0.containerPort «name»`]],
    ['with no quantity', 'resources: {limits: {memory: 1GB}}\n', [`format ${place}resources.limits.memory «1GB»`]],
    ['with a map for a list', 'command: {a: b}\n', [`wrong-type ${place}command «{a: b}» map`]],
    ['with a text for a list', 'command: ls\n', [`wrong-type ${place}command «ls» string`]],
    [
      'with a number that is too large',
      'livenessProbe: {periodSeconds: 3000000000}\n',
      [`too-large ${place}livenessProbe.periodSeconds «3000000000»`],
    ],
  ])('%s', (_, container, expected) => {
    expect(check('apps/v1', 'Deployment', deployment(container))).toEqual(expected);
  });

  it('without what it needs', () => {
    expect(check('apps/v1', 'Deployment', 'spec: {template: {spec: {containers: }}}\n')).toEqual([
      'missing-key spec.template.spec.containers «spec»',
      'missing-key spec.selector «spec»',
    ]);
  });
});

const place = 'spec.template.spec.containers.0.';
const at = `unknown-key ${place}`;

test.each<[string, string, string, readonly string[]]>([
  ['v1', 'Secret', 'data: {a: YQ==}\nstringData: {b: c}\ntype: Opaque\n', []],
  ['v1', 'Secret', 'data: {a: "not base64"}\n', ['format data.a «"not base64"»']],
  ['v1', 'ConfigMap', 'data: {a: true}\n', ['wrong-type data.a «true» boolean']],
  [
    'v1',
    'Service',
    'spec: {type: NodePorts, ports: [{port: 80, targetPort: web}]}\n',
    ['not-allowed spec.type «NodePorts»'],
  ],
  [
    'apps/v1',
    'StatefulSet',
    'spec: {selector: {}, serviceName: a, template: {}, volumeClaimTemplates: [{metadata: {name: a}, spec: {accessModes: [RWO]}}]}\n',
    ['not-allowed spec.volumeClaimTemplates.0.spec.accessModes.0 «RWO»'],
  ],
  ['batch/v1', 'CronJob', 'spec: {schedule: "* * * * *"}\n', ['missing-key spec.jobTemplate «spec»']],
  [
    'networking.k8s.io/v1',
    'Ingress',
    'spec: {rules: [{http: {paths: [{path: /, backend: {serviceName: a, servicePort: 80}}]}}]}\n',
    [
      'unknown-key spec.rules.0.http.paths.0.backend.serviceName «serviceName» → undefined',
      'unknown-key spec.rules.0.http.paths.0.backend.servicePort «servicePort» → undefined',
      'missing-key spec.rules.0.http.paths.0.pathType «path»',
    ],
  ],
  // A value that came after the release of the packages, and a field that came with its values.
  [
    'apps/v1',
    'StatefulSet',
    'spec: {selector: {}, serviceName: a, template: {}, updateStrategy: {type: Recreate}}\n',
    [],
  ],
  [
    'v1',
    'Pod',
    'spec: {containers: [{name: a, livenessProbe: {httpGet: {port: 80, protocol: HTTP3}}}]}\n',
    ['not-allowed spec.containers.0.livenessProbe.httpGet.protocol «HTTP3»'],
  ],
  ['extensions/v1beta1', 'Ingress', 'spec: {backend: {serviceName: a, servicePort: 80}}\n', []],
  [
    'resource.k8s.io/v1',
    'DeviceTaintRule',
    'spec: {taint: {key: a, effect: NoSchedule}, x: 1}\n',
    ['unknown-key spec.x «x» → undefined'],
  ],
  ['cert-manager.io/v1', 'Certificate', 'spec: {secretName: a, issuerRef: {name: b}, dnsNames: [c]}\n', []],
  ['cert-manager.io/v1', 'Certificate', 'spec: {issuerRef: {name: b}}\n', ['missing-key spec.secretName «spec»']],
  [
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    'spec: {parentRefs: [{name: a}], rules: [{backendRef: []}]}\n',
    ['unknown-key spec.rules.0.backendRef «backendRef» → backendRefs'],
  ],
  // An empty choice of values counts as none, but no quantity is empty.
  ['v1', 'Service', 'spec: {type: "", ports: [{port: 80, protocol: ""}]}\n', []],
  ['v1', 'PersistentVolume', 'spec: {capacity: {storage: ""}}\n', ['format spec.capacity.storage «""»']],
  // Custom resources ask for less of the types of Kubernetes that they take over.
  [
    'serving.knative.dev/v1',
    'Service',
    'spec: {template: {spec: {containers: [{image: a, readinessProbe: {httpGet: {path: /}}, imag: b}]}}}\n',
    ['unknown-key spec.template.spec.containers.0.imag «imag» → undefined'],
  ],
  [
    'argoproj.io/v1alpha1',
    'Workflow',
    'spec: {entrypoint: a, templates: [{name: a, steps: [[{name: b, template: c}]]}, {name: c, container: {image: d}}]}\n',
    [],
  ],
  [
    'argoproj.io/v1alpha1',
    'Rollout',
    'spec: {strategy: {canary: {steps: [{setWeight: a}]}}}\n',
    ['wrong-type spec.strategy.canary.steps.0.setWeight «a» string'],
  ],
])('%s %s', (apiVersion, kind, text, expected) => {
  expect(check(apiVersion, kind, `metadata: {name: a}\n${text}`)).toEqual(expected);
});

test('kinds that are not known have no schema', () => {
  expect(schemaOf('apps/v1', 'Deploymet')).toBeUndefined();
  expect(schemaOf('constructor', '__proto__')).toBeUndefined();
  expect(kindsNamed('Ingress').map(({ apiVersion }) => apiVersion)).toEqual(
    expect.arrayContaining(['extensions/v1beta1', 'networking.k8s.io/v1', 'networking.k8s.io/v1beta1']),
  );
});

test('every schema is one that the engine can take', () => {
  const kinds = kindsOf('1.36').concat(leavingKinds());
  expect(kinds.length).toBeGreaterThan(450);
  for (const { apiVersion, kind } of kinds) {
    const schema = schemaOf(apiVersion, kind);
    if (!schema) continue;
    expect(
      checked(schema)(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nnoSuchField: {}\n`),
    ).toContain('unknown-key noSuchField «noSuchField» → undefined');
  }
});

// Rows of the deprecation guide.
test.each<[string, string, string, string, string, string]>([
  ['extensions/v1beta1', 'Ingress', '1.1', '1.14', '1.22', 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'Deployment', '1.1', '1.8', '1.16', 'apps/v1'],
  ['apps/v1beta2', 'DaemonSet', '1.8', '1.9', '1.16', 'apps/v1'],
  ['batch/v1beta1', 'CronJob', '1.8', '1.21', '1.25', 'batch/v1'],
  ['batch/v2alpha1', 'CronJob', '1.4', '1.8', '1.21', 'batch/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', '1.8', '1.22', '1.25', 'autoscaling/v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.12', '1.23', '1.26', 'autoscaling/v2'],
  ['policy/v1beta1', 'PodDisruptionBudget', '1.5', '1.21', '1.25', 'policy/v1'],
  ['rbac.authorization.k8s.io/v1alpha1', 'Role', '1.5', '1.17', '1.22', 'rbac.authorization.k8s.io/v1'],
  [
    'admissionregistration.k8s.io/v1alpha1',
    'ValidatingAdmissionPolicy',
    '1.26',
    '1.29',
    '1.32',
    'admissionregistration.k8s.io/v1',
  ],
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingAdmissionPolicy',
    '1.34',
    '1.37',
    '1.40',
    'admissionregistration.k8s.io/v1',
  ],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', '1.7', '1.16', '1.22', 'apiextensions.k8s.io/v1'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', '1.20', '1.23', '1.26', 'flowcontrol.apiserver.k8s.io/v1'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', '1.16', '1.21', '1.25', 'discovery.k8s.io/v1'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', '1.13', '1.22', '1.25', 'node.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.21', '1.24', '1.27', 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', '1.29', '1.32', '1.35', 'storage.k8s.io/v1'],
  ['resource.k8s.io/v1beta1', 'DeviceClass', '1.32', '1.35', '1.38', 'resource.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'ServiceCIDR', '1.31', '1.34', '1.37', 'networking.k8s.io/v1'],
  ['certificates.k8s.io/v1beta1', 'PodCertificateRequest', '1.35', '1.37', '1.40', 'certificates.k8s.io/v1'],
])('%s %s came, was deprecated and went', (apiVersion, kind, since, deprecated, until, to) => {
  expect(kindOf(apiVersion, kind)).toMatchObject({ since, deprecated, until, replacement: { apiVersion: to, kind } });
});

test('what a release serves', () => {
  const names = (version: string) => new Set(kindsOf(version).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  expect(names('1.21')).toContain('networking.k8s.io/v1beta1 Ingress');
  expect(names('1.22')).not.toContain('networking.k8s.io/v1beta1 Ingress');
  expect(names('1.22')).toContain('networking.k8s.io/v1 Ingress');
  expect(names('1.22')).not.toContain('autoscaling/v2 HorizontalPodAutoscaler');
  expect(names('1.36')).toContain('monitoring.coreos.com/v1 ServiceMonitor');
  expect(kindOf('v1', 'Endpoints')).toMatchObject({
    deprecated: '1.33',
    replacement: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
  });
  expect(isServed({}, '1.20')).toBe(true);
  expect(knownReleases()).toEqual({ first: '1.21', last: '1.37' });
});

test('kinds that belong to no namespace', () => {
  const wide = kindsOf('1.36').filter(({ clusterWide }) => clusterWide);
  const names = new Set(wide.map(({ kind }) => kind));
  for (const kind of ['Namespace', 'Node', 'ClusterRole', 'StorageClass', 'CustomResourceDefinition', 'ClusterIssuer'])
    expect(names).toContain(kind);
  for (const kind of ['Role', 'Deployment', 'Secret', 'Issuer']) expect(names).not.toContain(kind);
});

test.each<[string, string, readonly (string | number)[], object | undefined]>([
  ['apps/v1', 'Deployment', ['spec', 'template', 'spec', 'os'], { since: '1.23' }],
  ['v1', 'Pod', ['spec', 'hostUsers'], { since: '1.25' }],
  ['v1', 'Pod', ['spec', 'containers', 0, 'lifecycle', 'preStop', 'sleep', 'seconds'], { since: '1.29' }],
  ['v1', 'Pod', ['spec', 'initContainers', 0, 'restartPolicy'], { since: '1.28' }],
  ['v1', 'Pod', ['spec', 'topologySpreadConstraints', 0, 'matchLabelKeys'], { since: '1.25' }],
  ['v1', 'Pod', ['spec', 'containers', 0, 'image'], {}],
  ['v1', 'Service', ['spec', 'trafficDistribution'], { since: '1.30' }],
  ['v1', 'Service', ['spec', 'topologyKeys'], { until: '1.22' }],
  ['batch/v1', 'CronJob', ['spec', 'timeZone'], { since: '1.24' }],
  ['batch/v1', 'Job', ['spec', 'podFailurePolicy', 'rules'], { since: '1.25' }],
  ['apps/v1', 'StatefulSet', ['spec', 'persistentVolumeClaimRetentionPolicy'], { since: '1.23' }],
  ['policy/v1', 'PodDisruptionBudget', ['spec', 'unhealthyPodEvictionPolicy'], { since: '1.26' }],
  ['v1', 'Pod', ['spec', 'evictionResponders'], { since: '1.37' }],
  ['v1', 'Pod', ['spec', 'nothing'], undefined],
])('%s %s %j', (apiVersion, kind, path, expected) => {
  const found = releaseOf(apiVersion, kind, path);
  expect(found && { ...found, ...(found.since === kindOf(apiVersion, kind)?.since && { since: undefined }) }).toEqual(
    expected,
  );
});

test('lists know what their items are told apart by', () => {
  const schema = schemaOf('v1', 'Pod');
  const key = schema && keyAt(schema, ['spec', 'containers', 0, 'ports'])?.key;
  expect(key?.schema).toMatchObject({ type: 'list', identity: ['containerPort', 'protocol'] });
});

describe('texts', () => {
  const read = (name: string) => readFileSync(new URL(`${name}.json`, folder), 'utf8');

  it.each<[string, string, YamlPath, RegExp]>([
    ['apps/v1', 'Deployment', ['spec', 'replicas'], /desired pods[\s\S]*Default: `1`\./],
    ['apps/v1', 'Deployment', ['spec', 'strategy', 'rollingUpdate', 'maxSurge'], /above the desired/],
    ['v1', 'Pod', ['spec', 'containers', 0, 'livenessProbe', 'httpGet', 'port'], /port to access/],
    ['v1', 'Pod', ['spec', 'os'], /Since 1\.23\./],
    ['cert-manager.io/v1', 'Certificate', ['spec', 'secretName'], /Secret/],
    ['argoproj.io/v1alpha1', 'Application', ['spec', 'source', 'repoURL'], /repository/],
  ])('of %s %s %j', (apiVersion, kind, path, words) => {
    const texts = kubernetesTexts(read);
    const schema = schemaOf(apiVersion, kind);
    const key = schema && keyAt(schema, path);
    expect(key && describeKey(texts.of(apiVersion, kind) ?? {}, key)).toMatch(words);
  });

  it('of a kind itself', () => {
    expect(kubernetesTexts(read).about('apps/v1', 'Deployment')).toMatch(/declarative updates/);
  });

  it('are read once, and only those of the projects that a kind speaks of', () => {
    const names: string[] = [];
    const texts = kubernetesTexts((name) => {
      names.push(name);
      return read(name);
    });
    const first = texts.of('cert-manager.io/v1', 'Certificate');
    expect(texts.of('cert-manager.io/v1', 'Certificate')).toBe(first);
    texts.of('apps/v1', 'Deployment');
    expect(names.toSorted()).toEqual(['cert-manager', 'kubernetes']);
  });

  it('may come later', () => {
    let here = false;
    const texts = kubernetesTexts((name) => (here ? read(name) : undefined));
    expect(texts.of('v1', 'Pod')).toBeUndefined();
    here = true;
    expect(texts.of('v1', 'Pod')).toBeDefined();
    expect(texts.of('v1', 'Nothing')).toBeUndefined();
  });
});

test('API versions that components have dropped', () => {
  expect(droppedByComponent('cert-manager.io/v1alpha2')).toMatchObject({
    removed: '1.6',
    replacement: 'cert-manager.io/v1',
  });
  expect(droppedByComponent('cert-manager.io/v1')).toBeUndefined();
});

test('all of it is small enough to be shipped, the tables in two programs', () => {
  const sizeOf = (name: string): number => deflateRawSync(readFileSync(new URL(name, folder))).length;
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(names.length).toBeGreaterThan(20);
  expect(names.reduce((sum, name) => sum + sizeOf(name), 2 * sizeOf('tables.js'))).toBeLessThan(900_000);
});
