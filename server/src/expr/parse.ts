import { type ExprProblem, lex, type Sign, type Token } from './tokens.js';
import { type CompareOperator, childrenOf, type ExprNode } from './tree.js';

export type { ExprProblem } from './tokens.js';

/** The most characters that GitHub takes in one expression. */
export const maxLength = 21_000;
/** How many operations and calls may be in each other, with what is in the innermost; and how many parentheses. */
export const maxDepth = 50;

export interface ParsedExpression {
  /** Undefined for an empty expression only. */
  readonly root?: ExprNode;
  readonly problems: readonly ExprProblem[];
}

/**
 * Reads an expression: what stands between `${{` and `}}`, or a whole `if`. Never throws; what is wrong or half written
 * is told in `problems`, in the order of the text, and has a tree all the same.
 */
export function parseExpression(text: string): ParsedExpression {
  const { tokens, problems: lexical } = lex(text);
  if (tokens.length === 0) return { problems: [{ kind: 'empty', start: 0, end: text.length }] };
  const parser = new Parser(text, tokens, lexical);
  const root = parser.whole();
  const problems = [...lexical, ...parser.problems];
  const deep = parser.stopped ? undefined : tooDeep(root, 1);
  if (deep) problems.push({ kind: 'too-deep', start: deep.start, end: deep.end });
  problems.sort((a, b) => a.start - b.start);
  if (text.length > maxLength) problems.unshift({ kind: 'too-long', start: maxLength, end: text.length });
  return { root, problems };
}

/** The first node that is deeper than GitHub takes. Parentheses are no nodes to GitHub. */
function tooDeep(node: ExprNode, depth: number): ExprNode | undefined {
  if (depth > maxDepth) return node;
  for (const child of childrenOf(node)) {
    const deep = tooDeep(child, node.kind === 'group' ? depth : depth + 1);
    if (deep) return deep;
  }
  return undefined;
}

const comparisons: readonly (readonly Sign[])[] = [
  ['==', '!='],
  ['<', '<=', '>', '>='],
];

class Parser {
  readonly problems: ExprProblem[] = [];
  /** Whether it was so deep that the rest was not read: so no text can exhaust the stack. */
  stopped = false;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  /** Where the lexer has reported something; one problem a place is enough. */
  readonly #reported: Set<number>;
  #next = 0;
  #depth = 0;
  /** In the arguments of how many calls: there a comma ends what is open. */
  #calls = 0;

  constructor(text: string, tokens: readonly Token[], lexical: readonly ExprProblem[]) {
    this.#text = text;
    this.#tokens = tokens;
    this.#reported = new Set(lexical.map((problem) => problem.start));
  }

  whole(): ExprNode {
    const root = this.#expression();
    const rest = this.#peek();
    if (rest) {
      if (rest.kind !== 'bad') this.#report('end', rest);
      this.#next = this.#tokens.length;
    }
    return root;
  }

  #expression(): ExprNode {
    return this.#deeper(() => this.#logical('||'));
  }

  #logical(operator: '||' | '&&'): ExprNode {
    const operand = () => (operator === '||' ? this.#logical('&&') : this.#comparison(0));
    const first = operand();
    if (!this.#at(operator)) return first;
    const operands = [first];
    const operatorSpans: { start: number; end: number }[] = [];
    for (let sign = this.#take(operator); sign; sign = this.#take(operator)) {
      operatorSpans.push({ start: sign.start, end: sign.end });
      operands.push(operand());
    }
    return { kind: 'logical', operator, operatorSpans, operands, start: first.start, end: this.#end(operands) };
  }

  #comparison(level: number): ExprNode {
    const signs = comparisons[level];
    if (!signs) return this.#unary();
    let left = this.#comparison(level + 1);
    let links = 0;
    for (let sign = this.#take(...signs); sign; sign = this.#take(...signs)) {
      if (this.#tooDeep(++links)) return left;
      const operatorSpan = { start: sign.start, end: sign.end };
      const right = this.#comparison(level + 1);
      const operator = sign.sign as CompareOperator;
      left = { kind: 'compare', operator, operatorSpan, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  #unary(): ExprNode {
    const sign = this.#take('!');
    if (!sign) return this.#postfix();
    const operand = this.#deeper(() => this.#unary());
    return { kind: 'not', operand, start: sign.start, end: operand.end };
  }

  #postfix(): ExprNode {
    let object = this.#primary();
    let links = 0;
    for (let sign = this.#take('.', '['); sign; sign = this.#take('.', '[')) {
      if (object.kind === 'literal') this.#report('literal-access', sign);
      if (this.#tooDeep(++links)) return object;
      object = sign.sign === '.' ? this.#property(object, sign.end) : this.#index(object);
    }
    return object;
  }

  #property(object: ExprNode, dotEnd: number): ExprNode {
    const { start } = object;
    const token = this.#peek();
    const star = this.#take('*');
    if (star) return { kind: 'filter', object, star: { start: star.start, end: star.end }, start, end: star.end };
    if (token?.kind === 'name') {
      this.#next++;
      const nameSpan = { start: token.start, end: token.end };
      return { kind: 'property', object, name: token.text, nameSpan, start, end: token.end };
    }
    if (token?.kind !== 'bad') this.#report('property', token);
    return { kind: 'property', object, name: '', nameSpan: { start: dotEnd, end: dotEnd }, start, end: dotEnd };
  }

  #index(object: ExprNode): ExprNode {
    const { start } = object;
    const open = this.#last();
    const star = this.#take('*');
    if (star) {
      const end = this.#close(']', open) ?? star.end;
      return { kind: 'filter', object, star: { start: star.start, end: star.end }, start, end };
    }
    const index = this.#expression();
    return { kind: 'index', object, index, start, end: this.#close(']', open) ?? index.end };
  }

  #primary(): ExprNode {
    const token = this.#peek();
    switch (token?.kind) {
      case 'number':
      case 'string':
        this.#next++;
        return { kind: 'literal', value: token.value, start: token.start, end: token.end };
      case 'name':
        this.#next++;
        return this.#name(token.text, token);
      case 'bad':
        this.#next++;
        return { kind: 'missing', start: token.start, end: token.end };
      case 'sign':
        if (token.sign === '(') {
          this.#next++;
          const inner = this.#expression();
          return { kind: 'group', inner, start: token.start, end: this.#close(')', token) ?? inner.end };
        }
    }
    this.#report('operand', token);
    // A sign that nothing can start with is skipped where it would end the reading.
    if (token?.kind === 'sign' && token.sign === '*') this.#next++;
    const place = this.#last()?.end ?? 0;
    return { kind: 'missing', start: place, end: place };
  }

  #name(name: string, token: Token): ExprNode {
    const { start, end } = token;
    switch (name) {
      case 'null':
        return { kind: 'literal', value: null, start, end };
      case 'true':
      case 'false':
        return { kind: 'literal', value: name === 'true', start, end };
      case 'NaN':
      case 'Infinity':
        return { kind: 'literal', value: Number(name), start, end };
    }
    const open = this.#take('(');
    return open ? this.#call(name, token, open) : { kind: 'context', name, start, end };
  }

  #call(name: string, token: Token, open: Token): ExprNode {
    const args: ExprNode[] = [];
    const commas: number[] = [];
    this.#calls++;
    if (!this.#at(')') && this.#peek()) {
      args.push(this.#expression());
      for (let comma = this.#take(','); comma; comma = this.#take(',')) {
        commas.push(comma.start);
        args.push(this.#expression());
      }
    }
    this.#calls--;
    const closing = this.#close(')', open);
    const nameSpan = { start: token.start, end: token.end };
    const closed = closing !== undefined;
    const end = closing ?? this.#last()?.end ?? open.end;
    return { kind: 'call', name, nameSpan, args, open: open.start, commas, closed, start: token.start, end };
  }

  /** Goes over a closing sign, and gives its end. What stands in front of it and cannot is reported, and skipped. */
  #close(sign: ')' | ']', open: Token | undefined): number | undefined {
    const closing = this.#take(sign);
    if (closing) return closing.end;
    const token = this.#peek();
    const enders = this.#calls > 0 ? ')],' : ')]';
    if (token === undefined || (token.kind === 'sign' && enders.includes(token.sign))) {
      if (open) this.#unclosed(open, sign);
      return undefined;
    }
    if (token.kind !== 'bad') this.#report('end', token);
    for (let depth = 0; this.#next < this.#tokens.length; this.#next++) {
      const one = this.#peek();
      if (one?.kind !== 'sign') continue;
      if (one.sign === '(' || one.sign === '[') depth++;
      if (depth === 0 && one.sign === sign) return this.#take(sign)?.end;
      if (one.sign === ')' || one.sign === ']') depth--;
    }
    return undefined;
  }

  #unclosed(open: Token, expected: string): void {
    if (this.stopped) return;
    this.problems.push({ kind: 'unclosed', start: open.start, end: open.end, expected });
  }

  #report(reason: 'operand' | 'property' | 'end' | 'literal-access', token: Token | undefined): void {
    if (this.stopped) return;
    const start = token?.start ?? this.#last()?.end ?? 0;
    const end = token?.end ?? start;
    if (this.#reported.has(start)) return;
    this.#reported.add(start);
    const found = token && this.#text.slice(start, end);
    this.problems.push(
      found === undefined ? { kind: 'syntax', reason, start, end } : { kind: 'syntax', reason, start, end, found },
    );
  }

  #deeper(read: () => ExprNode): ExprNode {
    if (this.#tooDeep(1)) {
      const place = this.#last()?.end ?? 0;
      return { kind: 'missing', start: place, end: place };
    }
    this.#depth++;
    const node = read();
    this.#depth--;
    return node;
  }

  #tooDeep(more: number): boolean {
    if (this.#depth + more <= maxDepth) return false;
    const token = this.#peek() ?? this.#last();
    if (!this.stopped && token) this.problems.push({ kind: 'too-deep', start: token.start, end: token.end });
    this.stopped = true;
    this.#next = this.#tokens.length;
    return true;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #last(): Token | undefined {
    return this.#tokens[this.#next - 1];
  }

  #at(sign: Sign): boolean {
    const token = this.#peek();
    return token?.kind === 'sign' && token.sign === sign;
  }

  #take(...signs: readonly Sign[]): (Token & { readonly sign: Sign }) | undefined {
    const token = this.#peek();
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    this.#next++;
    return token;
  }

  #end(operands: readonly ExprNode[]): number {
    return operands.at(-1)?.end ?? 0;
  }
}
