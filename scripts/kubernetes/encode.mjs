// Writes the model as text: a line for each type, and the texts for people in files of their own.

/*
 * What stands for a type, as JSON:
 * - a letter: `s` text, `b` boolean, `i` and `l` whole numbers of 32 and 64 bits, `n` number, `q` quantity, `x` whole number
 *   or text, `t` and `u` times, `d` duration, `y` bytes in base64, `o` any map, `a` anything;
 * - a number: the type of that line;
 * - `["[", type, ...keys]` a list, with the keys that tell its items apart; `["{", type]` a map with keys of any name;
 *   `["=", ...values]` a choice of values; `["|", ...types]` one of several types;
 * - an object: a map with these keys, those with `!` at their end required; `["^", type, facts]` is a key of which more is
 *   known: `s` and `u` the releases that brought and took it, `d` its default, `x` if it is deprecated.
 */
/** Projects whose texts are not under a licence that lets anyone pass them on. */
const withoutTexts = new Set(['elastic-cloud']);

/**
 * @param {ReturnType<typeof import('./model.mjs').modelOf>} model
 * @returns {{ tables: { chunks: object, kinds: object, types: string }, texts: Map<string, string> }} texts by chunk
 */
export function encode({ kinds, types }) {
  const graph = new Graph(types, new Set(kinds.map(({ type }) => type)));
  const roots = kinds.map(({ type }) => (type === undefined ? undefined : graph.named(type)));
  const nodes = linesOf(roots.filter(Boolean));
  const chunks = {};
  const texts = new Map();
  for (const node of nodes) {
    chunks[node.chunk] ??= node.line;
    const entries = texts.get(node.chunk) ?? [];
    texts.set(node.chunk, entries);
    const list = withoutTexts.has(node.chunk) ? [] : textsOf(node);
    if (list.length > 0) entries.push([node.line, ...list]);
  }
  const groups = {};
  kinds.forEach(({ apiVersion, kind, chunk, since, deprecated, until, to, cluster }, index) => {
    const facts = { since, deprecated, until, to, cluster, of: chunk === 'kubernetes' ? undefined : chunk };
    groups[apiVersion] ??= {};
    // Where two packages have a kind, the first of them counts.
    groups[apiVersion][kind] ??= { type: roots[index]?.line, ...JSON.parse(JSON.stringify(facts)) };
  });
  return {
    tables: {
      chunks,
      kinds: groups,
      types: nodes.map((node) => `${node.name ?? ''}\t${JSON.stringify(encodedNode(node))}`).join('\n'),
    },
    texts: new Map([...texts].map(([chunk, entries]) => [chunk, pooled(entries)])),
  };
}

/** A map of keys: a type that has a name, or one that is written where it is used. */
class Node {
  constructor({ name, chunk, text }) {
    this.fields = new Map();
    this.name = name;
    this.chunk = chunk;
    this.text = text;
    /** Whether it stands on a line of its own, and on which. */
    this.isWhole = name !== undefined;
    this.line = undefined;
  }
}

/** Types as nodes. Maps without a name that hold the same and say the same are one. */
class Graph {
  constructor(types, kinds) {
    this.types = types;
    this.kinds = kinds;
    this.declared = new Map();
    this.open = new Map();
    this.same = new Map();
    this.ids = new Map();
  }

  named(name) {
    const before = this.declared.get(name);
    if (before !== undefined) return before;
    const inside = this.open.get(name);
    if (inside) inside.isWhole = true;
    if (inside || !this.types.has(name)) return inside ?? 'a';
    const { chunk, alias, fields, text } = this.types.get(name);
    const isOwn = chunk === 'kubernetes';
    const isKind = this.kinds.has(name);
    const node = new Node({
      chunk,
      name: isOwn && !alias ? name : undefined,
      text: isOwn || isKind ? text : undefined,
    });
    this.open.set(name, node);
    const result = alias ? this.type(alias, chunk) : this.filled(node, fields);
    this.open.delete(name);
    // Another name for what holds itself would have to be a node as well; there is none.
    this.declared.set(name, result);
    return result;
  }

  filled(node, fields) {
    if (fields.size === 0) return 'a';
    for (const [key, field] of fields) node.fields.set(key, { ...field, type: this.type(field.type, node.chunk) });
    if (node.isWhole) return node;
    const key = JSON.stringify([
      node.text,
      [...node.fields].map(([name, field]) => [name, { ...field, type: this.keyOf(field.type) }]),
    ]);
    if (!this.same.has(key)) this.same.set(key, node);
    return this.same.get(key);
  }

  type(type, chunk) {
    if (typeof type === 'string' || type.values) return type;
    if (type.ref) return this.named(type.ref);
    if (type.list) return { ...type, list: this.type(type.list, chunk) };
    if (type.map) return { map: this.type(type.map, chunk) };
    if (type.choice) return { choice: type.choice.map((one) => this.type(one, chunk)) };
    return this.filled(new Node({ chunk }), type.fields);
  }

  /** A type in short, to compare it by. */
  keyOf(type) {
    if (typeof type === 'string' || type.values) return type;
    if (!(type instanceof Node))
      return { ...type, parts: partsOf(type).map((one) => this.keyOf(one)), list: !!type.list };
    if (!this.ids.has(type)) this.ids.set(type, this.ids.size);
    return this.ids.get(type);
  }
}

function partsOf(type) {
  if (typeof type === 'string' || type.values) return [];
  return type.choice ?? [type.list ?? type.map];
}

/** The maps that a type is made of, without those inside of them. */
function nodesIn(type) {
  return type instanceof Node ? [type] : partsOf(type).flatMap(nodesIn);
}

/** The nodes that need a line: those with names, and those that are used more than once; each chunk in one piece. */
function linesOf(roots) {
  const whole = new Set();
  const seen = new Set();
  const open = [...roots].reverse();
  for (const root of roots) root.isWhole = true;
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node)) {
      node.isWhole = true;
      continue;
    }
    seen.add(node);
    const inner = [...node.fields.values()].flatMap(({ type }) => nodesIn(type));
    open.push(...inner.reverse());
  }
  for (const node of seen) if (node.isWhole) whole.add(node);
  const chunks = [...new Set([...whole].map(({ chunk }) => chunk))];
  const nodes = chunks.flatMap((chunk) => [...whole].filter((node) => node.chunk === chunk));
  for (const [line, node] of nodes.entries()) node.line = line;
  return nodes;
}

function encodedNode(node) {
  const result = {};
  for (const [key, { type, required, since, until, default: value, deprecated }] of node.fields) {
    const facts = {
      ...(since && { s: since }),
      ...(until && { u: until }),
      ...(value !== undefined && { d: value }),
      ...(deprecated && { x: 1 }),
    };
    const encoded = encodedType(type);
    result[required ? `${key}!` : key] = Object.keys(facts).length > 0 ? ['^', encoded, facts] : encoded;
  }
  return result;
}

function encodedType(type) {
  if (typeof type === 'string') return type;
  if (type instanceof Node) return type.line ?? encodedNode(type);
  if (type.values) return ['=', ...type.values];
  if (type.list) return ['[', encodedType(type.list), ...(type.keys ?? [])];
  if (type.map) return ['{', encodedType(type.map)];
  return ['|', ...type.choice.map(encodedType)];
}

/** The text of a type, then those of its keys, each followed by those of what is written inside of it. */
function textsOf(node) {
  const list = [node.text];
  const add = ({ fields }) => {
    for (const { type, text } of fields.values()) {
      list.push(text);
      for (const inner of nodesIn(type)) if (inner.line === undefined) add(inner);
    }
  };
  add(node);
  return list.slice(0, list.findLastIndex(Boolean) + 1);
}

/** A line for each type; texts that come again are named by their place in the list on the first line. */
function pooled(entries) {
  const counts = new Map();
  for (const [, ...list] of entries) for (const text of list) if (text) counts.set(text, (counts.get(text) ?? 0) + 1);
  const pool = [...counts].filter(([text, count]) => count > 1 && text.length > 8).map(([text]) => text);
  const places = new Map(pool.map((text, index) => [text, index]));
  const packed = entries.map(([line, ...list]) => [line, ...list.map((text) => places.get(text) ?? text ?? '')]);
  return `[${[pool, ...packed].map((one) => JSON.stringify(one)).join(',\n')}]\n`;
}
