import { type Rule, ruleOf } from '../../core/rule.js';
import type { YamlComment, YamlEntry, YamlMap, YamlScalar } from '../../yaml/tree.js';
import type { YamlPath } from '../../yaml/walk.js';
import type { KubernetesDocument } from './document.js';
import type { KubernetesObject } from './model/objects.js';
import type { Container, Pod } from './model/pods.js';

/**
 * What the walk over a file of manifests emits. `file` comes first; all others come object by object, each object as a part:
 * its key is its own text. Rules that look at other objects reach the file.
 */
export type KubernetesEvents = {
  file: KubernetesDocument;
  comment: YamlComment;
  object: KubernetesObject;
  /** What an object runs, if it is or makes pods. */
  pod: Pod;
  container: ContainerUse;
  /** Every map, scalar and entry that is written in an object, with the path of keys from the object. */
  map: { readonly map: YamlMap; readonly path: YamlPath; readonly object: KubernetesObject };
  scalar: { readonly scalar: YamlScalar; readonly path: YamlPath; readonly object: KubernetesObject };
  entry: {
    readonly entry: YamlEntry;
    readonly path: YamlPath;
    readonly map: YamlMap;
    readonly object: KubernetesObject;
  };
};

export interface ContainerUse {
  readonly container: Container;
  readonly pod: Pod;
  readonly object: KubernetesObject;
}

/** Defines a rule of Kubernetes manifests. */
export const kubernetesRule: ReturnType<typeof ruleOf<KubernetesEvents, KubernetesDocument>> = ruleOf<
  KubernetesEvents,
  KubernetesDocument
>();

export type { Rule };
