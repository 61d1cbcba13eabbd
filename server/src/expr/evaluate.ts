import { callFunction } from './evaluate-call.js';
import { functionNamed } from './functions.js';
import { childrenOf, type ExprNode, type IndexNode, type LogicalNode, ungrouped, visitNodes } from './tree.js';
import { elementOf, elementsOf, isEqual, isFalsy, isGreater, type Value } from './values.js';

/** What is known of an expression's value without running it. */
export type Evaluated = { readonly known: true; readonly value: Value } | { readonly known: false };

const unknown: Evaluated = { known: false };

function known(value: Value): Evaluated {
  return { known: true, value };
}

/** Gives the value of what stands for the contexts, where it is known. */
export type Lookup = (node: ExprNode) => Evaluated | undefined;

/**
 * The value that GitHub computes, as far as it does not depend on what is only known at run time: `false && x` is known,
 * `true && x` is not. What GitHub refuses to compute has no known value. `lookup` is asked first about every node, and
 * may tell the value of contexts.
 */
export function evaluate(node: ExprNode, lookup: Lookup = () => undefined): Evaluated {
  const told = lookup(node);
  if (told) return told;
  switch (node.kind) {
    case 'literal':
      return known(node.value);
    case 'group':
      return evaluate(node.inner, lookup);
    case 'not': {
      const operand = evaluate(node.operand, lookup);
      return operand.known ? known(isFalsy(operand.value)) : unknown;
    }
    case 'logical':
      return evaluateLogical(node, lookup);
    case 'compare': {
      const left = evaluate(node.left, lookup);
      const right = evaluate(node.right, lookup);
      return left.known && right.known ? known(compare(node.operator, left.value, right.value)) : unknown;
    }
    case 'property': {
      const object = evaluate(node.object, lookup);
      return object.known && node.name !== '' ? known(elementOf(object.value, node.name)) : unknown;
    }
    case 'index': {
      const object = evaluate(node.object, lookup);
      const index = evaluate(node.index, lookup);
      return object.known && index.known ? known(elementOf(object.value, index.value)) : unknown;
    }
    case 'filter': {
      const object = evaluate(node.object, lookup);
      return object.known ? known(elementsOf(object.value)) : unknown;
    }
    case 'call': {
      if (!node.closed) return unknown;
      const value = callFunction(node, (argument) => evaluate(argument, lookup));
      return value === undefined ? unknown : known(value);
    }
    default:
      return unknown;
  }
}

/** The first operand that decides, or the last one, if all up to it are known. */
function evaluateLogical(node: LogicalNode, lookup: Lookup): Evaluated {
  const decides = (value: Value) => isFalsy(value) === (node.operator === '&&');
  let last: Evaluated = unknown;
  for (const operand of node.operands) {
    last = evaluate(operand, lookup);
    if (!last.known || decides(last.value)) return last;
  }
  return last;
}

function compare(operator: string, left: Value, right: Value): boolean {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '>':
      return isGreater(left, right);
    case '<':
      return isGreater(right, left);
    case '>=':
      return isEqual(left, right) || isGreater(left, right);
    default:
      return isEqual(left, right) || isGreater(right, left);
  }
}

/** Whether the result counts as true, where that is known although the value may not be, such as `x && ''`. */
export function truth(node: ExprNode, lookup?: Lookup): boolean | undefined {
  const inner = ungrouped(node);
  if (inner.kind === 'logical') {
    // One operand can decide, wherever it stands.
    const decisive = inner.operator === '||';
    const truths = inner.operands.map((operand) => truth(operand, lookup));
    if (truths.includes(decisive)) return decisive;
    return truths.includes(undefined) ? undefined : !decisive;
  }
  if (inner.kind === 'not') {
    const operand = truth(inner.operand, lookup);
    return operand === undefined ? undefined : !operand;
  }
  const evaluated = evaluate(inner, lookup);
  return evaluated.known ? !isFalsy(evaluated.value) : undefined;
}

/**
 * Whether an expression is made of literals, operators and functions only that always give the same. `fromJSON` does
 * not count, as it is how arrays and objects are written.
 */
export function isConstant(node: ExprNode): boolean {
  switch (node.kind) {
    case 'literal':
      return true;
    case 'group':
    case 'not':
    case 'compare':
    case 'logical':
      return childrenOf(node).every(isConstant);
    case 'call': {
      const called = functionNamed(node.name);
      return node.closed && called?.pure === true && called.name !== 'fromJSON' && node.args.every(isConstant);
    }
    default:
      return false;
  }
}

/**
 * The largest parts that are constant, and more than a literal: such a part says in a roundabout way what could be
 * written down. Of `'a' && 'b' && x` it is the first two operands, as they are computed first.
 */
export function constantParts(root: ExprNode): ExprNode[] {
  const parts: ExprNode[] = [];
  collectConstants(root, parts);
  return parts;
}

function collectConstants(node: ExprNode, parts: ExprNode[]): void {
  if (isConstant(node)) {
    if (ungrouped(node).kind !== 'literal') parts.push(node);
    return;
  }
  let rest = childrenOf(node);
  if (node.kind === 'logical') {
    const first = rest.findIndex((operand) => !isConstant(operand));
    if (first > 1) {
      const operands = rest.slice(0, first);
      const end = operands.at(-1)?.end ?? node.end;
      parts.push({ ...node, operands, operatorSpans: node.operatorSpans.slice(0, first - 1), end });
      rest = rest.slice(first);
    }
  }
  for (const child of rest) collectConstants(child, parts);
}

/** Indexes that are no literals, such as `github[format('{0}', 'event')]`: nobody can see what they access. */
export function computedIndexes(root: ExprNode): IndexNode[] {
  const computed: IndexNode[] = [];
  visitNodes(root, (node) => {
    if (node.kind !== 'index') return;
    const { kind } = ungrouped(node.index);
    if (kind !== 'literal' && kind !== 'missing') computed.push(node);
  });
  return computed;
}
