import type { FileView } from '../../../core/files.js';
import type { Span } from '../../../core/text.js';
import { isTemplate } from './applied.js';
import { entryIn, textIn, valueIn } from './nodes.js';
import type { KubernetesObject } from './objects.js';
import { isKustomization, isPatch } from './patches.js';

/**
 * Where it can be told that an object lacks one of the two fields that say what it is: the field if it is empty, else the
 * other, else the first key. Only what has more of an object is one; a kustomization or a patch may go without.
 */
export function incompleteAt(
  object: KubernetesObject,
  key: 'apiVersion' | 'kind',
  around: { readonly path: string; readonly files: FileView },
): Span | undefined {
  const { map, document } = object;
  if (isKustomization(around.path) || document.problems.length > 0) return undefined;
  const value = valueIn(map, key);
  if (value && (value.kind !== 'scalar' || (value.text !== '' && value.text !== 'null'))) return undefined;
  const other = textIn(map, key === 'kind' ? 'apiVersion' : 'kind');
  const written = entryIn(map, key);
  const isObject = valueIn(map, 'metadata') ?? valueIn(map, 'spec');
  if (!isObject || (!other && !written) || isTemplate(document)) return undefined;
  if (isPatch(object, around)) return undefined;
  return (written ?? entryIn(map, key === 'kind' ? 'apiVersion' : 'kind') ?? map.entries[0])?.key;
}
