import * as tables from '#kubernetes-tables';
import type { Key, ListSchema, ObjectSchema, Schema } from '../../../yaml/schema/schema.js';
import { release } from './kinds.js';

// The tables of the build, read as schemas: each type when it is first needed, and once.

type Encoded = string | number | readonly Encoded[] | { readonly [key: string]: Encoded };

interface EncodedFacts {
  readonly s?: number;
  readonly u?: number;
  readonly d?: string | number | boolean;
  readonly x?: 1;
}

const basic: Readonly<Record<string, Schema>> = {
  s: 'string',
  b: 'boolean',
  i: { type: 'integer', min: -(2 ** 31), max: 2 ** 31 - 1 },
  l: 'integer',
  n: 'number',
  q: ['number', { type: 'string', format: 'quantity' }],
  x: ['integer', 'string'],
  t: { type: 'string', format: 'date-time' },
  u: { type: 'string', format: 'date-time' },
  d: { type: 'string', format: 'duration' },
  y: { type: 'string', format: 'byte' },
  o: { type: 'object', rest: 'any' },
};

/** Definitions by name, which only grow. All kinds of one sort share them. */
interface Store {
  readonly definitions: Record<string, Schema>;
  /** For each line that is read, its name, and the lines that it speaks of. */
  readonly read: Map<number, ReadLine>;
  /**
   * Whether it is for custom resources. Where these take over types of Kubernetes, they ask for less, as they fill in the
   * rest, and the release of Kubernetes says nothing of what they have.
   */
  readonly isCustom: boolean;
}

interface ReadLine {
  readonly name: string;
  readonly inner: readonly number[];
}

const own: Store = { definitions: {}, read: new Map(), isCustom: false };
const custom: Store = { definitions: {}, read: new Map(), isCustom: true };
let lines: readonly string[] | undefined;
let ownLines: number | undefined;

/** Reads a type with all that it is made of. */
export function definitionOf(
  line: number,
  isCustom: boolean,
): { readonly root: string; readonly definitions: Readonly<Record<string, Schema>> } {
  const store = isCustom ? custom : own;
  linesOf(line, isCustom);
  return { root: readLine(line, store).name, definitions: store.definitions };
}

/** The lines that a type is made of, its own first. */
export function linesOf(line: number, isCustom: boolean): readonly number[] {
  const store = isCustom ? custom : own;
  const found = new Set([line]);
  for (const one of found) for (const inner of readLine(one, store).inner) found.add(inner);
  return [...found];
}

function readLine(line: number, store: Store): ReadLine {
  const before = store.read.get(line);
  if (before) return before;
  const { name, body } = lineOf(line);
  const inner: number[] = [];
  const result = { name, inner };
  store.read.set(line, result);
  ownLines ??= Object.values(JSON.parse(tables.chunks) as Record<string, number>)[1] ?? Infinity;
  objectOf(body, { name, count: 0, inner, definitions: store.definitions, isLoose: store.isCustom && line < ownLines });
  return result;
}

function lineOf(line: number): { readonly name: string; readonly body: Readonly<Record<string, Encoded>> } {
  lines ??= tables.types.split('\n');
  const text = lines[line] ?? '\t{}';
  const tab = text.indexOf('\t');
  return { name: text.slice(0, tab) || `#${line}`, body: JSON.parse(text.slice(tab + 1)) as Record<string, Encoded> };
}

/** Reading one line: the maps inside of it are named by its name and their number. */
interface Reader {
  readonly name: string;
  count: number;
  readonly inner: number[];
  readonly definitions: Record<string, Schema>;
  /** Whether nothing is required, and nothing came or went. */
  readonly isLoose: boolean;
}

/** @returns the name of the definition */
function objectOf(body: Readonly<Record<string, Encoded>>, reader: Reader): string {
  const name = reader.count === 0 ? reader.name : `${reader.name}/${reader.count}`;
  reader.count++;
  const keys: Record<string, Schema | Key> = {};
  const schema: ObjectSchema = { type: 'object', keys };
  reader.definitions[name] = schema;
  for (const [text, encoded] of Object.entries(body)) {
    const key = text.endsWith('!') ? text.slice(0, -1) : text;
    const required = key !== text && !reader.isLoose;
    const hasFacts = Array.isArray(encoded) && encoded[0] === '^';
    const inner = schemaOf(hasFacts ? encoded[1] : encoded, reader);
    const { s, u, d, x }: EncodedFacts = hasFacts ? encoded[2] : {};
    keys[key] =
      required || hasFacts
        ? {
            schema: inner,
            ...(required && { required }),
            ...(s !== undefined && !reader.isLoose && { since: release(s) }),
            ...(u !== undefined && !reader.isLoose && { until: release(u) }),
            ...(d !== undefined && { default: d }),
            ...(x !== undefined && { deprecated: true }),
          }
        : inner;
  }
  return name;
}

function schemaOf(encoded: Encoded, reader: Reader): Schema {
  if (typeof encoded === 'string') return basic[encoded] ?? 'any';
  if (typeof encoded === 'number') {
    reader.inner.push(encoded);
    return nameOf(encoded);
  }
  if (!isList(encoded)) return objectOf(encoded, reader);
  const [mark, ...parts] = encoded;
  const [first = 'a', ...more] = parts;
  switch (mark) {
    case '[': {
      const list: ListSchema = { type: 'list', items: schemaOf(first, reader) };
      return more.length > 0 ? { ...list, identity: more as readonly string[] } : list;
    }
    case '{':
      return { type: 'object', rest: schemaOf(first, reader) };
    case '=':
      return { type: typeof first === 'number' ? 'integer' : 'string', enum: parts as readonly (string | number)[] };
    case '|':
      return parts.map((part) => schemaOf(part, reader));
    default:
      return 'any';
  }
}

function isList(encoded: Exclude<Encoded, string | number>): encoded is readonly Encoded[] {
  return Array.isArray(encoded);
}

function nameOf(line: number): string {
  lines ??= tables.types.split('\n');
  const text = lines[line] ?? '';
  return text.slice(0, text.indexOf('\t')) || `#${line}`;
}

/** The maps of a line in their order, as their texts stand: the name of each, and its keys. */
export function* mapsOf(line: number): Iterable<{ readonly name: string; readonly key: string }> {
  const { name, body } = lineOf(line);
  let count = 0;
  function* visit(encoded: Encoded): Iterable<{ name: string; key: string }> {
    if (typeof encoded !== 'object') return;
    if (isList(encoded)) {
      for (const part of encoded[0] === '=' ? [] : encoded[0] === '^' ? encoded.slice(1, 2) : encoded)
        yield* visit(part);
      return;
    }
    const own = count === 0 ? name : `${name}/${count}`;
    count++;
    for (const [text, inner] of Object.entries(encoded)) {
      yield { name: own, key: text.endsWith('!') ? text.slice(0, -1) : text };
      yield* visit(inner);
    }
  }
  yield* visit(body);
}
