import type { YamlEntry, YamlNode } from '../tree.js';
import { entryOf, keyText, resolved } from '../values.js';
import type { YamlPath } from '../walk.js';
import { type Alternative, alternativesOf, type Key, keyIn, keyOf, type Schema, type SchemaTable } from './schema.js';

// What a schema says of a place: its types, the keys and the values that it may have.

/** A key as its schema describes it. */
export interface KnownKey {
  readonly name: string;
  readonly key: Key;
  /** Where its text stands. */
  readonly doc: string;
}

/** The alternatives that may stand at a path. Among several kinds of maps the nodes on the way decide, where they are given. */
export function schemaAt(table: SchemaTable, path: YamlPath, root?: YamlNode): readonly Alternative[] {
  let node = resolved(root);
  let at = likeliest(table, alternativesOf(table, table.root), node);
  for (const step of path) {
    const inner: Schema[] = at.flatMap((one): readonly Schema[] => {
      if (typeof step === 'number') return one.kind === 'list' ? [one.schema.items] : [];
      return one.kind === 'object' ? (schemaOfKey(one, step) ?? []) : [];
    });
    node =
      typeof step === 'number'
        ? resolved(node?.kind === 'seq' ? node.items[step]?.value : undefined)
        : resolved(entryOf(node, step)?.value);
    at = likeliest(table, alternativesOf(table, inner), node);
  }
  return at;
}

type ObjectAlternative = Extract<Alternative, { kind: 'object' }>;

function objectsOf(alternatives: readonly Alternative[]): readonly ObjectAlternative[] {
  return alternatives.filter((one): one is ObjectAlternative => one.kind === 'object');
}

/** The only values of a key that tells kinds of maps apart by them. */
export function tellingValues(table: SchemaTable, { schema, required }: Key): ReadonlySet<string> | undefined {
  const [only, more] = alternativesOf(table, schema);
  if (more || only?.kind !== 'scalar' || !only.schema.enum) return undefined;
  return required || only.schema.enum.length === 1 ? new Set(only.schema.enum.map(String)) : undefined;
}

/** Whether an entry has another value than those. */
export function contradicts(table: SchemaTable, values: ReadonlySet<string> | undefined, entry: YamlEntry): boolean {
  const value = values && resolved(entry.value);
  return value?.kind === 'scalar' && !values?.has(value.text) && !table.dialect.isUnknown?.(value);
}

/** Leaves those kinds of maps that know most of the keys of a map. */
function likeliest(
  table: SchemaTable,
  alternatives: readonly Alternative[],
  node: YamlNode | undefined,
): readonly Alternative[] {
  if (node?.kind !== 'map' || objectsOf(alternatives).length < 2) return alternatives;
  const counts = new Map(
    objectsOf(alternatives).map((one) => [
      one as Alternative,
      node.entries.reduce((sum, entry) => {
        const key = keyIn(one.schema, keyText(entry) ?? '');
        return key ? sum + (contradicts(table, tellingValues(table, key), entry) ? -100 : 1) : sum;
      }, 0),
    ]),
  );
  const most = Math.max(...counts.values());
  return alternatives.filter((one) => (counts.get(one) ?? most) === most);
}

function schemaOfKey({ schema }: ObjectAlternative, name: string): readonly Schema[] | undefined {
  const key = keyIn(schema, name);
  if (key) return [key.schema];
  if (schema.names && new RegExp(schema.names.pattern).test(name)) return [schema.names.schema];
  return schema.rest === undefined ? undefined : [schema.rest];
}

/** The key that stands at the end of a path, if the schema names it. */
export function keyAt(table: SchemaTable, path: YamlPath, root?: YamlNode): KnownKey | undefined {
  const name = path[path.length - 1];
  if (typeof name !== 'string') return undefined;
  for (const object of objectsOf(schemaAt(table, path.slice(0, -1), root))) {
    const key = keyIn(object.schema, name);
    if (key) return { name, key, doc: docOf(object, name, key) };
  }
  return undefined;
}

function docOf({ name: definition }: ObjectAlternative, name: string, { doc }: Key): string {
  return doc ?? `${definition}.${name}`;
}

/** The keys of the maps among alternatives, those that have to be there first. */
export function keysOf(alternatives: readonly Alternative[]): readonly KnownKey[] {
  const found = new Map<string, KnownKey>();
  for (const object of objectsOf(alternatives)) {
    for (const [name, entry] of Object.entries(object.schema.keys ?? {})) {
      const key = keyOf(entry);
      if (!found.has(name)) found.set(name, { name, key, doc: docOf(object, name, key) });
    }
  }
  const rank = ({ key }: KnownKey): number => (key.required ? 0 : key.deprecated ? 2 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}

/** The values that scalars among alternatives may have, as far as they can be told. */
export function valuesOf(alternatives: readonly Alternative[], key?: Key): readonly string[] {
  const found = new Set<string>();
  if (key?.default !== undefined) found.add(String(key.default));
  // Where any text may stand, a boolean is one among many things and no choice.
  const isFree = alternatives.some(
    (one) => one.kind === 'scalar' && one.schema.type === 'string' && !one.schema.enum && !one.schema.values,
  );
  for (const one of alternatives) {
    if (one.kind !== 'scalar') continue;
    for (const value of one.schema.values ?? one.schema.enum ?? []) found.add(String(value));
    if (one.schema.type === 'boolean' && !isFree) for (const value of ['true', 'false']) found.add(value);
  }
  return [...found];
}

/** The types of a place in words, such as `text or list of texts`. */
export function typeWords(table: SchemaTable, alternatives: readonly Alternative[], nested = false): string {
  const words = alternatives.map((one): string => {
    if (one.kind === 'any') return 'anything';
    if (one.kind === 'object') return nested ? 'maps' : 'map';
    if (one.kind === 'list') {
      if (nested) return 'lists';
      return `list of ${typeWords(table, alternativesOf(table, one.schema.items), true)}`;
    }
    return scalarWords[one.schema.type][nested ? 1 : 0];
  });
  return [...new Set(words)].join(' or ');
}

const scalarWords = {
  string: ['text', 'texts'],
  integer: ['whole number', 'whole numbers'],
  number: ['number', 'numbers'],
  boolean: ['true or false', 'true or false'],
  null: ['nothing', 'nothing'],
} as const;
