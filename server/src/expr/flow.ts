import { dotted, type PathSegment, pathOf } from './path.js';
import { type CallNode, type ExprNode, ungrouped } from './tree.js';

// What a value is made of. Operands of comparisons, of `!`, of `contains`, `startsWith` and `endsWith`, conditions of
// `case` and the left side of `&&` decide about a result, but nothing of their text gets into it: a left side that is
// the result itself is falsy.

/** A value of a context that may be, or be part of, the result. */
export interface Flow {
  readonly node: ExprNode;
  /** Such as `github.event.commits.*.message`; in lower case. */
  readonly path: string;
  readonly segments: readonly PathSegment[];
  /** Whether all that is in it gets into the result, by `toJSON`; else an object is nothing but the word `Object`. */
  readonly json: boolean;
}

/** The context values that flow into an expression's result, in the order of the text. */
export function flowsOf(root: ExprNode): Flow[] {
  const flows: Flow[] = [];
  collectFlows(root, false, flows);
  return flows;
}

function collectFlows(node: ExprNode, json: boolean, flows: Flow[]): void {
  const segments = pathOf(node);
  if (segments && node.kind !== 'group') {
    flows.push({ node, path: dotted(segments).toLowerCase(), segments, json });
    return;
  }
  switch (node.kind) {
    case 'group':
      collectFlows(node.inner, json, flows);
      break;
    case 'property':
    case 'index':
    case 'filter':
      // Something of the result of a call, or of one of several values.
      collectFlows(node.object, json, flows);
      break;
    case 'logical':
      for (const operand of node.operator === '||' ? node.operands : node.operands.slice(-1))
        collectFlows(operand, json, flows);
      break;
    case 'call':
      for (const argument of flowingArguments(node))
        collectFlows(argument, json || node.name.toLowerCase() === 'tojson', flows);
  }
}

function flowingArguments(call: CallNode): readonly ExprNode[] {
  switch (call.name.toLowerCase()) {
    case 'format':
    case 'join':
    case 'tojson':
    case 'fromjson':
      return call.args;
    case 'case':
      return call.args.filter((_, index) => index % 2 === 1 || index === call.args.length - 1);
    default:
      return [];
  }
}

/**
 * The parts that may be the result, as they are: of `x && 'a' || ''` the texts `'a'` and `''`. Each is neither in
 * parentheses nor a logical operation.
 */
export function resultsOf(root: ExprNode): ExprNode[] {
  const node = ungrouped(root);
  if (node.kind === 'logical') {
    const operands = node.operator === '||' ? node.operands : node.operands.slice(-1);
    return operands.flatMap(resultsOf);
  }
  const isCase = node.kind === 'call' && node.name.toLowerCase() === 'case' && node.args.length >= 3;
  return isCase ? flowingArguments(node).flatMap(resultsOf) : [node];
}
