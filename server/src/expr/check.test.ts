import { describe, expect, test } from 'vitest';
import { checkExpression, type ExprEnvironment, type ExprFinding } from './check.js';
import { parseExpression } from './parse.js';
import { visitNodes } from './tree.js';
import * as t from './types.js';

const outcome = t.oneOf('success', 'failure', 'cancelled', 'skipped');
const commit = t.looseObject({ message: t.string, author: t.looseObject({ name: t.string }) });
const environment: ExprEnvironment = {
  contexts: {
    github: t.strictObject({
      actor: t.string,
      repositoryUrl: t.string,
      ref_protected: t.bool,
      event: t.looseObject({ commits: t.arrayOf(commit), number: t.number, inputs: t.strictObject({ x: t.string }) }),
      payload: t.looseObject({ action: t.string }, { known: true }),
      old: { type: t.string, deprecated: 'gone' },
    }),
    env: t.mapOf(t.string),
    steps: t.strictObject({
      build: t.strictObject({ outputs: t.strictObject({ 'image-tag': t.string }), outcome }),
      test: t.strictObject({ outputs: t.looseObject(), outcome }),
    }),
    matrix: t.strictObject({
      node: t.number,
      os: t.string,
      list: t.arrayOf(t.string),
      nested: t.arrayOf(t.arrayOf(commit)),
    }),
    inputs: t.strictObject({ flag: t.bool, count: t.number, free: t.any }),
    secrets: t.mapOf(t.string),
  },
  available: new Set(['github', 'env', 'steps', 'matrix', 'inputs']),
  functions: new Set(['always', 'success', 'failure', 'cancelled']),
};

function check(text: string, more: Partial<ExprEnvironment> = {}) {
  const { root } = parseExpression(text);
  if (!root) throw new Error('empty');
  return { root, ...checkExpression(root, { ...environment, ...more }) };
}

function told(finding: ExprFinding, text: string): string {
  const parts: (string | number | undefined)[] = [finding.kind];
  if ('reason' in finding) parts.push(finding.reason);
  if ('path' in finding) parts.push(`of ${finding.path}`);
  if ('nearest' in finding) parts.push(`→ ${finding.nearest}`);
  if ('strict' in finding) parts.push(finding.strict ? 'strict' : 'loose');
  if ('indexes' in finding && finding.indexes.length > 0) parts.push(finding.indexes.join());
  if ('actual' in finding) parts.push(t.describe(finding.actual));
  if ('expected' in finding && finding.expected) parts.push(`for ${t.describe(finding.expected)}`);
  return `${parts.join(' ')} @ ${text.slice(finding.start, finding.end)}`;
}

describe('types', () => {
  test.each([
    ['1', 'number'],
    ["'a'", 'string'],
    ['null', 'null'],
    ['GitHub.ACTOR', 'string'],
    ["github['Actor']", 'string'],
    ['github.event.anything.at.all', 'any'],
    ['github.event.commits', 'array<object>'],
    ['github.event.commits[0].message', 'string'],
    ['github.event.commits.*.message', 'array<string>'],
    ["github.event.commits.*['message']", 'array<string>'],
    ['github.event.commits.*.author.name', 'array<string>'],
    ['matrix.nested.*.*.message', 'array<string>'],
    ['steps.*.outcome', 'array<string>'],
    ['env.ANY', 'string'],
    ['env[github.actor]', 'string'],
    ['inputs.free.x[1].*', 'array'],
    ['!github', 'bool'],
    ['1 == 2', 'bool'],
    ['inputs.flag && 60 || 20', 'number'],
    ["github.actor == 'a' && 'x'", 'string'],
    ["inputs.flag && inputs.count || 'none'", 'string'],
    ['inputs.flag && inputs.count', 'any'],
    ['null || 5', 'number'],
    ["inputs.flag && fromJSON('[1]') || fromJSON('[2]')", 'array<number>'],
    ['fromJSON(\'{"a": [1, "x"], "b": null}\')', '{ a, b }'],
    ['fromJSON(\'{"a": [1, "x"]}\').A', 'array<string>'],
    ['fromJSON(env.X)', 'any'],
    ["format('{0}', 1)", 'string'],
    ["case(inputs.flag, 1, env.X == 'a', 2, 3)", 'number'],
    ['(github.event).number', 'number'],
    ['github.', 'any'],
    ['contains(', 'bool'],
    ['a.', 'any'],
  ])('%s is %s', (text, expected) => {
    const { type, findings } = check(text);
    expect(t.describe(type)).toBe(expected);
    if (text !== 'a.') expect(findings).toEqual([]);
  });

  test('every node has one', () => {
    const { root, types } = check("contains(github.event.commits.*.message, 'x') && !(env['a'] == 1)");
    visitNodes(root, (node) => expect(types.has(node), node.kind).toBe(true));
  });
});

describe('finds', () => {
  test.each([
    ['fo()', 'unknown-function → undefined @ fo'],
    ["startWith('a', 'b')", 'unknown-function → startsWith @ startWith'],
    ["startsWith('a')", 'function-args few @ startsWith'],
    ["toJSON('a', 'b', 'c')", "function-args many @ 'b', 'c'"],
    ['case(true, 1)', 'function-args few @ case'],
    ['case(true, 1, true, 2)', 'function-args even @ case'],
    ["format('a')", 'function-args useless @ format'],
    ["success('build')", "function-args many @ 'build'"],
    ['gthub.actor', 'unknown-context → github @ gthub'],
    ['constructor', 'unknown-context → undefined @ constructor'],
    ['secrets.X', 'context-not-available @ secrets'],
    ["hashFiles('a')", 'special-function-not-available @ hashFiles'],
    ['github.events', 'unknown-property of github → event strict @ events'],
    ["github['events'].x", "unknown-property of github → event strict @ 'events'"],
    ['steps.build.outputs.image_tag', 'unknown-property of steps.build.outputs → image-tag strict @ image_tag'],
    ['steps.*.outcom', 'unknown-property of steps.* → outcome strict @ outcom'],
    ['github.payload.acton', 'unknown-property of github.payload → action loose @ acton'],
    ["fromJSON('{}').x", 'unknown-property of undefined → undefined strict @ x'],
    ['github.old', 'deprecated-property of github @ old'],
    ['github.actor.name', 'type-mismatch property of github.actor string @ name'],
    ['github.event.commits.message', 'type-mismatch property of github.event.commits array<object> @ message'],
    ['github.actor[0]', 'type-mismatch index of github.actor string @ 0'],
    ["matrix.list['a']", "type-mismatch array-index of matrix.list string for number @ 'a'"],
    ['env[0]', 'type-mismatch object-index of env number for string @ 0'],
    ['github[inputs.flag]', 'type-mismatch object-index of github bool for string @ inputs.flag'],
    ['github.actor.*', 'type-mismatch filter of github.actor string @ *'],
    ['env.*', 'type-mismatch filter-elements of env object<string> @ *'],
    ["contains('a', github.event)", 'type-mismatch argument object for string @ github.event'],
    ["startsWith(matrix.list, 'a')", 'type-mismatch argument array<string> for string @ matrix.list'],
    [
      'join(matrix.list, github)',
      'type-mismatch argument { actor, repositoryUrl, ref_protected, event, payload, old } for string @ github',
    ],
    ['case(github.actor, 1, 2)', 'type-mismatch condition string for bool @ github.actor'],
    ["github.event == 'push'", "invalid-comparison @ github.event == 'push'"],
    ['inputs.flag > 1', 'invalid-comparison @ inputs.flag > 1'],
    ["format('{0} {1}', 1)", "format-string missing-argument 1 @ '{0} {1}'"],
    ["format('{0}', 1, 2)", 'format-string unused-argument 1 @ 2'],
    ["format('{', 1)", "format-string invalid @ '{'"],
    ["fromJSON('[1,')", "from-json-literal syntax @ '[1,'"],
    ["fromJSON('')", "from-json-literal empty @ ''"],
  ])('%s: %s', (text, expected) => {
    const { findings } = check(text);
    expect(findings.map((finding) => told(finding, text))).toEqual([expected]);
  });
});

describe('says nothing of', () => {
  test.each([
    'github.event == null',
    'github.event != github.event',
    "contains(fromJSON('[1]'), 1)",
    'contains(matrix.list, env.X)',
    'join(matrix.list)',
    "join(github.actor, ',')",
    "format('{{{0}}}', github)",
    "github.event.commits.*.id[0] == 'x'",
    'always() && success()',
    'format(env.X, 1, 2, 3)',
    "startsWith('a'",
    'github.event.commits[',
    'inputs.free > 3',
    "inputs.count >= '3'",
    'toJSON(github) && toJson(matrix) && TOJSON(1)',
  ])('%s', (text) => {
    expect(check(text).findings).toEqual([]);
  });

  test('jobs in the status functions of a job', () => {
    expect(check("success('build', 'test') && failure('a')", { jobs: true }).findings).toEqual([]);
    expect(check("always('build')", { jobs: true }).findings).toHaveLength(1);
  });

  test('availability where all is available', () => {
    expect(check("secrets.X && hashFiles('a')", { available: undefined, functions: undefined }).findings).toEqual([]);
  });
});

test('a long and a deep text are checked', () => {
  for (const text of [
    `fromJSON('${'['.repeat(100_000)}${']'.repeat(100_000)}')`,
    Array(20_000).fill('env.A').join('||'),
  ])
    expect(check(text).findings).toEqual([]);
});
