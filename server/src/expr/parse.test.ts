import { describe, expect, test } from 'vitest';
import { maxDepth, maxLength, parseExpression } from './parse.js';
import type { ExprNode } from './tree.js';

/** The tree in a short form; `~` is a missing operand. */
function shape(node: ExprNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return '';
    case 'literal':
      return typeof node.value === 'string' ? `'${node.value}'` : Object.is(node.value, -0) ? '-0' : String(node.value);
    case 'context':
      return node.name;
    case 'property':
      return `(${shape(node.object)} . ${node.name || '~'})`;
    case 'index':
      return `(${shape(node.object)} @ ${shape(node.index)})`;
    case 'filter':
      return `(${shape(node.object)} *)`;
    case 'call':
      return `${node.name}(${node.args.map(shape).join(', ')})${node.closed ? '' : '…'}`;
    case 'not':
      return `!${shape(node.operand)}`;
    case 'compare':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'logical':
      return `(${node.operands.map(shape).join(` ${node.operator} `)})`;
    case 'group':
      return `<${shape(node.inner)}>`;
    case 'missing':
      return '~';
  }
}

describe('reads', () => {
  test.each([
    ['null', 'null'],
    [' true ', 'true'],
    ['True', 'True'],
    ['NaN', 'NaN'],
    ['-Infinity', '-Infinity'],
    ['0xFf', '255'],
    ['0o17', '15'],
    ['-9.2e-1', '-0.92'],
    ['.5', '0.5'],
    ['+1', '1'],
    ['-0', '-0'],
    ["'it''s'", "'it's'"],
    ["''", "''"],
    ["'''a'''", "''a''"],
    ['github.event.issue', '((github . event) . issue)'],
    ['github . event', '(github . event)'],
    ['github.true.null', '((github . true) . null)'],
    ["github['event']", "(github @ 'event')"],
    ['a.*.b[*]', '(((a *) . b) *)'],
    ['matrix.node-version', '(matrix . node-version)'],
    ['a[0][b.c].d', '(((a @ 0) @ (b . c)) . d)'],
    ['always()', 'always()'],
    ["format ( '{0}', 1 )", "format('{0}', 1)"],
    ['fromJSON(x).y', '(fromJSON(x) . y)'],
    ['(a).b', '(<a> . b)'],
    ['a || b && c || d', '(a || (b && c) || d)'],
    ['a == b < c', '(a == (b < c))'],
    ['a == b != c', '((a == b) != c)'],
    ['!a == b', '(!a == b)'],
    ['!!a.b', '!!(a . b)'],
    ['a\n&&\tb', '(a && b)'],
    ['a<=b>=c', '((a <= b) >= c)'],
    ['(a || b) && !(c)', '(<(a || b)> && !<c>)'],
  ])('%j', (text, expected) => {
    const { root, problems } = parseExpression(text);
    expect(shape(root)).toBe(expected);
    expect(problems).toEqual([]);
  });
});

describe('goes on after', () => {
  test.each([
    ['', '', ['empty 0-0']],
    ['  ', '', ['empty 0-2']],
    ['github.', '(github . ~)', ['property 7-7']],
    ['github..event', '((github . ~) . event)', ['property 7-8 .']],
    ['needs. && a', '((needs . ~) && a)', ['property 7-9 &&']],
    ['contains(', 'contains()…', ['unclosed 8-9 )']],
    ['contains(a,', 'contains(a, ~)…', ['unclosed 8-9 )', 'operand 11-11']],
    ['contains(a, )', 'contains(a, ~)', ['operand 12-13 )']],
    ['contains(, a)', 'contains(~, a)', ['operand 9-10 ,']],
    ["contains(a 'b') && c", '(contains(a) && c)', ["end 11-14 'b'"]],
    ['f(g(a b[1) c), d) && e', '(f(g(a), d) && e)', ['end 6-7 b']],
    ['a &&', '(a && ~)', ['operand 4-4']],
    ['&& a', '(~ && a)', ['operand 0-2 &&']],
    ['a && || b', '((a && ~) || b)', ['operand 5-7 ||']],
    ['!', '!~', ['operand 1-1']],
    ['a ==', '(a == ~)', ['operand 4-4']],
    ['(a', '<a>', ['unclosed 0-1 )']],
    ['(a, b) && c', '(<a> && c)', ['end 2-3 ,']],
    ['f((a, b)', 'f(<a>, b)', ['unclosed 2-3 )']],
    ['a[0, 1].b', '((a @ 0) . b)', ['end 3-4 ,']],
    ['a[', '(a @ ~)', ['unclosed 1-2 ]', 'operand 2-2']],
    ['a[0', '(a @ 0)', ['unclosed 1-2 ]']],
    ['a b', 'a', ['end 2-3 b']],
    ['a)', 'a', ['end 1-2 )']],
    ["'abc", "'abc'", ["unclosed 0-4 '"]],
    ["a['b", "(a @ 'b')", ['unclosed 1-2 ]', "unclosed 2-4 '"]],
    ['a == "it\'s"', "(a == 'it's')", ["double-quotes 5-11 'it''s'"]],
    ['a == "b', "(a == 'b')", ['double-quotes 5-7']],
    ['a = b', '(a == b)', ['operator 2-3 = ==']],
    ['a & b | c', '((a && b) || c)', ['operator 2-3 & &&', 'operator 6-7 | ||']],
    ['a + b', 'a', ['characters 2-3 +']],
    ['a$b', '~', ['characters 0-3 a$b']],
    ['true(1)', 'true', ['end 4-5 (']],
    ['1x', '~', ['number 0-2 1x']],
    ['a.1b.c', '((a . 1b) . c)', ['characters 2-4 1b']],
    ["'a'.b", "('a' . b)", ['literal-access 3-4 .']],
    ["'a'[0]", "('a' @ 0)", ['literal-access 3-4 [']],
    ['*', '~', ['operand 0-1 *']],
    ['a.*b', '(a *)', ['end 3-4 b']],
    ['\0', '~', ['characters 0-1 \0']],
  ])('%j', (text, expected, wrong) => {
    const { root, problems } = parseExpression(text);
    expect(shape(root)).toBe(expected);
    const told = problems.map((one) =>
      [one.reason ?? one.kind, `${one.start}-${one.end}`, one.found, one.expected, one.replacement]
        .filter((part) => part !== undefined)
        .join(' '),
    );
    expect(told).toEqual(wrong);
  });
});

describe('limits', () => {
  const kinds = (text: string) => parseExpression(text).problems.map((problem) => problem.kind);

  test('the length', () => {
    expect(kinds(`'${'x'.repeat(maxLength - 2)}'`)).toEqual([]);
    expect(kinds(`'${'x'.repeat(maxLength - 1)}'`)).toEqual(['too-long']);
  });

  test.each([
    ['parentheses', (n: number) => `${'('.repeat(n - 1)}a${')'.repeat(n - 1)}`],
    ['negations', (n: number) => `${'!'.repeat(n - 1)}a`],
    ['properties', (n: number) => `a${'.b'.repeat(n - 1)}`],
    ['calls', (n: number) => `${'f('.repeat(n - 1)}a${')'.repeat(n - 1)}`],
    ['indexes', (n: number) => `${'a['.repeat(n - 1)}0${']'.repeat(n - 1)}`],
    ['comparisons', (n: number) => `a${' == b'.repeat(n - 1)}`],
  ])('the depth of %s', (_, build) => {
    expect(kinds(build(maxDepth))).toEqual([]);
    expect(kinds(build(maxDepth + 1))).toEqual(['too-deep']);
    expect(kinds(build(100_000))).toContain('too-deep');
  });

  test('every operation is a level, a parenthesis is none', () => {
    const nested = (n: number) => `${'f(a || '.repeat(n)}a${')'.repeat(n)}`;
    expect(kinds(nested(24))).toEqual([]);
    expect(kinds(nested(25))).toEqual(['too-deep']);
    expect(kinds(`${'(a == '.repeat(25)}a${')'.repeat(25)}`)).toEqual([]);
    expect(kinds(`${'((f('.repeat(16)}a${')))'.repeat(16)}`)).toEqual([]);
  });

  test('any number of operands is one level', () => {
    expect(kinds(Array(5000).fill('a').join('||'))).toEqual([]);
  });
});

test('takes time that grows with the text', () => {
  const started = performance.now();
  for (const piece of ['a || ', '(', "'a''", '"', 'f(a b ', 'a.b, ', '[[', '- ', 'a == "', '.'])
    parseExpression(piece.repeat(100_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(5000);
});
