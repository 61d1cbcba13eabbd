import type { YamlNode, YamlScalar } from '../tree.js';
import type { ScalarValue } from '../values.js';

// What a YAML language allows, as plain data: tables that a build may write as JSON. Texts for people stand elsewhere, so
// that checking never loads them.

/** A name of a definition or of a basic type, a description, or several of which one has to hold. */
export type Schema = string | ObjectSchema | ListSchema | ScalarSchema | readonly Schema[];

/** Names that every table knows. `any` allows everything. */
export const basicTypes = ['any', 'string', 'integer', 'number', 'boolean', 'null'] as const;

export interface ObjectSchema {
  readonly type: 'object';
  readonly keys?: Readonly<Record<string, Schema | Key>>;
  /** Keys of the user's choice, by their pattern. */
  readonly names?: NamedKeys;
  /** What all other keys hold; without it there may be none. */
  readonly rest?: Schema;
  /** How many keys it has at least. */
  readonly min?: number;
}

export interface NamedKeys {
  readonly pattern: string;
  readonly schema: Schema;
  /** What the names have to consist of, in words, for the message. */
  readonly words?: string;
}

export interface Key {
  readonly schema: Schema;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  /** The version of the language's tool that brought it. */
  readonly since?: string;
  /** The first version without it. */
  readonly until?: string;
  readonly default?: string | number | boolean;
  /** Where its text stands, if not under the name of its definition, a dot and its own name. */
  readonly doc?: string;
}

export interface ListSchema {
  readonly type: 'list';
  readonly items: Schema;
  readonly min?: number;
  readonly unique?: boolean;
  /** Keys whose values tell its items apart: maps, of which no two may agree in all of them. */
  readonly identity?: readonly string[];
}

export interface ScalarSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  /** A name by which the dialect knows what the text has to look like. */
  readonly format?: string;
  readonly min?: number;
  /** What a number has to be larger than. */
  readonly above?: number;
  readonly max?: number;
  /** A text that reads as such a value stands for it; one that does not is a problem of the kind `cast`. */
  readonly cast?: 'integer' | 'number' | 'boolean';
  /** Values to offer; others are as good, or as good as `enum` says. */
  readonly values?: readonly (string | number | boolean)[];
}

/** What the languages on YAML differ in. */
export interface Dialect {
  /** Keys that begin so are legal everywhere, with any value. */
  readonly extensions?: string;
  /** Whether `<<` takes over the entries of other maps. */
  readonly mergeKeys?: boolean;
  /** Whether a number, a boolean or nothing at all is as good as the text that it is written as, where texts are allowed. */
  readonly textual?: boolean;
  /** Whether a key with nothing in it, or with null, is as good as none; so is an empty text for a choice of values. */
  readonly emptyIsAbsent?: boolean;
  /** What a scalar means, if not what the core schema of YAML 1.2 says. */
  readonly value?: (scalar: YamlScalar) => ScalarValue;
  /** Whether nothing can be said of a node, as of one with a tag of its own. */
  passes?(node: YamlNode): boolean;
  /** Whether the value of a scalar is not known before it runs. */
  isUnknown?(scalar: YamlScalar): boolean;
  /** Whether a text reads as a value of another type. */
  casts?(text: string, to: 'integer' | 'number' | 'boolean'): boolean;
  readonly formats?: Readonly<Record<string, (text: string) => boolean>>;
}

/** Everything that is allowed in a kind of file. */
export interface SchemaTable {
  readonly root: Schema;
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly dialect: Dialect;
}

/** One alternative of a schema, without names and nested alternatives. `name` is that of its definition. */
export type Alternative =
  | { readonly kind: 'any'; readonly name: string }
  | { readonly kind: 'object'; readonly name: string; readonly schema: ObjectSchema }
  | { readonly kind: 'list'; readonly name: string; readonly schema: ListSchema }
  | { readonly kind: 'scalar'; readonly name: string; readonly schema: ScalarSchema };

/** The alternatives of a schema in their order. A name without a definition allows everything. */
export function alternativesOf(table: SchemaTable, schema: Schema): readonly Alternative[] {
  const found: Alternative[] = [];
  const seen = new Set<string>();
  const visit = (one: Schema, name: string): void => {
    if (typeof one === 'string') {
      if (seen.has(one)) return;
      seen.add(one);
      const definition = Object.hasOwn(table.definitions, one) ? table.definitions[one] : undefined;
      if (definition !== undefined) visit(definition, one);
      else if (isScalarType(one)) found.push({ kind: 'scalar', name, schema: { type: one } });
      else found.push({ kind: 'any', name });
    } else if (isList(one)) for (const inner of one) visit(inner, name);
    else if (one.type === 'object') found.push({ kind: 'object', name, schema: one });
    else if (one.type === 'list') found.push({ kind: 'list', name, schema: one });
    else found.push({ kind: 'scalar', name, schema: one });
  };
  visit(schema, '');
  return found;
}

function isScalarType(name: string): name is ScalarSchema['type'] {
  return name !== 'any' && (basicTypes as readonly string[]).includes(name);
}

function isList(schema: Schema): schema is readonly Schema[] {
  return Array.isArray(schema);
}

/** A key's entry in full. */
export function keyOf(entry: Schema | Key): Key {
  return typeof entry === 'object' && 'schema' in entry ? entry : { schema: entry };
}

export function keyIn({ keys }: ObjectSchema, name: string): Key | undefined {
  const entry = keys && Object.hasOwn(keys, name) ? keys[name] : undefined;
  return entry === undefined ? undefined : keyOf(entry);
}

/** A type of value, for the messages. */
export type ValueKind = 'map' | 'list' | ScalarSchema['type'];

export function valueKind(value: ScalarValue): ValueKind {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'string' : 'boolean';
}
