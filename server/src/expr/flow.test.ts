import { describe, expect, test } from 'vitest';
import { flowsOf, resultsOf } from './flow.js';
import { parseExpression } from './parse.js';
import { referencesOf, renamed } from './references.js';
import type { ExprNode } from './tree.js';

function read(text: string): ExprNode {
  const { root } = parseExpression(text);
  if (!root) throw new Error('empty');
  return root;
}

describe('flows', () => {
  test.each([
    ['github.event.issue.title', ['github.event.issue.title']],
    ["GitHub['Event'].x", ['github.event.x']],
    ['github.event.commits[0].message', ['github.event.commits.*.message']],
    ['github.event.*.body', ['github.event.*.body']],
    ['github.event[inputs.key]', ['github.event.*']],
    ['(github.event).x', ['github.event.x']],
    ["contains(github.head_ref, 'x')", []],
    ["startsWith(github.head_ref, 'x') || endsWith(github.ref, 'y')", []],
    ["github.head_ref == 'x'", []],
    ['!github.head_ref', []],
    ['github.head_ref || github.ref', ['github.head_ref', 'github.ref']],
    ['env.A && env.B && env.C || env.D', ['env.c', 'env.d']],
    ["format('{0}', github.head_ref, env.A)", ['github.head_ref', 'env.a']],
    ['join(env.A, env.B)', ['env.a', 'env.b']],
    ['toJSON(github)', ['github (json)']],
    ['toJson(github.event || env)', ['github.event (json)', 'env (json)']],
    ['fromJSON(env.A).b[env.C]', ['env.a']],
    ['case(env.A, env.B, env.C, env.D, env.E)', ['env.b', 'env.d', 'env.e']],
    ['(env.A || env.B).c', ['env.a', 'env.b']],
    ["hashFiles(env.A) || 'x'", []],
    ['unknown(env.A)', []],
    ['github.', ['github.']],
  ])('%s: %j', (text, expected) => {
    const flows = flowsOf(read(text));
    expect(flows.map(({ path, json }) => path + (json ? ' (json)' : ''))).toEqual(expected);
  });
});

test.each([
  ["env.X == 'a' && 'hello' || ''", ["'hello'", "''"]],
  ['(a || (b && c)) && d', ['d']],
  ["case(x, 'a', (y || 'b'))", ["'a'", 'y', "'b'"]],
  ["format('x')", ["format('x')"]],
])('the results of %s', (text, expected) => {
  expect(resultsOf(read(text)).map((node) => text.slice(node.start, node.end))).toEqual(expected);
});

describe('references', () => {
  test.each([
    ['needs.build.outputs.tag', ['needs·build·outputs·tag']],
    ["needs['build'].result == steps[env.A].x", ["needs·'build'·result", 'steps·env.A·x', 'env·A']],
    ['contains(needs.*.result, (matrix).os)', ['needs·*·result', 'matrix·os']],
    ['fromJSON(env.A)[env.B].c && !d', ['env·A', 'env·B', 'd']],
    ['f(', []],
  ])('%s: %j', (text, expected) => {
    const references = referencesOf(read(text));
    expect(
      references.map(({ segments }) => segments.map(({ start, end }) => text.slice(start, end)).join('·')),
    ).toEqual(expected);
  });

  test('are written as their style asks', () => {
    const [reference] = referencesOf(read("needs['build'].result"));
    expect(reference?.segments.map((segment) => renamed(segment, "a'b"))).toEqual(["a'b", "'a''b'", "a'b"]);
    expect(reference?.segments.map((segment) => segment.style)).toEqual(['context', 'index', 'dot']);
  });
});
