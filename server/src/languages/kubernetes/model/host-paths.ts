import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { isPlaceholder } from './applied.js';
import { mapsIn, scalarIn, textIn } from './nodes.js';
import type { Pod } from './pods.js';
import { meaning } from './security-context.js';

/** A folder or file of the node that a pod has as a volume. */
export interface HostPath {
  readonly at: YamlScalar;
  /** Without a slash at the end, except for the root. */
  readonly path: string;
  readonly volume: YamlMap;
  readonly mounts: readonly YamlMap[];
  readonly isWritable: boolean;
}

/** The parts of the node that its volumes give to a pod. */
export function hostPathsOf(pod: Pod): readonly HostPath[] {
  return mapsIn(pod.spec, 'volumes').flatMap((volume) => {
    const at = scalarIn(volume, 'hostPath', 'path');
    if (!at || isPlaceholder(at.text)) return [];
    const name = textIn(volume, 'name');
    const mounts = pod.containers
      .flatMap(({ map }) => mapsIn(map, 'volumeMounts'))
      .filter((mount) => name !== undefined && textIn(mount, 'name') === name);
    const isWritable = mounts.some((mount) => meaning(scalarIn(mount, 'readOnly')) !== true);
    return [{ at, path: at.text.replace(/(?!^)\/$/, ''), volume, mounts, isWritable }];
  });
}

const sockets =
  /^(?:\/var)?\/run\/(?:docker(?:\.sock)?|containerd(?:\/containerd\.sock)?|crio(?:\/crio\.sock)?|cri-dockerd\.sock|dockershim\.sock|k3s\/containerd\/containerd\.sock|podman\/podman\.sock|balena-engine\.sock)$/;

/** Whether a path of a node is the socket over which its containers are made, or the folder of such sockets. */
export function isRuntimeSocket(path: string): boolean {
  return sockets.test(path);
}
