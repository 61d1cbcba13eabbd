import { Memo, Memory } from '../../../core/memo.js';
import type { YamlDocument, YamlMap, YamlScalar } from '../../../yaml/tree.js';
import { resolved } from '../../../yaml/values.js';
import type { YamlPath } from '../../../yaml/walk.js';
import type { KubernetesDocument } from '../document.js';
import { mapIn, scalarIn, seqIn } from './nodes.js';

/** An object of a file: a document, or an item of a `List`. */
export interface KubernetesObject {
  readonly map: YamlMap;
  /** The keys that lead to it in its document: none, or those of an item. */
  readonly path: YamlPath;
  readonly document: YamlDocument;
  readonly apiVersion: YamlScalar | undefined;
  readonly kind: YamlScalar | undefined;
  readonly metadata: YamlMap | undefined;
  readonly name: YamlScalar | undefined;
  readonly namespace: YamlScalar | undefined;
  readonly memory: Memory;
}

const objects = new Memo<KubernetesDocument, readonly KubernetesObject[]>();

/** The objects of a file in order. Documents that are no table, and empty ones, are left out. */
export function objectsOf(document: KubernetesDocument): readonly KubernetesObject[] {
  const known = objects.get(document);
  if (known) return known;
  const found = document.stream.documents.flatMap((part) => {
    const root = resolved(part.root);
    return root?.kind === 'map' ? withItems(objectOf(root, [], part)) : [];
  });
  objects.set(document, found);
  return found;
}

function objectOf(map: YamlMap, path: YamlPath, document: YamlDocument): KubernetesObject {
  return {
    map,
    path,
    document,
    apiVersion: scalarIn(map, 'apiVersion'),
    kind: scalarIn(map, 'kind'),
    metadata: mapIn(map, 'metadata'),
    name: scalarIn(map, 'metadata', 'name'),
    namespace: scalarIn(map, 'metadata', 'namespace'),
    memory: new Memory(),
  };
}

/** A list stands for its items. */
function withItems(object: KubernetesObject): readonly KubernetesObject[] {
  const { map, kind, document } = object;
  const items = /List$/.test(kind?.text ?? '') ? seqIn(map, 'items') : undefined;
  if (!items) return [object];
  return items.items.flatMap((item, i) => {
    const value = resolved(item.value);
    return value?.kind === 'map' ? [objectOf(value, ['items', i], document)] : [];
  });
}

/** The group of an object's API version: empty for the core group. */
export function groupOf({ apiVersion }: KubernetesObject): string {
  const text = apiVersion?.text ?? '';
  const slash = text.lastIndexOf('/');
  return slash === -1 ? '' : text.slice(0, slash);
}

/** Whether an object is of a kind, in any version of a group; without a group, of the core one. */
export function isKind(object: KubernetesObject, kind: string, group = ''): boolean {
  return object.kind?.text === kind && groupOf(object) === group;
}
