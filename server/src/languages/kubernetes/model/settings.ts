import { replace, type TextEdit } from '../../../core/edit.js';
import { addEntry, addItem, removeEntry, setBlock, written } from '../../../yaml/edits.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { entryOf, isEmpty } from '../../../yaml/values.js';

// Changes of single fields of an object, in block and in flow style, and in JSON.

export type Setting = string | boolean | readonly string[];

const step = 2;

/** Sets the value at a path of keys in a map. What stands there for another place too, by an alias, is left alone. */
export function setIn(text: string, map: YamlMap, keys: readonly string[], value: Setting): TextEdit | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return undefined;
  const isJson = isJsonMap(map);
  const entry = entryOf(map, key);
  if (!entry) return addEntry(text, map, map.flow ? [inFlow(keys, value, isJson)] : inBlock(keys, value));
  if (entry.value?.kind === 'alias') return undefined;
  const inner = entry.value;
  if (inner?.kind === 'map' && rest.length > 0) return setIn(text, inner, rest, value);
  if (entry.colon === undefined || (rest.length > 0 && !isEmpty(inner))) return undefined;
  if (rest.length > 0 && !map.flow) return setBlock(text, entry, inBlock(rest, value), step);
  const shown = rest.length > 0 ? `{${inFlow(rest, value, isJson)}}` : shownValue(value, isJson, map.flow);
  const start = inner && inner.end > inner.start ? inner.start : entry.colon + 1;
  const end = inner && inner.end > inner.start ? inner.end : start;
  // A block keeps the break of its last line.
  const upTo = start + text.slice(start, end).trimEnd().length;
  return replace({ start, end: upTo }, start === entry.colon + 1 ? ` ${shown}` : shown);
}

/** Takes a setting out, unless nothing would be left of a block. */
export function removeIn(text: string, map: YamlMap, key: string): TextEdit | undefined {
  const entry = entryOf(map, key);
  return entry && removeEntry(text, map, entry);
}

function inBlock(keys: readonly string[], value: Setting): readonly string[] {
  return keys.map((key, i) => {
    const shown = i === keys.length - 1 ? ` ${shownValue(value, false, false)}` : '';
    return `${' '.repeat(i * step)}${key}:${shown}`;
  });
}

function inFlow([key = '', ...rest]: readonly string[], value: Setting, isJson: boolean): string {
  const inner = rest.length > 0 ? `{${inFlow(rest, value, isJson)}}` : shownValue(value, isJson, true);
  return `${isJson ? JSON.stringify(key) : key}: ${inner}`;
}

function shownValue(value: Setting, isJson: boolean, flow: boolean): string {
  if (isJson) return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return written(value, 'plain', flow);
  return `[${value.map((item) => written(item, 'plain', true)).join(', ')}]`;
}

/** Adds a table to a list in a map, with the list where there is none yet. */
export function addToList(
  text: string,
  map: YamlMap,
  key: string,
  item: readonly (readonly [string, string])[],
): TextEdit | undefined {
  const isJson = isJsonMap(map);
  const quoted = (word: string): string => (isJson && !word.startsWith('{') ? JSON.stringify(word) : word);
  const flow = `{${item.map(([name, value]) => `${quoted(name)}: ${quoted(value)}`).join(', ')}}`;
  const lines = item.map(([name, value]) => `${name}: ${value}`);
  const entry = entryOf(map, key);
  if (!entry) {
    if (map.flow) return addEntry(text, map, [`${quoted(key)}: [${flow}]`]);
    return addEntry(text, map, [`${key}:`, ...lines.map((line, i) => `${i === 0 ? '  - ' : '    '}${line}`)]);
  }
  if (entry.value?.kind !== 'seq') return undefined;
  return addItem(text, entry.value, entry.value.flow ? [flow] : lines);
}

/** Edits that insert at one place, as one. */
export function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits) {
    const at = found.findIndex(({ span }) => span.start === edit.span.start && span.end === edit.span.end);
    const before = found[at];
    if (before && edit.span.start === edit.span.end) found[at] = replace(edit.span, before.text + edit.text);
    else found.push(edit);
  }
  return found;
}

function isJsonMap({ flow, entries }: YamlMap): boolean {
  const first = entries[0]?.key;
  return flow && first?.kind === 'scalar' && first.style === 'double';
}
