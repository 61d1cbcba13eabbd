import type { YamlMap, YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { keyText, resolved } from '../../../yaml/values.js';
import { isPlaceholder } from './applied.js';
import { mapIn, mapsIn, scalarIn, seqIn, textIn } from './nodes.js';

// What selects objects by their labels: `matchLabels`, `matchExpressions`, and plain tables of labels.

/** A label that something has or wants, where it is written. */
export interface LabelEntry {
  readonly key: string;
  readonly value: YamlScalar;
}

/** Labels by their keys. */
export type Labels = ReadonlyMap<string, string>;

/** The labels of a table with their places; what is no text is left out. */
export function labelEntries(map: YamlMap | undefined): readonly LabelEntry[] {
  return (map?.entries ?? []).flatMap((entry) => {
    const key = keyText(entry);
    const value = resolved(entry.value);
    return key !== undefined && value?.kind === 'scalar' ? [{ key, value }] : [];
  });
}

/** The labels of a table below some keys. */
export function labelsIn(node: YamlNode | undefined, ...keys: readonly string[]): Labels {
  return new Map(labelEntries(mapIn(node, ...keys)).map(({ key, value }) => [key, value.text]));
}

/** Whether labels or what selects them are filled in by something else, so that it cannot be told what they are. */
export function isOpaque(entries: readonly LabelEntry[]): boolean {
  return entries.some(({ key, value }) => key === '<<' || isPlaceholder(key) || isPlaceholder(value.text));
}

const operators: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

/** What is wrong with an item of `matchExpressions`, and where. */
export function problemOfExpression(
  expression: YamlMap,
): { readonly at: YamlScalar; readonly problem: 'operator' | 'noValues' | 'values' } | undefined {
  const at = scalarIn(expression, 'operator');
  if (!at || at.text === '' || isPlaceholder(at.text)) return undefined;
  if (!operators.has(at.text)) return { at, problem: 'operator' };
  const values = seqIn(expression, 'values')?.items.length ?? 0;
  if (/In$/.test(at.text)) return values === 0 ? { at, problem: 'noValues' } : undefined;
  return values > 0 ? { at, problem: 'values' } : undefined;
}

/** Whether labels satisfy an item of `matchExpressions`; undefined where that cannot be told. */
export function satisfies(labels: Labels, expression: YamlMap): boolean | undefined {
  const key = textIn(expression, 'key');
  const operator = textIn(expression, 'operator');
  if (key === undefined || isPlaceholder(key) || problemOfExpression(expression)) return undefined;
  const values = (seqIn(expression, 'values')?.items ?? []).map(({ value }) => {
    const scalar = resolved(value);
    return scalar?.kind === 'scalar' ? scalar.text : '';
  });
  if (values.some(isPlaceholder)) return undefined;
  const value = labels.get(key);
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (operator === 'Exists') return value !== undefined;
  return operator === 'DoesNotExist' ? value === undefined : undefined;
}

/** Whether labels have all that a plain table asks for, as the selector of a Service does. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return true;
}

/** Whether a `LabelSelector` hits labels. One without conditions hits all; none, or one that cannot be told, hits nothing. */
export function selects(selector: YamlMap | undefined, labels: Labels): boolean {
  return (
    selector !== undefined &&
    hasLabels(labels, labelsIn(selector, 'matchLabels')) &&
    mapsIn(selector, 'matchExpressions').every((expression) => satisfies(labels, expression) === true)
  );
}
