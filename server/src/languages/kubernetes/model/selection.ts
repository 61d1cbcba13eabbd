import type { YamlMap, YamlNode } from '../../../yaml/tree.js';
import { keyText, resolved } from '../../../yaml/values.js';
import { mapIn, mapsIn, seqIn, textIn } from './nodes.js';

// What selects by labels, and whether it hits.

export type Labels = ReadonlyMap<string, string>;

/** The labels in a map; of entries that are no text, nothing. */
export function labelsIn(node: YamlNode | undefined, ...keys: readonly string[]): Labels {
  const labels = new Map<string, string>();
  for (const entry of mapIn(node, ...keys)?.entries ?? []) {
    const value = resolved(entry.value);
    const key = keyText(entry);
    if (key !== undefined && value?.kind === 'scalar') labels.set(key, value.text);
  }
  return labels;
}

/** Whether labels have all that a plain map asks for, as the selector of a Service does. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return true;
}

/** Whether a `LabelSelector` hits labels. One without conditions hits all; none at all hits nothing. */
export function selects(selector: YamlMap | undefined, labels: Labels): boolean {
  if (!selector) return false;
  if (!hasLabels(labels, labelsIn(selector, 'matchLabels'))) return false;
  return mapsIn(selector, 'matchExpressions').every((expression) => {
    const value = labels.get(textIn(expression, 'key') ?? '');
    const values = (seqIn(expression, 'values')?.items ?? []).flatMap((item) => {
      const node = resolved(item.value);
      return node?.kind === 'scalar' ? [node.text] : [];
    });
    switch (textIn(expression, 'operator')) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
    return false;
  });
}
