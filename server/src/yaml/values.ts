import type { Span } from '../core/text.js';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './tree.js';

// What nodes mean: values by the core schema of YAML 1.2, keys, children.

export type ScalarValue = string | number | boolean | null;

const integer = /^[-+]?[0-9]+$/;
const octal = /^0o[0-7]+$/;
const hexadecimal = /^0x[0-9a-fA-F]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The value of a scalar: that of a plain one by its looks, of any other, or of one with a tag of its own, its text. */
export function valueOf(scalar: YamlScalar): ScalarValue {
  const { style, text, tag } = scalar;
  if (style !== 'plain' || (tag && tag.text !== '!!int' && tag.text !== '!!float')) return text;
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  if (integer.test(text) || float.test(text) || octal.test(text) || hexadecimal.test(text)) return Number(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : text;
}

/** The value of a scalar as YAML 1.1 has it, for tools that still read that: more words are booleans, and `010` is eight. */
export function yaml11ValueOf(scalar: YamlScalar): ScalarValue {
  const value = valueOf(scalar);
  const { style, text, tag } = scalar;
  if (style !== 'plain' || tag || value === null || typeof value === 'boolean') return value;
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON)$/.test(text)) return true;
  if (/^(?:n|N|no|No|NO|off|Off|OFF)$/.test(text)) return false;
  const digits = text.replaceAll('_', '');
  if (/^[-+]?0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return /^[-+]?[1-9][0-9]*$/.test(digits) && /^[-+0-9]/.test(text) ? Number(digits) : value;
}

/** Whether nothing, or a null, is written. */
export function isEmpty(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.style === 'plain' && valueOf(node) === null);
}

/** The text of an entry's key; undefined for a key that is no scalar. */
export function keyText(entry: YamlEntry): string | undefined {
  return entry.key?.kind === 'scalar' ? entry.key.text : undefined;
}

/** The entry of a map with a key; of several the last, as it would win. */
export function entryOf(map: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (map?.kind !== 'map') return undefined;
  if (map.entries.length < indexedFrom) return map.entries.findLast((entry) => keyText(entry) === key);
  let index = indexes.get(map);
  if (!index) {
    index = new Map();
    for (const entry of map.entries) {
      const text = keyText(entry);
      if (text !== undefined) index.set(text, entry);
    }
    indexes.set(map, index);
  }
  return index.get(key);
}

/** Of large maps, an index of the keys is kept, as every service of a project may be looked up. */
const indexedFrom = 50;
const indexes = new WeakMap<YamlMap, Map<string, YamlEntry>>();

/** An alias's target, and any other node itself. Undefined for an alias of nothing, or of what contains it. */
export function resolved(node: YamlNode | undefined): Exclude<YamlNode, { kind: 'alias' }> | undefined {
  let at = node;
  for (let steps = 0; at?.kind === 'alias'; steps++) at = steps < 100 ? at.target : undefined;
  return at;
}

/** The place in the file of characters of a scalar's text. */
export function spanInScalar(scalar: YamlScalar, start: number, end: number): Span {
  const { places, contentStart } = scalar;
  if (!places) return { start: contentStart + start, end: contentStart + end };
  const first = places[start] ?? scalar.end;
  const last = places[end - 1];
  return { start: first, end: end <= start || last === undefined ? first : last + 1 };
}

/** The offset in a scalar's text of a place in the file: of one between characters, that of the next. */
export function offsetInScalar(scalar: YamlScalar, offset: number): number {
  const { places, contentStart, text } = scalar;
  if (!places) return Math.max(0, Math.min(text.length, offset - contentStart));
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, text.length);
}

/** The span of a value, or of the key where there is none. */
export function placeOf(entry: YamlEntry): Span {
  return entry.value ?? entry.key ?? entry;
}

export function isMap(node: YamlNode | undefined): node is YamlMap {
  return node?.kind === 'map';
}
