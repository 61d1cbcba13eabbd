import { insert, replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { removeEntry, written } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { entryOf, yaml11ValueOf } from '../../../yaml/values.js';
import { entryIn, mapIn, mapsIn, scalarIn } from '../model/nodes.js';
import type { KubernetesObject } from '../model/objects.js';

/** An Ingress of a beta version as `networking.k8s.io/v1` has it. */
export function migrateIngress({ map, metadata }: KubernetesObject, text: string): readonly TextEdit[] {
  const spec = mapIn(map, 'spec');
  if (!spec) return [];
  const edits: TextEdit[] = [];
  const backend = entryOf(spec, 'backend');
  if (backend?.key && !entryOf(spec, 'defaultBackend')) edits.push(replace(backend.key, 'defaultBackend'));
  edits.push(...backendEdits(mapIn(spec, 'backend'), text));
  for (const rule of mapsIn(spec, 'rules')) {
    for (const path of mapsIn(rule, 'http', 'paths')) {
      const at = entryOf(path, 'backend');
      // What the beta versions took for a path without a type.
      if (at && !entryOf(path, 'pathType')) edits.push(before(path, at, 'pathType: ImplementationSpecific', text));
      edits.push(...backendEdits(mapIn(path, 'backend'), text));
    }
  }
  edits.push(...classEdits(metadata, spec, text));
  return edits;
}

/** A line before an entry of a map. */
function before(map: YamlMap, entry: YamlEntry, line: string, text: string): TextEdit {
  const between = map.flow ? ', ' : lineEnding(text) + ' '.repeat(columnOf(text, entry.start));
  return insert(entry.start, line + between);
}

/** `serviceName` and `servicePort` become `service` with `name` and `port`; comments stay at their lines. */
function backendEdits(backend: YamlMap | undefined, text: string): readonly TextEdit[] {
  const name = entryOf(backend, 'serviceName');
  const port = entryOf(backend, 'servicePort');
  const value = scalarIn(backend, 'servicePort');
  if (!backend || !name?.key || !name.value) return [];
  const kind = value && typeof yaml11ValueOf(value) === 'number' ? 'number' : 'name';
  const number = value && written(value.text, value.style === 'plain' && kind === 'number' ? 'plain' : value.style);
  const shown = value && (kind === 'number' ? value.text : number);
  const nameText = text.slice(name.value.start, name.value.end);
  if (backend.flow) {
    const portText = shown === undefined ? '' : `, port: {${kind}: ${shown}}`;
    const service = `service: {name: ${nameText}${portText}}`;
    const parts = port ? [name, port].sort((a, b) => a.start - b.start) : [name];
    const [first, last] = [parts[0], parts[parts.length - 1]];
    return first && last ? [replace({ start: first.start, end: last.end }, service)] : [];
  }
  const indent = lineEnding(text) + ' '.repeat(columnOf(text, name.start) + 2);
  const lead = (entry: YamlEntry): string =>
    port && port.start < name.start !== (entry === port) ? '  ' : `service:${indent}`;
  const edits = [replace(name.key, `${lead(name)}name`)];
  if (port && shown !== undefined) {
    const { start, end } = port;
    edits.push(replace({ start, end }, `${lead(port)}port:${indent}  ${kind}: ${shown}`));
  }
  return edits;
}

/** The annotation for the class becomes a field. */
function classEdits(metadata: YamlMap | undefined, spec: YamlMap, text: string): readonly TextEdit[] {
  const annotations = mapIn(metadata, 'annotations');
  const entry = entryOf(annotations, 'kubernetes.io/ingress.class');
  const first = spec.entries[0];
  if (!metadata || !annotations || entry?.value?.kind !== 'scalar' || !first || entryOf(spec, 'ingressClassName'))
    return [];
  const holder = entryIn(metadata, 'annotations');
  const isOnly = annotations.entries.length === 1 && holder !== undefined;
  const removal = isOnly ? removeEntry(text, metadata, holder) : removeEntry(text, annotations, entry);
  if (!removal) return [];
  return [removal, before(spec, first, `ingressClassName: ${text.slice(entry.value.start, entry.value.end)}`, text)];
}
