import { expect, test } from 'vitest';
import { readYaml } from '../read.js';
import { completeFrom } from './complete.js';
import { hoverFrom } from './hover.js';
import type { SchemaTable } from './schema.js';
import { deprecated, list, table as mapOf, object, oneOf, required, since, text } from './shorthand.js';

const table: SchemaTable = {
  root: 'file',
  definitions: {
    file: object({
      old: deprecated('string'),
      name: 'string',
      jobs: required(mapOf('job')),
      restart: { schema: text('no', 'always'), default: 'no' },
      flag: { schema: 'boolean', default: false },
      modes: list(oneOf('a', 'b')),
      both: ['string', list('string')],
    }),
    job: ['null', object({ needs: list('string'), steps: list(['run', 'uses']), with: mapOf('string') })],
    run: object({ run: required('string'), shell: since('2.1', 'string') }),
    uses: object({ uses: required('string'), with: mapOf('string') }),
  },
  dialect: {},
};
const texts = { 'file.name': 'What it is called.', 'run.shell': 'What runs it.', 'file.flag': 'A flag.' };

function split(marked: string): { readonly content: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  return { content: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** Each item as the line or lines that it makes of the one under the cursor. */
function completed(marked: string): readonly string[] {
  const { content, offset } = split(marked);
  return completeFrom(table, texts, { text: content, stream: readYaml(content) }, offset).map(({ edit }) => {
    const before = content.slice(content.lastIndexOf('\n', offset - 1) + 1, edit.span.start);
    return before.trimStart() + edit.text;
  });
}

test.each([
  [
    'keys, the required ones first',
    '|',
    ['jobs:\n  $0', 'name: ', 'restart: ', 'flag: ', 'modes:\n  - $0', 'both: ', 'old: '],
  ],
  ['without those that are there', 'jobs: {}\nname: a\nmodes: [a]\nb|\nold: b\nflag: true\n', ['restart: ', 'both: ']],
  ['a key that has its colon', 'jo|: {}\nname: a\nflag: true\nold: a\nmodes: [a]\n', ['jobs', 'restart', 'both']],
  ['keys below a key of free choice', 'jobs:\n  one:\n    |\n', ['needs:\n  - $0', 'steps:\n  - $0', 'with:\n  $0']],
  [
    'as far as the file indents',
    'jobs:\n    one:\n        w|\n',
    ['needs:\n    - $0', 'steps:\n    - $0', 'with:\n    $0'],
  ],
  ['none at names', 'jobs:\n  |\n', []],
  [
    'keys of all kinds of items',
    'jobs:\n  a:\n    steps:\n      - |\n',
    ['- run: ', '- uses: ', '- shell: ', '- with:\n    $0'],
  ],
  [
    'right behind a dash',
    'jobs:\n  a:\n    steps:\n      -|\n',
    ['- run: ', '- uses: ', '- shell: ', '- with:\n    $0'],
  ],
  ['keys of the kind of item that it is', 'jobs:\n  a:\n    steps:\n      - uses: a\n        w|\n', ['with:\n  $0']],
  ['keys in braces', 'jobs: {a: {|}}\n', ['jobs: {a: {needs: [$0]', 'jobs: {a: {steps: [$0]', 'jobs: {a: {with: {$0}']],
  ['values, the default first', 'flag: |\n', ['flag: false', 'flag: true']],
  ['right behind the colon', 'flag:|\n', ['flag: false', 'flag: true']],
  ['texts that need quotes', 'restart: |\n', ['restart: "no"', 'restart: always']],
  ['texts in quotes', "restart: 'a|'\n", ["restart: 'no'", "restart: 'always'"]],
  ['items', 'modes:\n  - |\n', ['- a', '- b']],
  ['the first item', 'modes:\n  |\n', ['- a', '- b']],
  ['items below items', 'modes:\n  - a\n  |\n', ['- a', '- b']],
  ['items in brackets', 'modes: [|]\n', ['modes: [a', 'modes: [b']],
  ['nothing in comments', 'name: a # |\n', []],
  ['nothing in texts on several lines', 'name: >\n  a|\n', []],
  ['CRLF', 'name: a\r\njobs:\r\n  a:\r\n    ne|\r\n', ['needs:\r\n  - $0', 'steps:\r\n  - $0', 'with:\r\n  $0']],
])('completes %s: %j', (_, marked, expected) => {
  expect(completed(marked)).toEqual(expected);
});

test('tells what an item is', () => {
  const { content, offset } = split('|');
  const items = completeFrom(table, texts, { text: content, stream: readYaml(content) }, offset);
  const item = (label: string) => items.find((one) => one.label === label);
  expect(item('jobs')).toMatchObject({ detail: 'map, required', snippet: true });
  expect(item('flag')).toMatchObject({
    detail: 'true or false',
    documentation: 'A flag.\n\nDefault: `false`.',
    again: true,
  });
  expect(item('both')).toMatchObject({ detail: 'text or list of texts', again: false });
  expect(item('old')).toMatchObject({ deprecated: true });
});

test.each([
  ['a key', 'na|me: a\n', '**name** (text)\n\nWhat it is called.'],
  ['a key in quotes', '"na|me": a\n', '**name** (text)\n\nWhat it is called.'],
  [
    'a key of an item',
    'jobs: {a: {steps: [{run: b, sh|ell: c}]}}\n',
    '**shell** (text)\n\nWhat runs it.\n\nSince 2.1.',
  ],
  ['a key without a text', 'ol|d: a\n', undefined],
  ['a name', 'jobs:\n  o|ne:\n', undefined],
  ['a value', 'name: a|\n', undefined],
])('explains %s', (_, marked, expected) => {
  const { content, offset } = split(marked);
  expect(hoverFrom(table, texts, { text: content, stream: readYaml(content) }, offset)?.contents).toBe(expected);
});

test('a map that may have nothing in it is begun as a value, and of values those are offered that are meant to be', () => {
  const keys = { none: ['null', object({})], age: { type: 'string', enum: ['new', 'old'], values: ['new'] } } as const;
  const small: SchemaTable = { root: object(keys), definitions: {}, dialect: {} };
  const at = (content: string) =>
    completeFrom(small, {}, { text: content, stream: readYaml(content) }, content.length).map(({ edit }) => edit.text);
  expect(at('')).toEqual(['none: ', 'age: ']);
  expect(at('age: ')).toEqual(['new']);
});
