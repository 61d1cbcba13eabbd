import type { SemanticToken, TokenType } from '../../../core/features.js';
import { type ExprNode, visitNodes } from '../../../expr/tree.js';
import { kindOf } from '../kinds.js';
import { type ExpressionUse, expressionsOf } from '../model/expressions.js';
import type { Context } from './expression-at.js';

/** The parts of expressions, which a grammar of YAML takes for plain text. */
export function tokens({ document, path, text }: Context): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  for (const use of expressionsOf(document, kindOf(path) ?? 'workflow')) {
    if (use.parsed.root) visitNodes(use.parsed.root, (node) => add(node, use, text, found));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function add(node: ExprNode, use: ExpressionUse, text: string, into: SemanticToken[]): void {
  const token = (at: { readonly start: number; readonly end: number }, type: TokenType): void => {
    const span = use.span(at);
    // A token is on one line.
    if (span.end > span.start && !text.slice(span.start, span.end).includes('\n')) into.push({ span, type });
  };
  switch (node.kind) {
    case 'context':
      token(node, 'variable');
      break;
    case 'property':
      token(node.nameSpan, 'property');
      break;
    case 'call':
      token(node.nameSpan, 'function');
      break;
    case 'literal':
      token(node, typeof node.value === 'string' ? 'string' : typeof node.value === 'number' ? 'number' : 'keyword');
      break;
    case 'compare':
      token(node.operatorSpan, 'operator');
      break;
    case 'logical':
      for (const one of node.operatorSpans) token(one, 'operator');
  }
}
