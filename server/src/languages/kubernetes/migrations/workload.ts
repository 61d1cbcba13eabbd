import { insert, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { mapIn, valueIn } from '../model/nodes.js';
import type { KubernetesObject } from '../model/objects.js';

/** The selector that `apps/v1` asks for: the beta versions took the labels of the pods for it. */
export function migrateWorkload({ map }: KubernetesObject, text: string): readonly TextEdit[] {
  const spec = mapIn(map, 'spec');
  const labels = mapIn(spec, 'template', 'metadata', 'labels');
  const first = spec?.entries[0];
  if (!spec || !first || !labels || labels.entries.length === 0 || valueIn(spec, 'selector')) return [];
  const pairs = labels.entries.map(({ key, value }) =>
    key && value ? `${text.slice(key.start, key.end)}: ${text.slice(value.start, value.end)}` : '',
  );
  if (pairs.some((pair) => pair === '' || /[\r\n]/.test(pair))) return [];
  if (spec.flow) return [insert(first.start, `selector: {matchLabels: {${pairs.join(', ')}}}, `)];
  const at = lineEnding(text) + ' '.repeat(columnOf(text, first.start));
  const lines = ['selector:', '  matchLabels:', ...pairs.map((pair) => `    ${pair}`), ''];
  return [insert(first.start, lines.join(at))];
}
