// API versions that components outside of Kubernetes had and dropped, by the components' own releases. Source: `versions.yaml` of
// pluto 5.24; those of Istio are of the groups that it names.

export interface ComponentVersion {
  readonly project: 'cert-manager' | 'istio' | 'Kubernetes';
  readonly apiVersion: string;
  readonly deprecated?: string;
  /** The first release of the component without it. */
  readonly removed: string;
  readonly replacement: string;
}

const certManager = (group: string, version: string): ComponentVersion => ({
  project: 'cert-manager',
  apiVersion: `${group}/${version}`,
  deprecated: '1.4',
  removed: '1.6',
  replacement: `${group}/v1`,
});

const versions: readonly ComponentVersion[] = [
  {
    project: 'cert-manager',
    apiVersion: 'certmanager.k8s.io/v1alpha1',
    removed: '0.11',
    replacement: 'cert-manager.io/v1',
  },
  ...['v1alpha2', 'v1alpha3', 'v1beta1'].flatMap((version) => [
    certManager('cert-manager.io', version),
    certManager('acme.cert-manager.io', version),
  ]),
  {
    project: 'istio',
    apiVersion: 'authentication.istio.io/v1alpha1',
    deprecated: '1.5',
    removed: '1.6',
    replacement: 'security.istio.io/v1',
  },
  // Files of the API server: no cluster serves them.
  ...['v1alpha1', 'v1beta1'].map(
    (version): ComponentVersion => ({
      project: 'Kubernetes',
      apiVersion: `audit.k8s.io/${version}`,
      deprecated: '1.21',
      removed: '1.24',
      replacement: 'audit.k8s.io/v1',
    }),
  ),
  { project: 'istio', apiVersion: 'rbac.istio.io/v1alpha1', removed: '1.4', replacement: 'security.istio.io/v1' },
];

/** What is known of an API version that a component has dropped. */
export function droppedByComponent(apiVersion: string): ComponentVersion | undefined {
  return versions.find((one) => one.apiVersion === apiVersion);
}
