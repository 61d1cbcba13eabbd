import { describe, expect, test } from 'vitest';
import { computedIndexes, constantParts, evaluate, isConstant, truth } from './evaluate.js';
import { parseExpression } from './parse.js';
import type { ExprNode } from './tree.js';
import { toLiteral, toText } from './values.js';

function read(text: string): ExprNode {
  const { root } = parseExpression(text);
  if (!root) throw new Error('empty');
  return root;
}

/** The value of an expression; undefined if it is not known. */
function value(text: string): unknown {
  const evaluated = evaluate(read(text));
  return evaluated.known ? evaluated.value : undefined;
}

describe('values', () => {
  test.each<[string, unknown]>([
    // What the operators compare.
    ["'ABC' == 'abc'", true],
    ["'ı' == 'I'", false],
    ["'Straße' == 'STRASSE'", false],
    ["'É' == 'é'", true],
    ['null == null', true],
    ['null == 0', true],
    ["null == ''", true],
    ["'' == 0", true],
    ["' 12 ' == 12", true],
    ["'0x10' == 16", true],
    ["'0o17' == 15", true],
    ["'1e3' == 1000", true],
    ["'0xffffffff' == -1", true],
    ["'0b1' == 1", false],
    ["'1a' == 1", false],
    ["true == 1 && true == '1'", true],
    ["true == 'true'", false],
    ['false == null', true],
    ['NaN == NaN', false],
    ['NaN != NaN', true],
    ["'a' < 'B'", true],
    ["'b' >= 'B'", true],
    ["'a' > 1", false],
    ["'a' <= 1", false],
    ['null >= 0', true],
    ['true > false', true],
    ["'2' > 10", false],
    ["'2' > '10'", true],
    ["fromJSON('[]') == fromJSON('[]')", false],
    ["fromJSON('{}') == null", false],
    // Logic gives an operand.
    ["'a' && 'b'", 'b'],
    ["'' && 'b'", ''],
    ["'' || 0 || null", null],
    ["null || 'x' || nope", 'x'],
    ['false && github.x', false],
    ['true && github.x', undefined],
    ['github.x && false', undefined],
    ['!null', true],
    ["!'0'", false],
    ['!NaN', true],
    ["!fromJSON('[]')", false],
    // Functions.
    ["contains('Hello', 'ELL')", true],
    ['contains(123, 2)', true],
    ["contains(null, '')", true],
    ["contains(fromJSON('[1, \"A\"]'), 'a')", true],
    ['contains(fromJSON(\'["1"]\'), 1)', true],
    ["contains(fromJSON('[]'), '')", false],
    ["contains(fromJSON('{}'), '')", false],
    ["contains('a', fromJSON('[]'))", false],
    ["startsWith('Main', 'mA')", true],
    ["startsWith(fromJSON('[]'), '')", false],
    ["endsWith('v1.0', 0)", true],
    ["format('{0} {1} {0}', 'a', true)", 'a true a'],
    ["format('{{{0}}}', 1)", '{1}'],
    ["format('{0}{1}', null, fromJSON('{}'))", 'Object'],
    ["format('{1}', 1)", undefined],
    ["format('{0', 1)", undefined],
    ["format('{', 1)", undefined],
    ["format('}', 1)", undefined],
    ["format('{}', 1)", undefined],
    ["format('{a}', 1)", undefined],
    ["format('{0} {1}', 1, github.x)", undefined],
    ["format('{0}', 1, github.x)", '1'],
    ['join(fromJSON(\'[1, "a", null, true]\'))', '1,a,,true'],
    ["join(fromJSON('[1, 2]'), '-')", '1-2'],
    ["join(fromJSON('[1, 2]'), fromJSON('[]'))", '1,2'],
    ["join('a', '-')", 'a'],
    ["join(fromJSON('{}'))", ''],
    ["toJSON('a\"b')", '"a\\"b"'],
    ['toJSON(fromJSON(\'{"a":[1]}\'))', '{\n  "a": [\n    1\n  ]\n}'],
    ["fromJSON('1.50')", 1.5],
    ["fromJSON('nope')", undefined],
    ["fromJSON('')", undefined],
    ['fromJSON(\'{"A":{"b":2}}\').a.B', 2],
    ['fromJSON(\'{"a":1}\').b.c.d', null],
    ["fromJSON('[5,6]')[1]", 6],
    ["fromJSON('[5,6]')['1']", 6],
    ["fromJSON('[5,6]')[1.9]", 6],
    ["fromJSON('[5,6]')[-1]", null],
    ["fromJSON('[5,6]')[2]", null],
    ['fromJSON(\'{"1":2}\')[1]', 2],
    ["'abc'.x", null],
    ['join(fromJSON(\'[{"a":1},{"b":2},{"a":3}]\').*.a)', '1,3'],
    ['join(fromJSON(\'{"x":{"a":1},"y":{"a":2}}\').*.a)', '1,2'],
    ["join(fromJSON('[[1,2],[3]]').*.*)", '1,2,3'],
    ["join(fromJSON('[[1,2],[3]]').*[0])", '1,3'],
    ["join(fromJSON('1').*)", ''],
    ['case(false, 1, true, 2, 3)', 2],
    ['case(false, github.x, 3)', 3],
    ["case('true', 1, 2)", undefined],
    ['case(true, 1)', undefined],
    ["hashFiles('a')", undefined],
    ['always()', undefined],
    // What is not finished.
    ["contains('a', 'a'", undefined],
    ["fromJSON('{}').", undefined],
    ['1 ==', undefined],
    ['toJSON()', undefined],
    ['startsWith(1)', undefined],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test('contexts that are told', () => {
    const node = read("github.ref == 'refs/heads/main' && env.X");
    const evaluated = evaluate(node, (one) => {
      if (one.kind !== 'property') return undefined;
      return one.name === 'ref' ? { known: true, value: 'REFS/heads/main' } : { known: true, value: 'x' };
    });
    expect(evaluated).toEqual({ known: true, value: 'x' });
  });

  test('JSON that is too deep is not known', () => {
    expect(value(`fromJSON('${'['.repeat(100_000)}${']'.repeat(100_000)}')`)).toBeUndefined();
  });
});

test.each([
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [-1.5, '-1.5'],
  [0.1 + 0.2, '0.3'],
  [100, '100'],
  [123456789012345, '123456789012345'],
  [1e15, '1E+15'],
  [1234567890123456, '1.23456789012346E+15'],
  [0.0001, '0.0001'],
  [0.00001, '1E-05'],
  [-2.5e-7, '-2.5E-07'],
  [1e100, '1E+100'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [null, ''],
  [true, 'true'],
  [{ kind: 'array', items: [] } as const, 'Array'],
  [{ kind: 'object', entries: [] } as const, 'Object'],
])('%j is written %s', (one, expected) => {
  expect(toText(one)).toBe(expected);
});

test.each([
  ['github.x || true', true],
  ["github.x && ''", false],
  ["!(github.x && '')", true],
  ['github.x && true', undefined],
  ['github.x', undefined],
  ["'false'", true],
  ['(false || null) && github.x', false],
])('the truth of %s is %s', (text, expected) => {
  expect(truth(read(text))).toBe(expected);
});

test.each([
  ['true', true],
  ["!('a' == 1) && format('{0}', null)", true],
  ['case(true, 1, 2)', true],
  ["fromJSON('1')", false],
  ['always()', false],
  ['false && github.x', false],
  ["hashFiles('a')", false],
  ['contains(', false],
  ['nope(1)', false],
])('%s is constant: %s', (text, expected) => {
  expect(isConstant(read(text))).toBe(expected);
});

test.each([
  ["'a'", []],
  ["('a')", []],
  ["format('a{0}', 1)", ["format('a{0}', 1)"]],
  ['github.x || (1 == 2)', ['(1 == 2)']],
  ["'a' && 'b' && github.x && 'c' && 'd'", ["'a' && 'b'"]],
  ['true && github.x', []],
  ["github[format('{0}', 'ref')] == !true", ["format('{0}', 'ref')", '!true']],
  ["contains(fromJSON('[1]'), 1)", []],
  ["startsWith(join('a'), github.x)", ["join('a')"]],
])('the constant parts of %s', (text, expected) => {
  expect(constantParts(read(text)).map((part) => text.slice(part.start, part.end))).toEqual(expected);
});

test.each([
  ["a[0].b['c'].*[('x')]", []],
  ["a[b.c][format('{0}', 'x')]", ["a[b.c][format('{0}', 'x')]", 'a[b.c]']],
  ['a[', []],
])('the computed indexes of %s', (text, expected) => {
  expect(computedIndexes(read(text)).map((node) => text.slice(node.start, node.end))).toEqual(expected);
});

test.each([null, true, -0.5, 1e21, NaN, -Infinity, "it's", ''])('the literal of %j has its value', (one) => {
  expect(value(toLiteral(one) ?? '~')).toEqual(one);
});
