import type { Span } from '../core/text.js';

// The tree of an expression. All offsets are those of the expression's own text. What is half written has a tree too:
// an operand that is still to come is a `missing` node, a property that is still to come has the name ''.

export type ExprNode =
  | LiteralNode
  | ContextNode
  | PropertyNode
  | IndexNode
  | FilterNode
  | CallNode
  | NotNode
  | CompareNode
  | LogicalNode
  | GroupNode
  | MissingNode;

/** `null`, `true`, `1.5`, `'text'`. */
export interface LiteralNode extends Span {
  readonly kind: 'literal';
  readonly value: null | boolean | number | string;
}

/** A name by itself, such as `github`; also one that is no context. */
export interface ContextNode extends Span {
  readonly kind: 'context';
  readonly name: string;
}

/** `object.name` */
export interface PropertyNode extends Span {
  readonly kind: 'property';
  readonly object: ExprNode;
  /** As it is written; names ignore case. */
  readonly name: string;
  readonly nameSpan: Span;
}

/** `object[index]` */
export interface IndexNode extends Span {
  readonly kind: 'index';
  readonly object: ExprNode;
  readonly index: ExprNode;
}

/** `object.*` or `object[*]` */
export interface FilterNode extends Span {
  readonly kind: 'filter';
  readonly object: ExprNode;
  readonly star: Span;
}

/** `name(argument, …)` */
export interface CallNode extends Span {
  readonly kind: 'call';
  /** As it is written; names ignore case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly ExprNode[];
  /** The opening parenthesis. */
  readonly open: number;
  readonly commas: readonly number[];
  /** Whether the closing parenthesis is written. */
  readonly closed: boolean;
}

/** `!operand` */
export interface NotNode extends Span {
  readonly kind: 'not';
  readonly operand: ExprNode;
}

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export interface CompareNode extends Span {
  readonly kind: 'compare';
  readonly operator: CompareOperator;
  readonly operatorSpan: Span;
  readonly left: ExprNode;
  readonly right: ExprNode;
}

/** `a && b && c` or `a || b || c`: at least two operands. */
export interface LogicalNode extends Span {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly operatorSpans: readonly Span[];
  readonly operands: readonly ExprNode[];
}

/** `(inner)` */
export interface GroupNode extends Span {
  readonly kind: 'group';
  readonly inner: ExprNode;
}

/** The place of an operand that is not, or not understandably, written. */
export interface MissingNode extends Span {
  readonly kind: 'missing';
}

/** The nodes that a node is made of, in the order of the text. */
export function childrenOf(node: ExprNode): readonly ExprNode[] {
  switch (node.kind) {
    case 'property':
    case 'filter':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'call':
      return node.args;
    case 'not':
      return [node.operand];
    case 'compare':
      return [node.left, node.right];
    case 'logical':
      return node.operands;
    case 'group':
      return [node.inner];
    default:
      return [];
  }
}

/** The node inside any parentheses. */
export function ungrouped(node: ExprNode): ExprNode {
  let inner = node;
  while (inner.kind === 'group') inner = inner.inner;
  return inner;
}

/** Calls `visit` for a node and all that it is made of, outermost first. */
export function visitNodes(node: ExprNode, visit: (node: ExprNode) => void): void {
  visit(node);
  for (const child of childrenOf(node)) visitNodes(child, visit);
}
