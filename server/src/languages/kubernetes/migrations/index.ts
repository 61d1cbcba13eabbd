import type { TextEdit } from '../../../core/edit.js';
import { replaceScalar } from '../../../yaml/edits.js';
import type { KubernetesObject } from '../model/objects.js';
import { migrateAutoscaler } from './autoscaler.js';
import { migrateDefinition } from './definition.js';
import { migrateIngress } from './ingress.js';
import { migrateWorkload } from './workload.js';

/** What to put an object into instead. */
export interface Replacement {
  readonly apiVersion: string;
  readonly kind: string;
}

/** More than the new version, by the kind; undefined where it cannot be told. */
const more: Readonly<Record<string, (object: KubernetesObject, text: string) => readonly TextEdit[] | undefined>> = {
  'networking.k8s.io/v1 Ingress': migrateIngress,
  'autoscaling/v2 HorizontalPodAutoscaler': migrateAutoscaler,
  'apiextensions.k8s.io/v1 CustomResourceDefinition': migrateDefinition,
  'apps/v1 Deployment': migrateWorkload,
  'apps/v1 DaemonSet': migrateWorkload,
  'apps/v1 ReplicaSet': migrateWorkload,
  'apps/v1 StatefulSet': migrateWorkload,
};

/** The edits that put an object into another API version, with the fields that it has there. */
export function migration(object: KubernetesObject, to: Replacement, text: string): readonly TextEdit[] | undefined {
  const { apiVersion, kind } = object;
  if (!apiVersion || !kind) return undefined;
  // Another kind has other fields.
  if (to.kind !== kind.text) return undefined;
  const migrate = more[`${to.apiVersion} ${to.kind}`];
  const edits = migrate ? migrate(object, text) : [];
  return edits && [replaceScalar(apiVersion, to.apiVersion), ...edits];
}

/** What a message calls it. */
export function replacementWords(object: KubernetesObject, to: Replacement): string {
  return to.kind === object.kind?.text ? to.apiVersion : `${to.kind} in ${to.apiVersion}`;
}
