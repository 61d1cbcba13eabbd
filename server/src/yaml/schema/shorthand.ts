import { type Key, keyOf, type ListSchema, type ObjectSchema, type Schema } from './schema.js';

// What keeps tables short that people write.

/** A map with these keys, and with what `more` says of others. */
export function object(keys: ObjectSchema['keys'], more: Omit<ObjectSchema, 'type' | 'keys'> = {}): ObjectSchema {
  return { type: 'object', ...(keys && { keys }), ...more };
}

/** Keys whose texts stand under one name, whichever of several kinds of maps holds them. */
export function under(name: string, keys: Readonly<Record<string, Schema | Key>>): Readonly<Record<string, Key>> {
  return Object.fromEntries(
    Object.entries(keys).map(([key, entry]) => [key, { doc: `${name}.${key}`, ...keyOf(entry) }]),
  );
}

/** A map from keys of the user's choice to values of one kind. */
export function table(rest: Schema, more: Pick<ObjectSchema, 'min'> = {}): ObjectSchema {
  return { type: 'object', rest, ...more };
}

export function list(items: Schema, more: Omit<ListSchema, 'type' | 'items'> = {}): ListSchema {
  return { type: 'list', items, ...more };
}

export function oneOf(...values: readonly string[]): Schema {
  return { type: 'string', enum: values };
}

/** A text, with the values that people mostly mean. */
export function text(...values: readonly string[]): Schema {
  return { type: 'string', values };
}

export function required(schema: Schema, more: Omit<Key, 'schema'> = {}): Key {
  return { schema, required: true, ...more };
}

export function since(version: string, schema: Schema, more: Omit<Key, 'schema'> = {}): Key {
  return { schema, since: version, ...more };
}

export function deprecated(schema: Schema, more: Omit<Key, 'schema'> = {}): Key {
  return { schema, deprecated: true, ...more };
}

/** A key that has a value also where it is not written. */
export function byDefault(value: string | number | boolean, schema: Schema): Key {
  return { schema, default: value };
}
