import { parseNumber, writeNumber } from './numbers.js';

// Values as GitHub computes with them: what is true, equal, greater, and how they are written.

export type Value = null | boolean | number | string | ValueArray | ValueObject;

export interface ValueArray {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** Whether it is the result of a `.*`. */
  readonly filtered?: boolean;
}

export interface ValueObject {
  readonly kind: 'object';
  readonly entries: readonly (readonly [name: string, value: Value])[];
}

/** How deep in each other arrays and objects may be. */
const deepest = 100;

/** A value of JSON; undefined for one that is too deep. */
export function fromJson(json: unknown, depth = 0): Value | undefined {
  if (json === null || typeof json === 'boolean' || typeof json === 'number' || typeof json === 'string') return json;
  if (typeof json !== 'object' || depth > deepest) return undefined;
  if (Array.isArray(json)) {
    const items = json.map((item) => fromJson(item, depth + 1));
    return items.includes(undefined) ? undefined : { kind: 'array', items: items.filter((item) => item !== undefined) };
  }
  const entries: (readonly [string, Value])[] = [];
  for (const [name, one] of Object.entries(json)) {
    const value = fromJson(one, depth + 1);
    if (value === undefined) return undefined;
    entries.push([name, value]);
  }
  return { kind: 'object', entries };
}

function toPlain(value: Value): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value.kind === 'array') return value.items.map(toPlain);
  return Object.fromEntries(value.entries.map(([name, one]) => [name, toPlain(one)]));
}

/** What `toJSON` gives. */
export function toJson(value: Value): string {
  return JSON.stringify(toPlain(value), undefined, 2);
}

export function isPrimitive(value: Value): value is null | boolean | number | string {
  return value === null || typeof value !== 'object';
}

/** Whether a value counts as false: false, 0, '', null and NaN. */
export function isFalsy(value: Value): boolean {
  return !value;
}

/** What is written where a value becomes text. */
export function toText(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return writeNumber(value);
    case 'boolean':
      return String(value);
    default:
      if (value === null) return '';
      return value.kind === 'array' ? 'Array' : 'Object';
  }
}

/** A value as it is written in an expression; undefined for arrays and objects. */
export function toLiteral(value: Value): string | undefined {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return isPrimitive(value) ? (value === null ? 'null' : toText(value)) : undefined;
}

function toNumber(value: Value): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'string':
      return parseNumber(value);
    case 'boolean':
      return value ? 1 : 0;
    default:
      return value === null ? 0 : NaN;
  }
}

/** A text in the one case in which texts are compared: every character for itself, and the dotless ı as it is. */
export function folded(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toUpperCase();
  let result = '';
  for (const char of text) {
    const upper = char.toUpperCase();
    result += char === 'ı' || upper.length !== char.length ? char : upper;
  }
  return result;
}

/** Two values as they are compared: as they are if they are of one kind, else as numbers; undefined for objects. */
function comparable(a: Value, b: Value): readonly [number, number] | readonly [string, string] | undefined {
  if (typeof a === 'string' && typeof b === 'string') return [folded(a), folded(b)];
  return isPrimitive(a) && isPrimitive(b) ? [toNumber(a), toNumber(b)] : undefined;
}

/** `a == b`. Objects and arrays are equal to themselves only, texts in any case, values of different kinds as numbers. */
export function isEqual(a: Value, b: Value): boolean {
  const pair = comparable(a, b);
  return pair ? pair[0] === pair[1] : a === b;
}

/** `a > b`, as for `isEqual`; false for NaN, objects and arrays. */
export function isGreater(a: Value, b: Value): boolean {
  const pair = comparable(a, b);
  return pair !== undefined && pair[0] > pair[1];
}

/** The property or element of a value; null where there is none, an array of them for a filtered array. */
export function elementOf(value: Value, index: Value): Value {
  if (isPrimitive(value)) return null;
  if (value.kind === 'array' && value.filtered) {
    const items = value.items.map((item) => ownElement(item, index)).filter((item) => item !== undefined);
    return { kind: 'array', items, filtered: true };
  }
  return ownElement(value, index) ?? null;
}

function ownElement(value: Value, index: Value): Value | undefined {
  if (isPrimitive(value) || !isPrimitive(index)) return undefined;
  if (value.kind === 'array') {
    const place = toNumber(index);
    return place >= 0 ? value.items[Math.floor(place)] : undefined;
  }
  const name = folded(toText(index));
  return value.entries.findLast((entry) => folded(entry[0]) === name)?.[1];
}

/** `value.*` */
export function elementsOf(value: Value): ValueArray {
  if (isPrimitive(value)) return { kind: 'array', items: [], filtered: true };
  const own = (one: Value): readonly Value[] => {
    if (isPrimitive(one)) return [];
    return one.kind === 'array' ? one.items : one.entries.map((entry) => entry[1]);
  };
  const items = value.kind === 'array' && value.filtered ? value.items.flatMap(own) : own(value);
  return { kind: 'array', items, filtered: true };
}
