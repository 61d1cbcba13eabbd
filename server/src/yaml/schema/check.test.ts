import { expect, test } from 'vitest';
import { readYaml } from '../read.js';
import { checkerOf } from './check.js';
import type { Schema, SchemaTable } from './schema.js';
import { table as mapOf, object, oneOf, required } from './shorthand.js';

const definitions: Record<string, Schema> = {
  file: {
    type: 'object',
    keys: {
      name: { schema: 'string', required: true },
      count: { schema: { type: 'integer', min: 1, max: 9 } },
      ratio: 'number',
      on: 'boolean',
      kind: { schema: { type: 'string', enum: ['small', 'large'] } },
      code: { schema: { type: 'string', pattern: '^[a-z]+$', values: ['abc'] } },
      day: { schema: { type: 'string', format: 'day' } },
      cast: { schema: { type: 'integer', cast: 'integer', max: 9 } },
      empty: ['null', 'string'],
      tags: { schema: { type: 'list', items: 'string', unique: true, min: 1 } },
      many: ['string', { type: 'list', items: 'string' }],
      lists: [
        { type: 'list', items: 'string' },
        { type: 'list', items: 'step' },
      ],
      steps: { schema: { type: 'list', items: ['run', 'uses'] } },
      step: ['run', 'uses'],
      shape: ['circle', 'square'],
      by: { schema: { type: 'object', names: { pattern: '^[a-z]+$', schema: 'step', words: 'small letters' } } },
      free: { schema: { type: 'object', rest: 'number' } },
      any: 'any',
      tree: 'tree',
      unknown: 'no such definition',
    },
  },
  step: { type: 'object', keys: { run: 'string' } },
  run: { type: 'object', keys: { run: { schema: 'string', required: true }, shell: 'string', name: 'string' } },
  uses: { type: 'object', keys: { uses: { schema: 'string', required: true }, with: 'any', name: 'string' } },
  circle: { type: 'object', keys: { type: { schema: { type: 'string', enum: ['circle'] } }, size: 'number' } },
  square: { type: 'object', keys: { type: { schema: { type: 'string', enum: ['square'] } }, size: 'string' } },
  tree: { type: 'object', keys: { tree: 'tree' } },
};

const table: SchemaTable = {
  root: 'file',
  definitions,
  dialect: {
    extensions: 'x-',
    mergeKeys: true,
    passes: ({ tag }) => tag?.text === '!pass',
    isUnknown: ({ text }) => text.includes('${'),
    casts: (text, to) => to === 'integer' && /^\d+$/.test(text),
    formats: { day: (text) => /^\d{4}-\d\d-\d\d$/.test(text) },
  },
};

const check = checkerOf(table);

/** What is found, as `kind path «marked text» details`. */
function found(text: string): readonly string[] {
  return check(readYaml(text).documents[0]?.root).map((problem) => {
    const { kind, path, span } = problem;
    const more =
      kind === 'wrong-type'
        ? `${problem.expected.join('|')} not ${problem.actual}${problem.remedy ? ` ${problem.remedy}` : ''}`
        : kind === 'unknown-key' || kind === 'not-allowed'
          ? `→ ${problem.suggestion}`
          : 'limit' in problem
            ? problem.limit
            : '';
    return `${kind} ${path.join('.')} «${text.slice(span.start, span.end)}» ${more}`.trim();
  });
}

test.each([
  ['what is right', 'name: a\ncount: 3\nratio: 1\non: true\nkind: small\nempty:\nany: [{a: 1}]\nunknown: 1\n', []],
  ['an unknown key', 'name: a\ncuont: 1\n', ['unknown-key cuont «cuont» → count']],
  ['a key that is there already is not suggested', 'name: a\nnames: b\n', ['unknown-key names «names» → undefined']],
  ['an extension', 'name: a\nx-b: 1\n', []],
  ['a key that is not a text', 'name: a\n5: b\n[c]: d\n', []],
  ['half a key', 'name: a\ncou\n', []],
  ['a missing key', 'count: 1\n', ['missing-key name «count»']],
  ['a missing key of nothing', '{}\n', ['missing-key name «{}»']],
  ['another root', '[a]\n', ['wrong-type  «[a]» map not list']],
  ['no value', 'name:\n', ['wrong-type name «name» string not null']],
  ['a number for a text', 'name: 5\n', ['wrong-type name «5» string not integer quote']],
  ['a text for a number', 'name: a\ncount: "3"\n', ['wrong-type count «"3"» integer not string']],
  ['a fraction', 'name: a\ncount: 1.5\n', ['wrong-type count «1.5» integer not number']],
  ['a scalar for a list', 'name: a\ntags: b\n', ['wrong-type tags «b» list not string wrap']],
  ['quotes rather than a list', 'name: a\nmany: 1\n', ['wrong-type many «1» string|list not integer quote']],
  ['a map for a list', 'name: a\ntags:\n  b: c\n', ['wrong-type tags «tags» list not map']],
  ['a list for a map', 'name: a\nby:\n  - b\n', ['wrong-type by «by» map not list']],
  ['an empty item', 'name: a\ntags:\n  -\n', ['wrong-type tags.0 «-» string not null']],
  ['bounds', 'name: a\ncount: 0\ncast: "12"\n', ['too-small count «0» 1', 'too-large cast «"12"» 9']],
  ['a cast', 'name: a\ncast: "7"\n', []],
  ['a failed cast', 'name: a\ncast: "x"\n', ['cast cast «"x"» integer']],
  ['a value', 'name: a\nkind: smal\n', ['not-allowed kind «smal» → small']],
  ['a pattern', 'name: a\ncode: A1\n', ['pattern code «A1» ^[a-z]+$']],
  ['a format', 'name: a\nday: today\n', ['format day «today» day']],
  ['a number that would be no such text either', 'name: a\nday: 5\n', ['format day «5» day']],
  [
    'items',
    'name: a\ntags: [b, 1, b]\n',
    ['wrong-type tags.1 «1» string not integer quote', 'duplicate-item tags.2 «b»'],
  ],
  ['too few items', 'name: a\ntags: []\n', ['too-few tags «[]» 1']],
  [
    'the kind of list by its first item',
    'name: a\nlists: [{run: b, x: c}]\n',
    ['unknown-key lists.0.x «x» → undefined'],
  ],
  ['the kind of map by its keys', 'name: a\nstep: {shell: b}\n', ['missing-key step.run «step»']],
  ['the kind of map by more keys', 'name: a\nsteps:\n  - name: b\n    with: c\n', ['missing-key steps.0.uses «name»']],
  [
    'the kind of map by its type',
    'name: a\nshape: {type: square, size: 1}\n',
    ['wrong-type shape.size «1» string not integer quote'],
  ],
  ['names', 'name: a\nby: {b: {}, C: {}}\n', ['unknown-key by.C «C» → undefined']],
  ['free keys', 'name: a\nfree: {b: 1, c: d}\n', ['wrong-type free.c «d» number not string']],
  ['unknown values', 'name: ${a}\ncount: ${b}\non: "${c}"\ntags: ["${d}", "${d}"]\n', []],
  ['tags that pass', 'name: !pass 5\ntags: !pass {a: b}\n', []],
  ['an unknown alias', 'name: *a\n', []],
  [
    'what an alias stands for, where it is written',
    'any: &a {x: 1}\nname: b\nstep: *a\n',
    ['missing-key step.run «step»', 'unknown-key step.x «x» → undefined'].sort().reverse(),
  ],
  [
    'once for all aliases',
    'any: &a {run: 1}\nname: b\nsteps: [*a, *a]\n',
    ['wrong-type steps.0.run «1» string not integer quote'],
  ],
  ['an alias of the wrong type where it is used', 'any: &a [b]\nname: *a\n', ['wrong-type name «*a» string not list']],
  [
    'merge keys',
    'x-a: &a {name: b, cuont: 1, count: x}\n<<: *a\ncount: 1\n',
    ['unknown-key cuont «cuont» → undefined'],
  ],
  [
    'several merged maps',
    'x-a: &a {count: 1}\nx-b: &b {<<: *a, name: 5}\n<<: [*a, *b]\n',
    ['wrong-type name «5» string not integer quote'],
  ],
  ['merge of what is not known', '<<: *a\n', []],
  ['merge of itself', 'name: a\nstep: &a\n  <<: *a\n  run: b\n', []],
])('%s: %j', (_, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test.each([
  ['what is no text is read as it is written', 'name: 5\nfree: no\nwhole: true\n', []],
  ['nothing is a text where all texts may be', 'name:\n', []],
  ['nothing is none where some may be', 'kind:\nfilled:\n', ['wrong-type kind null', 'wrong-type filled null']],
  ['an empty text', 'filled: ""\n', ['format filled']],
  ['a number that is a text is looked up', 'kind: 1\n', []],
  ['what stands on a bound', 'more: 0\n', ['too-small more exclusive']],
  ['what stands behind it', 'more: 0.1\n', []],
  ['too few keys', 'pairs: {}\n', ['too-few pairs']],
  [
    'the kind of map by what has to be there',
    'step: {uses: a, shell: b, env: c}\n',
    ['unknown-key step.shell', 'unknown-key step.env'],
  ],
  [
    'the kind of map by a value that has to be there',
    'run: {using: a2, main: b}\n',
    ['unknown-key run.main', 'missing-key run.steps'],
  ],
])('scalars as texts, %s: %j', (_, source, expected) => {
  const step = [
    object({ run: required('string'), shell: 'string', env: 'string' }),
    object({ uses: required('string'), with: 'string' }),
  ];
  const run = [
    object({ using: required(oneOf('b1', 'b2')), main: 'string' }),
    object({ using: required(oneOf('a1', 'a2')), steps: required('any') }),
  ];
  const kind = oneOf('1', 'b');
  const filled: Schema = { type: 'string', format: 'filled' };
  const more: Schema = { type: 'number', above: 0 };
  const textual = checkerOf({
    root: object({
      name: 'string',
      free: 'string',
      whole: ['boolean', 'string'],
      kind,
      filled,
      more,
      step,
      run,
      pairs: mapOf('string', { min: 1 }),
    }),
    definitions: {},
    dialect: { textual: true, formats: { filled: (text) => text !== '' } },
  });
  const problems = textual(readYaml(source).documents[0]?.root).map((problem) => {
    const more = problem.kind === 'wrong-type' ? problem.actual : 'exclusive' in problem ? 'exclusive' : '';
    return `${problem.kind} ${problem.path.join('.')} ${more}`.trim();
  });
  expect(problems).toEqual(expected);
});

test('deep nodes end', () => {
  expect(found(`name: a\ntree: ${'{tree: '.repeat(3000)}`).length).toBeLessThan(2);
});

test('bombs of aliases and merge keys cost nothing', () => {
  const lines = ['name: a', 'any: &a0 {run: b}', 'x-0: &m0 {count: 1}'];
  for (let i = 1; i < 40; i++) {
    lines.push(`x-a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`, `x-m${i}: &m${i} {<<: [${`*m${i - 1}, `.repeat(9)}]}`);
  }
  lines.push('steps: *a39', '<<: *m39');
  const start = performance.now();
  expect(found(lines.join('\n'))).toHaveLength(9);
  expect(performance.now() - start).toBeLessThan(500);
});

test('a chain of merge keys takes linear time', () => {
  const lines = ['name: a', 'by:', '  a: &m0 {run: b}'];
  for (let i = 1; i < 3000; i++) lines.push(`  a: &m${i} {<<: *m${i - 1}}`);
  const start = performance.now();
  expect(found(lines.join('\n'))).toEqual([]);
  expect(performance.now() - start).toBeLessThan(1500);
});

test('many unknown keys take linear time', () => {
  const text = `name: a\n${Array.from({ length: 20_000 }, (_, i) => `key${i}: 1\n`).join('')}`;
  const start = performance.now();
  expect(found(text)).toHaveLength(20_000);
  expect(performance.now() - start).toBeLessThan(2000);
});
