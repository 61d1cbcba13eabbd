import { replace, type TextEdit } from '../../../core/edit.js';
import { columnOf, lineEnding } from '../../../core/text.js';
import { addEntry, addItem, indentStep, removeEntry, setBlock, written } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { entryOf, isEmpty, keyText } from '../../../yaml/values.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import type { Project, Service } from './project.js';
import { joined, serviceMap } from './service-edits.js';
import { itemsOf, type Text, textsOf, valueAt } from './value.js';

// What takes the place of attributes that have had their day.

interface Edited {
  readonly document: ComposeDocument;
  readonly text: string;
}

/** Moves `mac_address` to the network of a service. Undefined where it has several, or what it has is not written here. */
export function macAddressMoved(edited: Edited, service: Service): readonly TextEdit[] | undefined {
  const { text } = edited;
  const map = serviceMap(edited.document, service.name);
  const mac = entryOf(map, 'mac_address');
  if (!map || mac?.value?.kind !== 'scalar' || mac.value.anchor || valueAt(service.value, 'network_mode'))
    return undefined;
  const setting = `mac_address: ${text.slice(mac.value.start, mac.value.end)}`;
  const networks = entryOf(map, 'networks');
  if (!networks) {
    if (valueAt(service.value, 'networks')) return undefined;
    return [
      replacedEntry(edited, map, mac, ['networks:', ['default:', [setting]]], `networks: { default: { ${setting} } }`),
    ];
  }
  const added = withSetting(edited, map, networks, setting);
  const removed = removeEntry(text, map, mac);
  return added && removed && [added, removed];
}

type Lines = readonly (string | Lines)[];

/** Puts lines, those in inner lists a step further in, in the place of an entry. */
function replacedEntry(edited: Edited, map: YamlMap, entry: YamlEntry, lines: Lines, inFlow: string): TextEdit {
  const span = { start: entry.start, end: entry.value?.end ?? entry.end };
  if (map.flow) return replace(span, inFlow);
  const indent = lineEnding(edited.text) + ' '.repeat(columnOf(edited.text, entry.start));
  return replace(span, indented(lines, stepOf(edited)).join(indent));
}

function indented(lines: Lines, step: string): readonly string[] {
  return lines.flatMap((line) => (typeof line === 'string' ? [line] : indented(line, step).map((one) => step + one)));
}

function stepOf({ document, text }: Edited): string {
  return ' '.repeat(indentStep(filledDocuments(document)[0]?.root, text));
}

/** Gives the only network of a service a setting. */
function withSetting(edited: Edited, map: YamlMap, networks: YamlEntry, setting: string): TextEdit | undefined {
  const { text } = edited;
  const { value } = networks;
  const step = stepOf(edited);
  if (value?.kind === 'seq' && value.items.length === 1) {
    const name = value.items[0]?.value;
    if (name?.kind !== 'scalar' || value.anchor || value.tag) return undefined;
    const key = `${written(name.text)}:`;
    if (map.flow) return replace(value, `{ ${key} { ${setting} } }`);
    return setBlock(text, networks, [key, step + setting], step.length);
  }
  const only = value?.kind === 'map' && value.entries.length === 1 ? value.entries[0] : undefined;
  if (value?.kind !== 'map' || !only || keyText(only) === '<<' || only.colon === undefined) return undefined;
  if (only.value?.kind === 'map') return addEntry(text, only.value, [setting]);
  if (!isEmpty(only.value)) return undefined;
  if (!value.flow) return setBlock(text, only, [setting], step.length);
  return replace({ start: only.colon + 1, end: Math.max(only.colon + 1, only.value?.end ?? 0) }, ` { ${setting} }`);
}

/** Mounts what `volumes_from` takes over. Undefined where that cannot be told, or has no name that others can use. */
export function volumesMounted(edited: Edited, project: Project, service: Service): readonly TextEdit[] | undefined {
  const { text } = edited;
  const map = serviceMap(edited.document, service.name);
  const from = entryOf(map, 'volumes_from');
  const named = valueAt(service.value, 'volumes_from');
  const names = textsOf(named);
  if (!map || !from || names.length === 0 || names.length !== itemsOf(named).length) return undefined;
  const items: string[] = [];
  for (const name of names) {
    const mounts = mountsTaken(project, name);
    if (!mounts) return undefined;
    items.push(...mounts);
  }
  const own = entryOf(map, 'volumes');
  if (own) {
    if (own.value?.kind !== 'seq' || own.value.items.length === 0) return undefined;
    const seq = own.value;
    const added = joined(items.flatMap((item) => addItem(text, seq, [item]) ?? []));
    const removed = removeEntry(text, map, from);
    return removed && [...added, removed];
  }
  if (valueAt(service.value, 'volumes')) return undefined;
  const list = items.map((item) => `- ${item}`);
  return [replacedEntry(edited, map, from, ['volumes:', list], `volumes: [${items.join(', ')}]`)];
}

/** The mounts of another service as they are written, for `name` or `name:ro`. */
function mountsTaken(project: Project, { text }: Text & { readonly text: string }): readonly string[] | undefined {
  const [name = '', mode] = text.split(':');
  const found: string[] = [];
  const volumes = itemsOf(valueAt(project.services.get(name)?.value, 'volumes'));
  for (const item of volumes) {
    // A volume without a name is that of one container.
    if (item.kind !== 'text' || item.file.role !== 'file' || !/^[^:]+:[^:]+(?::[^:]+)?$/.test(item.raw))
      return undefined;
    const options = item.raw.split(':').length === 3 ? ',' : ':';
    found.push(written(mode === 'ro' && !/:(?:.*,)?ro\b/.test(item.raw) ? `${item.raw}${options}ro` : item.raw));
  }
  return found.length > 0 ? found : undefined;
}
