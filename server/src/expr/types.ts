// Types of expressions' values. They are as loose as GitHub's coercions are: what may be right is assignable.

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'number' }
  | StringType
  | ArrayType
  | ObjectType;

export interface StringType {
  readonly kind: 'string';
  /** The only values that it can have, such as `success` and `failure`. */
  readonly values?: readonly string[] | undefined;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly elem: Type;
  /** Whether it is the result of a `.*`: then `.name` means that property of every element. */
  readonly filtered?: boolean;
}

export interface ObjectType {
  readonly kind: 'object';
  /** By the name in lower case. */
  readonly props: ReadonlyMap<string, Property>;
  /** The type of properties that are not in `props`; undefined if there are no others (a strict object). */
  readonly rest?: Type | undefined;
  /**
   * Of a loose object: whether `props` has all that are known to exist, so that another one is worth a warning, such as
   * the properties of a payload.
   */
  readonly known?: boolean | undefined;
}

export interface Property {
  /** The name as it is best written. */
  readonly name: string;
  readonly type: Type;
  /** Markdown. */
  readonly doc?: string | undefined;
  /** Why it should not be used any more. */
  readonly deprecated?: string | undefined;
}

export const any: Type = { kind: 'any' };
export const nothing: Type = { kind: 'null' };
export const bool: Type = { kind: 'bool' };
export const number: Type = { kind: 'number' };
export const string: Type = { kind: 'string' };

export function oneOf(...values: readonly string[]): Type {
  return { kind: 'string', values };
}

export function arrayOf(elem: Type): Type {
  return { kind: 'array', elem };
}

/** Properties by their names: a type, or all that is known of one. */
export type Properties = Readonly<Record<string, Type | Omit<Property, 'name'>>>;

/** An object that has these properties and no others. */
export function strictObject(properties: Properties = {}): ObjectType {
  return { kind: 'object', props: propertyMap(properties) };
}

/** An object that may have any others besides. */
export function looseObject(properties: Properties = {}, options: { readonly known?: boolean } = {}): ObjectType {
  return { kind: 'object', props: propertyMap(properties), rest: any, ...options };
}

/** An object whose properties have any names, and all one type. */
export function mapOf(rest: Type, properties: Properties = {}): ObjectType {
  return { kind: 'object', props: propertyMap(properties), rest };
}

function propertyMap(properties: Properties): ReadonlyMap<string, Property> {
  return new Map(
    Object.entries(properties).map(([name, one]) => [
      name.toLowerCase(),
      'kind' in one ? { name, type: one } : { name, ...one },
    ]),
  );
}

/** The property of an object by a name in any case; for an object with a `rest`, always one. */
export function propertyOf(object: ObjectType, name: string): Property | undefined {
  const property = object.props.get(name.toLowerCase());
  if (property) return property;
  return object.rest && { name, type: object.rest };
}

/** Whether a value of a type may stand where another is asked for. */
export function assignable(to: Type, from: Type): boolean {
  if (to.kind === 'any' || from.kind === 'any') return true;
  switch (to.kind) {
    case 'bool':
      return true;
    case 'string':
      return from.kind === 'string' || from.kind === 'number';
    case 'array':
      return from.kind === 'array' && assignable(to.elem, from.elem);
    case 'object':
      return from.kind === 'object' && assignableObject(to, from);
    default:
      return to.kind === from.kind;
  }
}

function assignableObject(to: ObjectType, from: ObjectType): boolean {
  const { rest } = to;
  if (rest && from.rest) return assignable(rest, from.rest);
  if (rest) return [...from.props.values()].every((property) => assignable(rest, property.type));
  const other = from.rest;
  if (other) return [...to.props.values()].every((property) => assignable(property.type, other));
  return [...from.props].every(([name, property]) => {
    const own = to.props.get(name);
    return own !== undefined && assignable(own.type, property.type);
  });
}

/** The type of a value that has the one or the other: `any` where they have nothing in common. */
export function join(a: Type | undefined, b: Type | undefined): Type {
  if (a === undefined || b === undefined || a === b) return a ?? b ?? any;
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.elem.kind === 'any' || b.elem.kind === 'any') return arrayOf(any);
    return arrayOf(join(a.elem, b.elem));
  }
  if (a.kind === 'object' && b.kind === 'object') return joinObjects(a, b);
  if (a.kind === 'string' && b.kind === 'string')
    return a.values && b.values ? oneOf(...new Set([...a.values, ...b.values])) : string;
  if (a.kind === b.kind) return a;
  const text = (one: Type) => one.kind === 'string' || one.kind === 'number' || one.kind === 'bool';
  return (a.kind === 'string' || b.kind === 'string') && text(a) && text(b) ? string : any;
}

function joinObjects(a: ObjectType, b: ObjectType): ObjectType {
  const props = new Map(a.props);
  for (const [name, property] of b.props) {
    const own = props.get(name);
    props.set(name, own ? { ...property, ...own, type: join(own.type, property.type) } : property);
  }
  let rest = a.rest && b.rest ? join(a.rest, b.rest) : (a.rest ?? b.rest);
  if (rest && rest.kind !== 'any')
    for (const [name, property] of props)
      if (!a.props.has(name) || !b.props.has(name)) rest = join(rest, property.type);
  const known = (a.rest === undefined || a.known === true) && (b.rest === undefined || b.known === true);
  return { kind: 'object', props, ...(rest && { rest }), ...(rest && known && { known }) };
}

/** How deep in a value its type is told. */
const deepest = 50;

/** The type of a value, such as one that was read from JSON. */
export function typeOfValue(value: unknown, depth = 0): Type {
  switch (typeof value) {
    case 'boolean':
      return bool;
    case 'number':
      return number;
    case 'string':
      return string;
    case 'object':
      if (value === null) return nothing;
      return depth > deepest ? any : typeOfObject(value, depth + 1);
    default:
      return any;
  }
}

function typeOfObject(value: object, depth: number): Type {
  if (Array.isArray(value)) {
    const types = value.map((element) => typeOfValue(element, depth));
    return arrayOf(types.reduce<Type | undefined>(join, undefined) ?? any);
  }
  const props = new Map<string, Property>();
  for (const [name, one] of Object.entries(value))
    props.set(name.toLowerCase(), { name, type: typeOfValue(one, depth) });
  return { kind: 'object', props };
}

/** The most properties that a description names. */
const described = 6;

/** A type in short, for messages: `string`, `array of number`, `object with a, b`. */
export function describe(type: Type): string {
  if (type.kind === 'array') return type.elem.kind === 'any' ? 'array' : `array<${describe(type.elem)}>`;
  if (type.kind !== 'object') return type.kind;
  if (type.rest) return type.rest.kind === 'any' ? 'object' : `object<${describe(type.rest)}>`;
  const names = [...type.props.values()].map((property) => property.name);
  if (names.length > described) names.splice(described, names.length, '…');
  return names.length === 0 ? '{}' : `{ ${names.join(', ')} }`;
}
