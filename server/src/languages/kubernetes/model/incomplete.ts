import type { Span } from '../../../core/text.js';
import { isTemplate } from './applied.js';
import { entryIn, textIn, valueIn } from './nodes.js';
import type { KubernetesObject } from './objects.js';

/**
 * Where it can be told that an object lacks one of the two fields that say what it is: the field if it is empty, else the
 * other, else the first key. Only what has more of an object is one; a kustomization may go without both.
 */
export function incompleteAt(
  { map, document }: KubernetesObject,
  key: 'apiVersion' | 'kind',
  path: string,
): Span | undefined {
  if (/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path) || document.problems.length > 0) return undefined;
  const value = valueIn(map, key);
  if (value && (value.kind !== 'scalar' || (value.text !== '' && value.text !== 'null'))) return undefined;
  const other = textIn(map, key === 'kind' ? 'apiVersion' : 'kind');
  const written = entryIn(map, key);
  const isObject = valueIn(map, 'metadata') ?? valueIn(map, 'spec');
  if (!isObject || (!other && !written) || isTemplate(document)) return undefined;
  return (written ?? entryIn(map, key === 'kind' ? 'apiVersion' : 'kind') ?? map.entries[0])?.key;
}
