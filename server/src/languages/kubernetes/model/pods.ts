import { Memo } from '../../../core/memo.js';
import type { YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { keyText, resolved } from '../../../yaml/values.js';
import type { YamlPath } from '../../../yaml/walk.js';
import { mapIn, scalarIn, seqIn, textIn } from './nodes.js';
import type { KubernetesObject } from './objects.js';

/** The pods that an object is or makes. */
export interface Pod {
  readonly object: KubernetesObject;
  /** The pod's `spec`. */
  readonly spec: YamlMap;
  /** The keys that lead to it from the object. */
  readonly path: readonly string[];
  /** The metadata of the pod: of a `Pod` its own, of anything else that of its template. */
  readonly metadata: YamlMap | undefined;
  readonly containers: readonly Container[];
}

export type ContainerKind = 'container' | 'init' | 'ephemeral';

export interface Container {
  readonly kind: ContainerKind;
  readonly map: YamlMap;
  readonly name: YamlScalar | undefined;
  readonly image: YamlScalar | undefined;
  /** From the object: `spec`, …, `containers`, 0. */
  readonly path: YamlPath;
  /** An init container that goes on running beside the others. */
  readonly isSidecar: boolean;
}

/** Where each kind has the spec of its pods. */
const specs: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  DeploymentConfig: ['spec', 'template', 'spec'],
  Rollout: ['spec', 'template', 'spec'],
  Service: ['spec', 'template', 'spec'],
};

const pods = new Memo<KubernetesObject, Pod | undefined>();

/** The pods of an object; undefined for kinds that make none. */
export function podOf(object: KubernetesObject): Pod | undefined {
  const known = pods.get(object);
  if (known) return known;
  const kind = object.kind?.text ?? '';
  const path = Object.hasOwn(specs, kind) ? specs[kind] : undefined;
  // Of services, only those of Knative run pods.
  if (!path || (kind === 'Service' && !/^serving\.knative\.dev\//.test(object.apiVersion?.text ?? '')))
    return undefined;
  const spec = mapIn(object.map, ...path);
  if (!spec) return undefined;
  const pod: Pod = {
    object,
    spec,
    path,
    metadata: mapIn(object.map, ...path.slice(0, -1), 'metadata'),
    containers: [
      ...containersIn(spec, 'initContainers', 'init', path),
      ...containersIn(spec, 'containers', 'container', path),
      ...containersIn(spec, 'ephemeralContainers', 'ephemeral', path),
    ],
  };
  pods.set(object, pod);
  return pod;
}

function containersIn(spec: YamlMap, key: string, kind: ContainerKind, path: readonly string[]): readonly Container[] {
  return (seqIn(spec, key)?.items ?? []).flatMap((item, i) => {
    const map = resolved(item.value);
    if (map?.kind !== 'map') return [];
    return [
      {
        kind,
        map,
        name: scalarIn(map, 'name'),
        image: scalarIn(map, 'image'),
        path: [...path, key, i],
        isSidecar: kind === 'init' && textIn(map, 'restartPolicy') === 'Always',
      },
    ];
  });
}

/** Where a finding about something that a container lacks stands: its name, or its first key. */
export function placeOfContainer({ map, name }: Container): { readonly start: number; readonly end: number } {
  return name ?? map.entries.find((entry) => keyText(entry) !== undefined)?.key ?? map;
}
