import type { Span } from '../core/text.js';
import { lex, type Token } from './tokens.js';
import { type CallNode, childrenOf, type ExprNode, ungrouped, visitNodes } from './tree.js';

// Where in an expression a cursor is.

/** What can be written at a cursor. The span is what a completion replaces. */
export type Place =
  /** A context, a function or a literal; at the start of an index also the name of a property of `object`, in quotes. */
  | { readonly kind: 'name'; readonly object?: ExprNode; readonly prefix: string; readonly span: Span }
  /** A property of `object`, after a dot. */
  | { readonly kind: 'property'; readonly object: ExprNode; readonly prefix: string; readonly span: Span }
  /** A property of `object`, in the string of an index; the span is inside the quotes. */
  | { readonly kind: 'index'; readonly object: ExprNode; readonly prefix: string; readonly span: Span }
  /** A text that is compared with `other`, or looked for in it; the span is inside the quotes. */
  | { readonly kind: 'value'; readonly other: ExprNode; readonly prefix: string; readonly span: Span };

/** The place at an offset of the text of an expression that was read as `root`; undefined where nothing can be written. */
export function placeAt(text: string, root: ExprNode | undefined, offset: number): Place | undefined {
  const { tokens } = lex(text);
  const index = tokens.findLastIndex((token) => token.start < offset);
  const left = tokens[index];
  const right = tokens[index + 1];
  const here = { start: offset, end: offset };
  if (left && offset <= left.end) {
    if (left.kind === 'name') return named(root, left, offset, left.text.slice(0, offset - left.start));
    if (left.kind === 'string') return quoted(text, root, left, offset);
    if (left.kind !== 'sign') return undefined;
  }
  if (left?.kind === 'sign' && left.sign === '.') {
    const property = findNode(root, (node) => afterDot(node, left));
    if (property?.kind !== 'property') return undefined;
    const written = property.name !== '' && property.nameSpan.start === offset;
    return { kind: 'property', object: property.object, prefix: '', span: written ? property.nameSpan : here };
  }
  const opens =
    left === undefined || (left.kind === 'sign' && left.sign !== ')' && left.sign !== ']' && left.sign !== '*');
  if (!opens) return undefined;
  if (right?.kind === 'name' && right.start === offset) return named(root, right, offset, '');
  const inIndex = left?.kind === 'sign' && left.sign === '[';
  const opened = inIndex ? findNode(root, (node) => node.kind === 'index' && startsIndex(node, left)) : undefined;
  const object = opened?.kind === 'index' ? { object: opened.object } : {};
  return { kind: 'name', ...object, prefix: '', span: here };
}

function startsIndex(node: ExprNode, bracket: Token): boolean {
  return node.kind === 'index' && node.object.end <= bracket.start && node.index.start >= bracket.end;
}

/** Whether the dot of a property access is this token: whatever follows is its name, or nothing does. */
function afterDot(node: ExprNode, dot: Token): boolean {
  return node.kind === 'property' && node.nameSpan.start >= dot.end && node.object.end <= dot.start;
}

function named(root: ExprNode | undefined, token: Span, offset: number, prefix: string): Place | undefined {
  const span = { start: token.start, end: token.end };
  const node = findNode(root, (one) => one.kind === 'property' && one.nameSpan.start === token.start);
  if (node?.kind === 'property') return { kind: 'property', object: node.object, prefix, span };
  // What follows a complete operand is no name.
  const known = findNode(root, (one) => one.start === token.start && startsWithName(one));
  return known && offset <= token.end ? { kind: 'name', prefix, span } : undefined;
}

function startsWithName(node: ExprNode): boolean {
  return node.kind === 'context' || node.kind === 'call' || (node.kind === 'literal' && typeof node.value !== 'string');
}

function quoted(text: string, root: ExprNode | undefined, token: Token, offset: number): Place | undefined {
  const closed = token.end - token.start > 1 && text[token.end - 1] === text[token.start];
  const span = { start: token.start + 1, end: closed ? token.end - 1 : token.end };
  if (offset > span.end) return undefined;
  const prefix = text.slice(span.start, offset);
  const isLiteral = (node: ExprNode | undefined) => node?.kind === 'literal' && node.start === token.start;
  const parent = findNode(root, (node) => childrenOf(node).some(isLiteral));
  switch (parent?.kind) {
    case 'index':
      return { kind: 'index', object: parent.object, prefix, span };
    case 'compare': {
      const other = isLiteral(parent.left) ? parent.right : parent.left;
      return { kind: 'value', other, prefix, span };
    }
    case 'call': {
      const [first, second] = parent.args;
      if (parent.name.toLowerCase() !== 'contains' || !first || !isLiteral(second)) return undefined;
      return { kind: 'value', other: first, prefix, span };
    }
    default:
      return undefined;
  }
}

/** The innermost node that a test is true for. */
function findNode(root: ExprNode | undefined, test: (node: ExprNode) => boolean): ExprNode | undefined {
  let found: ExprNode | undefined;
  if (root)
    visitNodes(root, (node) => {
      if (test(node)) found = node;
    });
  return found;
}

/** What a cursor points at: the name, sign or literal at `span`, which is the essence of `node`. */
export interface Target extends Span {
  readonly node: ExprNode;
}

/** What stands at an offset, for hovers, definitions and renames. Of two that touch it, a name is preferred. */
export function targetAt(root: ExprNode, offset: number): Target | undefined {
  let found: Target | undefined;
  visitNodes(root, (node) => {
    for (const { start, end } of spansOf(node)) {
      if (offset < start || offset > end || start === end) continue;
      if (!found || isNamed(node) || !isNamed(found.node)) found = { node, start, end };
    }
  });
  return found;
}

function isNamed(node: ExprNode): boolean {
  return node.kind === 'property' || node.kind === 'context' || node.kind === 'call' || node.kind === 'index';
}

function spansOf(node: ExprNode): readonly Span[] {
  switch (node.kind) {
    case 'context':
    case 'literal':
      return [node];
    case 'property':
    case 'call':
      return [node.nameSpan];
    case 'filter':
      return [node.star];
    case 'index': {
      const literal = ungrouped(node.index);
      return literal.kind === 'literal' ? [literal] : [];
    }
    case 'not':
      return [{ start: node.start, end: node.start + 1 }];
    case 'compare':
      return [node.operatorSpan];
    case 'logical':
      return node.operatorSpans;
    default:
      return [];
  }
}

/** The innermost call whose arguments a cursor is in, and the number of the argument, from 0. */
export function callAt(
  root: ExprNode,
  offset: number,
): { readonly call: CallNode; readonly argument: number } | undefined {
  let call: CallNode | undefined;
  visitNodes(root, (node) => {
    if (node.kind !== 'call' || offset <= node.open) return;
    if (!node.closed || offset < node.end) call = node;
  });
  return call && { call, argument: call.commas.filter((comma) => comma < offset).length };
}
