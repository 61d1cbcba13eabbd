import { Memo } from '../../../core/memo.js';
import { interpolate, type Lookup } from '../../../dotenv/interpolation.js';
import type { YamlDocument, YamlMap, YamlNode, YamlScalar } from '../../../yaml/tree.js';
import { isEmpty, keyText, resolved } from '../../../yaml/values.js';
import type { List, Member, SourceFile, Table, Text, Value } from './value.js';

/** The tags that Compose knows: what is below them takes out, or replaces, what earlier files say. */
export type LayerTag = '!reset' | '!override';

/** One document of a file as values, not merged with anything yet. */
export interface Layer {
  readonly file: SourceFile;
  readonly root: Value | undefined;
  readonly tagOf: (value: Value | Member) => LayerTag | undefined;
}

const mostNodes = 100_000;

/** Turns a document into values, with aliases and merge keys resolved and variables put in. */
export function layerOf(file: SourceFile, document: YamlDocument, lookup: Lookup): Layer {
  const before = kept.get(document);
  if (before?.layer.file === file && before.lookup === lookup) return before.layer;
  const builder = new Builder(file, lookup);
  const layer: Layer = { file, root: builder.build(document.root), tagOf: (value) => builder.tags.get(value) };
  kept.set(document, { lookup, layer });
  return layer;
}

const kept = new Memo<YamlDocument, { readonly lookup: Lookup; readonly layer: Layer }>();

/** Keeps what each node gave, so that an alias costs nothing however often it is used. */
class Builder {
  readonly tags = new Map<Value | Member, LayerTag>();
  readonly #file: SourceFile;
  readonly #lookup: Lookup;
  readonly #built = new Map<YamlNode, Value | undefined>();
  readonly #open = new Set<YamlNode>();
  #count = 0;

  constructor(file: SourceFile, lookup: Lookup) {
    this.#file = file;
    this.#lookup = lookup;
  }

  build(written: YamlNode | undefined): Value | undefined {
    const node = resolved(written);
    if (!node || isEmpty(node) || this.#open.has(node)) return undefined;
    if (this.#built.has(node)) return this.#built.get(node);
    if (++this.#count > mostNodes) return undefined;
    this.#open.add(node);
    const value = this.#fresh(node);
    this.#open.delete(node);
    this.#built.set(node, value);
    const tag = node.tag?.text;
    if (tag === '!reset' || tag === '!override') this.tags.set(value, tag);
    return value;
  }

  #fresh(node: Exclude<YamlNode, { kind: 'alias' }>): Value {
    const span = { start: node.start, end: node.end };
    const file = this.#file;
    if (node.kind === 'scalar') return this.#text(node, span);
    if (node.kind === 'map')
      return { kind: 'table', node, file, span, members: this.#members(node, 0) } satisfies Table;
    const items = node.items.flatMap(({ value }) => this.build(value) ?? []);
    return { kind: 'list', node, file, span, items } satisfies List;
  }

  #text(node: YamlScalar, span: { start: number; end: number }): Text {
    const raw = node.text;
    return { kind: 'text', node, file: this.#file, span, raw, at: 0, text: interpolate(raw, this.#lookup) };
  }

  #members(map: YamlMap, depth: number): ReadonlyMap<string, Member> {
    const own = new Map<string, Member>();
    const merged: ReadonlyMap<string, Member>[] = [];
    for (const entry of map.entries) {
      const key = keyText(entry);
      if (key === undefined || !entry.key) continue;
      if (key === '<<' && entry.key.kind === 'scalar' && entry.key.style === 'plain') {
        merged.push(...this.#sources(entry.value, depth));
        continue;
      }
      const place = { file: this.#file, span: { start: entry.key.start, end: entry.key.end } };
      const member: Member = { key, place, value: this.build(entry.value), listed: false };
      own.set(key, member);
      const tag = resolved(entry.value)?.tag?.text;
      if (tag === '!reset' || tag === '!override') this.tags.set(member, tag);
    }
    // What the map says itself stands above what it takes over, and the first source above the next.
    for (const source of merged) for (const [key, member] of source) if (!own.has(key)) own.set(key, member);
    return own;
  }

  #sources(node: YamlNode | undefined, depth: number): readonly ReadonlyMap<string, Member>[] {
    if (depth > 100) return [];
    const source = resolved(node);
    if (source?.kind === 'map') {
      const table = this.build(source);
      return table?.kind === 'table' ? [table.members] : [];
    }
    return source?.kind === 'seq' ? source.items.flatMap(({ value }) => this.#sources(value, depth + 1)) : [];
  }
}
