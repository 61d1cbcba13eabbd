import type { YamlPath } from '../../../yaml/walk.js';
import type { Release } from '../schema/kinds.js';

// Fields, labels and annotations that Kubernetes keeps for old clients, or has stopped to read.

/** Labels that nodes had before, with those of now. */
export const oldLabels: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
};

/** What takes the place of an annotation about a pod's confinement, and since when; undefined for any other annotation. */
export function confinementField(key: string): { readonly field: string; readonly since: Release } | undefined {
  if (/^(?:container\.)?seccomp\.security\.alpha\.kubernetes\.io\//.test(key))
    return { field: 'securityContext.seccompProfile', since: '1.19' };
  if (key.startsWith('container.apparmor.security.beta.kubernetes.io/'))
    return { field: 'securityContext.appArmorProfile', since: '1.30' };
  return undefined;
}

/** Sources of volumes that are gone or handed to drivers, with what to use instead. */
export const oldVolumes: Readonly<Record<string, string>> = {
  gitRepo: 'an init container that clones into an emptyDir',
  awsElasticBlockStore: 'the CSI driver ebs.csi.aws.com',
  azureDisk: 'the CSI driver disk.csi.azure.com',
  azureFile: 'the CSI driver file.csi.azure.com',
  cinder: 'the CSI driver cinder.csi.openstack.org',
  gcePersistentDisk: 'the CSI driver pd.csi.storage.gke.io',
  portworxVolume: 'the CSI driver pxd.portworx.com',
  vsphereVolume: 'the CSI driver csi.vsphere.vmware.com',
  cephfs: 'a CSI driver',
  rbd: 'a CSI driver',
  glusterfs: 'a CSI driver',
  flocker: 'a CSI driver',
  quobyte: 'a CSI driver',
  scaleIO: 'a CSI driver',
  storageos: 'a CSI driver',
};

/** Whether a path leads to a key of a volume, in a pod or in a PersistentVolume. */
export function isVolumeSource(path: YamlPath, kind: string): boolean {
  if (kind === 'PersistentVolume') return path.length === 2 && path[0] === 'spec';
  return (
    path[path.length - 3] === 'volumes' && path[path.length - 4] === 'spec' && typeof path[path.length - 2] === 'number'
  );
}
