import type { YamlNode } from '../tree.js';
import { isSpace, plainStop, trimBlanks } from './characters.js';
import { readFlow, startsNoPlain } from './flow.js';
import { type Open, type Properties, scalarOf } from './nodes.js';
import { readAlias } from './properties.js';
import { readPlain, readQuoted } from './scalars.js';
import type { Source } from './source.js';

// Nodes of a block that may be keys: plain and quoted scalars, aliases, flow collections.

/** An alias has no properties, and no node has an anchor or a tag twice. */
export function checkProperties(
  source: Source,
  node: Open<YamlNode>,
  outer: Properties | undefined,
  own: Properties | undefined,
): void {
  const properties = own ?? outer;
  if (!properties) return;
  const twice = outer && own && ((outer.anchor && own.anchor) || (outer.tag && own.tag));
  if (node.kind === 'alias' || twice) source.problem('unexpected', properties.start, properties.end);
}

/** A scalar, an alias or a flow collection. A plain scalar that ends at a colon is read to there. */
export function readInline(
  source: Source,
  indent: number,
  properties: Properties | undefined,
  compact: boolean,
): Open<YamlNode> {
  const code = source.code();
  if (code === 91 || code === 123) return readFlow(source, indent, properties);
  if (code === 34 || code === 39) return withProperties(source, readQuoted(source, indent, false), properties);
  if (code === 42) {
    return withProperties(source, readAlias(source), properties);
  }
  return withProperties(source, readPlainBlock(source, indent, compact), properties);
}

function readPlainBlock(source: Source, indent: number, compact: boolean): Open<YamlNode> {
  const { text, at, lineEnd } = source;
  checkPlainStart(source);
  let stop = plainStop(text, at, lineEnd);
  const end = trimBlanks(text, at, stop);
  if (stop < lineEnd && text.charCodeAt(stop) === 58) {
    if (compact) {
      source.at = end;
      return scalarOf('plain', at, end, at, text.slice(at, end));
    }
    // One error, and no map: all of the line is the value.
    source.problem('nested-mapping', stop, stop + 1, text.slice(at, end));
    while (stop < lineEnd && text.charCodeAt(stop) === 58) stop = plainStop(text, stop + 1, lineEnd);
  }
  return readPlain(source, indent, at, trimBlanks(text, at, stop));
}

function checkPlainStart(source: Source): void {
  const code = source.code();
  const refused = startsNoPlain(code) || code === 44 || code === 93 || code === 125;
  if (refused || ((code === 45 || code === 63 || code === 58) && isSpace(source.code(1)))) {
    source.problem('unexpected', source.at, source.at + 1);
  }
}

export function withProperties<N extends YamlNode>(
  source: Source,
  node: Open<N>,
  properties: Properties | undefined,
): Open<N> {
  if (properties) keep(source, node, properties);
  return node;
}

export function keep(source: Source, node: Open<YamlNode>, properties: Properties | undefined): void {
  node.tag = properties?.tag;
  node.anchor = properties?.anchor;
  source.name(node as YamlNode, properties?.anchor);
}

/** Whether a colon that makes `key` a key follows on the line; then it is at `at`. */
export function atColon(source: Source, key: Open<YamlNode>): boolean {
  source.skipBlanks();
  if (source.at >= source.lineEnd || source.code() !== 58) return false;
  if (isSpace(source.code(1))) return true;
  // `"a":b` is meant as a key, though a blank is missing.
  if (key.kind === 'alias' || (key.kind === 'scalar' && key.style === 'plain')) return false;
  source.problem('unexpected', source.at, source.at + 1);
  return true;
}

/** A key within its line. */
export function readKey(source: Source, column: number, properties: Properties | undefined): YamlNode {
  const code = source.code();
  if (code === 34 || code === 39) return withProperties(source, readQuoted(source, column, true), properties);
  if (code === 91 || code === 123 || code === 42) {
    const key = readInline(source, column, properties, true);
    checkProperties(source, key, undefined, properties);
    return key;
  }
  const { text, at, lineEnd } = source;
  checkPlainStart(source);
  const end = trimBlanks(text, at, plainStop(text, at, lineEnd));
  source.at = end;
  return withProperties(source, scalarOf('plain', at, end, at, text.slice(at, end)), properties);
}
