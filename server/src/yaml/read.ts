import {
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseAllDocuments,
  type Document as YamlLibraryDocument,
} from 'yaml';
import { Memory } from '../core/memo.js';
import type { YamlAnchor, YamlDocument, YamlEntry, YamlNode, YamlProblem, YamlStream, YamlTag } from './tree.js';

/** Reads a YAML text. `previous` is an earlier reading of the same file. */
export function readYaml(text: string, _previous?: YamlStream): YamlStream {
  const lines = new LineCounter();
  const read = parseAllDocuments(text, {
    lineCounter: lines,
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    merge: false,
    strict: false,
  });
  const documents = Array.isArray(read) ? read.map((document) => documentOf(text, document)) : [];
  if (documents.length > 0) return { text, documents };
  return {
    text,
    documents: [
      { start: 0, end: text.length, root: undefined, comments: commentsOf(text), problems: [], memory: new Memory() },
    ],
  };
}

function commentsOf(text: string): YamlDocument['comments'] {
  const found: { start: number; end: number; text: string; ownLine: boolean }[] = [];
  const pattern = /^([ \t]*)#[^\r\n]*/gm;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const start = match.index + (match[1] ?? '').length;
    const end = match.index + match[0].length;
    found.push({ start, end, text: text.slice(start + 1, end).trim(), ownLine: true });
  }
  return found;
}

function documentOf(text: string, document: YamlLibraryDocument.Parsed | YamlLibraryDocument): YamlDocument {
  const [start = 0, , end = text.length] = document.range ?? [];
  const anchors = new Map<string, YamlNode>();
  const convert = (node: Node | null | undefined): YamlNode | undefined => {
    if (!node) return undefined;
    const parsed = node as ParsedNode;
    const token = parsed.srcToken as CST.Token | undefined;
    const from = parsed.range[0];
    const to = parsed.range[1];
    const base = {
      start: from,
      end: to,
      tag: tagOf(parsed, text),
      anchor: anchorOf(parsed, text),
      memory: new Memory(),
    };
    if (isAlias(node)) return { ...base, kind: 'alias', name: node.source, target: anchors.get(node.source) };
    if (isScalar(node)) {
      if (from === to && node.type === 'PLAIN' && !base.tag && !base.anchor) return undefined;
      const styles = {
        PLAIN: 'plain',
        QUOTE_SINGLE: 'single',
        QUOTE_DOUBLE: 'double',
        BLOCK_LITERAL: 'literal',
        BLOCK_FOLDED: 'folded',
      } as const;
      const style = styles[(node.type ?? 'PLAIN') as keyof typeof styles] ?? 'plain';
      const source = text.slice(from, to);
      const content = style === 'plain' ? (node.source ?? source) : String(node.value);
      const scalar: YamlNode = {
        ...base,
        kind: 'scalar',
        style,
        text: content,
        contentStart:
          style === 'single' || style === 'double' ? from + 1 : style === 'plain' ? from : text.indexOf('\n', from) + 1,
        places: placesOf(text, from, to, style, content),
      };
      if (node.anchor) anchors.set(node.anchor, scalar);
      return scalar;
    }
    if (isMap(node)) {
      const entries: YamlEntry[] = [];
      const map: YamlNode = { ...base, kind: 'map', flow: node.flow === true, entries };
      if (node.anchor) anchors.set(node.anchor, map);
      for (const pair of node.items as Pair<Node | null, Node | null>[]) {
        const key = convert(pair.key);
        const value = convert(pair.value);
        const colon = (pair.srcToken?.sep ?? []).find((one) => one.type === 'map-value-ind')?.offset;
        const at = key?.start ?? colon ?? from;
        entries.push({
          key,
          value,
          colon,
          start: at,
          end: Math.max(value?.end ?? 0, (colon ?? -1) + 1, key?.end ?? at),
        });
      }
      return map;
    }
    if (isSeq(node)) {
      const items: { start: number; end: number; value: YamlNode | undefined }[] = [];
      const seq: YamlNode = { ...base, kind: 'seq', flow: node.flow === true, items };
      if (node.anchor) anchors.set(node.anchor, seq);
      const tokens = (token as CST.BlockSequence | undefined)?.items ?? [];
      node.items.forEach((item, i) => {
        const value = convert(item as Node);
        const dash = tokens[i]?.start.find((one) => one.type === 'seq-item-ind')?.offset;
        items.push({ start: dash ?? value?.start ?? from, end: value?.end ?? (dash ?? from) + 1, value });
      });
      return seq;
    }
    return undefined;
  };
  const root = convert(document.contents as Node | null);
  const problems: YamlProblem[] = document.errors.map((error) => ({
    kind:
      error.code === 'TAB_AS_INDENT'
        ? 'tab'
        : error.code === 'BAD_INDENT'
          ? 'indent'
          : error.code === 'MISSING_CHAR'
            ? 'unclosed'
            : error.code === 'BLOCK_AS_IMPLICIT_KEY'
              ? 'nested-mapping'
              : 'unexpected',
    start: error.pos[0],
    end: Math.max(error.pos[0], Math.min(error.pos[1], lineEndAfter(text, error.pos[0]))),
    subject: text.slice(error.pos[0], Math.min(error.pos[1], lineEndAfter(text, error.pos[0]))),
  }));
  return {
    start,
    end,
    root,
    comments: commentsOf(text.slice(start, end)).map((one) => ({
      ...one,
      start: one.start + start,
      end: one.end + start,
    })),
    problems,
    memory: new Memory(),
  };
}

function lineEndAfter(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}

function tagOf(node: ParsedNode, text: string): YamlTag | undefined {
  if (!node.tag) return undefined;
  const before = text.slice(Math.max(0, node.range[0] - 200), node.range[0]);
  const match = /(![^\s,[\]{}]*)\s*(?:&\S+\s*)?$/.exec(before);
  if (!match?.[1]) return undefined;
  const start = node.range[0] - before.length + match.index;
  return { start, end: start + match[1].length, text: match[1] };
}

function anchorOf(node: ParsedNode, text: string): YamlAnchor | undefined {
  const name = (node as { anchor?: string }).anchor;
  if (!name) return undefined;
  const start = text.lastIndexOf(`&${name}`, node.range[0]);
  return { start, end: start + 1 + name.length, name };
}

function placesOf(text: string, from: number, to: number, style: string, content: string): number[] | undefined {
  const inner = style === 'single' || style === 'double' ? text.slice(from + 1, to - 1) : text.slice(from, to);
  if (inner === content) return undefined;
  // Finds each character in order, which is right for all but escapes.
  const places: number[] = [];
  let at = style === 'literal' || style === 'folded' ? text.indexOf('\n', from) + 1 : from;
  for (const char of content) {
    const found = text.indexOf(char, at);
    const place = found === -1 || found >= to ? at : found;
    for (let i = 0; i < char.length; i++) places.push(place + i);
    at = place + 1;
  }
  return places;
}
