import { replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { entryOf } from '../../../yaml/values.js';
import { entryIn, mapIn, mapsIn } from '../model/nodes.js';
import type { KubernetesObject } from '../model/objects.js';

const sources = ['resource', 'containerResource', 'pods', 'object', 'external'] as const;

/** The old field of a target, with its type and field now. */
const targets: Readonly<Record<string, readonly [type: string, field: string]>> = {
  targetAverageUtilization: ['Utilization', 'averageUtilization'],
  targetAverageValue: ['AverageValue', 'averageValue'],
  averageValue: ['AverageValue', 'averageValue'],
  targetValue: ['Value', 'value'],
};

/** The metrics of a HorizontalPodAutoscaler of `autoscaling/v2beta1` as `v2` has them. */
export function migrateAutoscaler({ map, apiVersion }: KubernetesObject, text: string): readonly TextEdit[] {
  if (apiVersion?.text !== 'autoscaling/v2beta1') return [];
  const edits: TextEdit[] = [];
  for (const metric of mapsIn(map, 'spec', 'metrics')) {
    for (const key of sources) {
      const source = mapIn(metric, key);
      if (!source) continue;
      const described = key === 'object' ? entryIn(source, 'target') : undefined;
      if (described?.key && mapIn(source, 'target', 'type') === undefined && !entryOf(described.value, 'type'))
        edits.push(replace(described.key, 'describedObject'));
      edits.push(...targetEdits(source, text), ...metricEdits(source, text));
    }
  }
  return edits;
}

function targetEdits(source: YamlMap, text: string): readonly TextEdit[] {
  const old = Object.keys(targets).find((key) => entryOf(source, key));
  const entry = old === undefined ? undefined : entryOf(source, old);
  const to = old === undefined ? undefined : targets[old];
  if (!entry?.value || !to) return [];
  return [nested(source, entry, 'target', [`type: ${to[0]}`, `${to[1]}: ${valueText(entry, text)}`], text)];
}

function metricEdits(source: YamlMap, text: string): readonly TextEdit[] {
  const name = entryOf(source, 'metricName');
  if (!name?.value) return [];
  return [nested(source, name, 'metric', [`name: ${valueText(name, text)}`], text)];
}

function valueText({ value }: YamlEntry, text: string): string {
  return value ? text.slice(value.start, value.end) : '';
}

/** An entry replaced by a map of lines under another key. */
function nested(map: YamlMap, entry: YamlEntry, key: string, lines: readonly string[], text: string): TextEdit {
  const { start, end } = entry;
  if (map.flow) return replace({ start, end }, `${key}: {${lines.join(', ')}}`);
  const indent = lineEnding(text) + ' '.repeat(columnOf(text, start) + 2);
  return replace({ start, end }, `${key}:${lines.map((line) => indent + line).join('')}`);
}
