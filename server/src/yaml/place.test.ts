import { expect, test } from 'vitest';
import { placeAt } from './place.js';
import { readYaml } from './read.js';

/** The place of the `|` in a text, with the word in place of its span. */
function place(marked: string): Record<string, unknown> {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const { at, path, word, indent, siblings, hasColon, needsBlank, flow, isList } = placeAt(
    text,
    readYaml(text),
    offset,
  );
  const flags = { hasColon, needsBlank, flow, isList };
  return {
    at,
    path: path.join('.'),
    word: text.slice(word.start, word.end),
    indent,
    ...(siblings.length > 0 && { siblings: siblings.join(' ') }),
    ...Object.fromEntries(Object.entries(flags).filter(([, set]) => set)),
  };
}

test.each([
  ['', '|', { at: 'start', path: '', word: '', indent: 0 }],
  ['a half-typed first key', 'serv|', { at: 'start', path: '', word: 'serv', indent: 0 }],
  [
    'a half-typed key among others',
    'services:\n  web:\n    image: a\n    po|\n    build: .\n  db:\n    x: 1\n',
    { at: 'key', path: 'services.web', word: 'po', indent: 4, siblings: 'image build' },
  ],
  [
    'a key with its colon',
    'services:\n  web:\n    im|age: a\n',
    { at: 'key', path: 'services.web', word: 'image', indent: 4, hasColon: true },
  ],
  ['a quoted key', '"a b|": 1\n', { at: 'key', path: '', word: '"a b"', indent: 0, hasColon: true }],
  [
    'an empty line, by its column',
    'services:\n  web:\n    image: a\n  |\n',
    { at: 'key', path: 'services', word: '', indent: 2, siblings: 'web' },
  ],
  [
    'an empty line at the left',
    'services:\n  web:\n    image: a\n|\nname: x\n',
    { at: 'key', path: '', word: '', indent: 0, siblings: 'services name' },
  ],
  ['an empty line below a key', 'a:\n  b:\n    |\n', { at: 'start', path: 'a.b', word: '', indent: 4 }],
  ['below a comment', 'a:\n# c\n  # d\n  |\n', { at: 'start', path: 'a', word: '', indent: 2 }],
  ['a value', 'a:\n  b: c|d # e\n', { at: 'value', path: 'a.b', word: 'cd', indent: 2 }],
  ['a quoted value', 'a:\n  b: "c |d" # e\n', { at: 'value', path: 'a.b', word: '"c d"', indent: 2 }],
  ['no value yet', 'a:\n  b: |\n', { at: 'value', path: 'a.b', word: '', indent: 2 }],
  ['right behind the colon', 'a:\n  b:|\n', { at: 'value', path: 'a.b', word: '', indent: 2, needsBlank: true }],
  ['before a comment', 'a: | # b\n', { at: 'value', path: 'a', word: '', indent: 0 }],
  ['behind a tag', 'a: !reset nu|\n', { at: 'value', path: 'a', word: 'nu', indent: 0 }],
  ['a comment', 'a: 1 # b|\n', { at: 'comment', path: '', word: '# b', indent: 0 }],
  ['an item', 'a:\n  - x\n  - y|\n', { at: 'start', path: 'a.1', word: 'y', indent: 4 }],
  ['an empty item', 'a:\n- x\n-\n- |\n', { at: 'start', path: 'a.2', word: '', indent: 2 }],
  ['right behind the dash', 'a:\n  -|\n', { at: 'start', path: 'a.0', word: '', indent: 4, needsBlank: true }],
  [
    'the first key of an item',
    'a:\n  - b|\n    c: 1\n',
    { at: 'key', path: 'a.0', word: 'b', indent: 4, siblings: 'c' },
  ],
  [
    'a further key of an item',
    'a:\n  - x: 1\n  - b: 1\n    c|\n  - d: 1\n',
    { at: 'key', path: 'a.1', word: 'c', indent: 4, siblings: 'b' },
  ],
  ['a value in an item', 'a:\n  - b: |\n', { at: 'value', path: 'a.0.b', word: '', indent: 4 }],
  ['below items', 'a:\n  - b\n  |\n', { at: 'start', path: 'a', word: '', indent: 2, isList: true }],
  [
    'below items at the column of their key',
    'a:\n  b:\n  - c\n  |\n',
    { at: 'key', path: 'a', word: '', indent: 2, siblings: 'b' },
  ],
  ['items of items', 'a:\n  - - x\n    - y|\n', { at: 'start', path: 'a.0.1', word: 'y', indent: 6 }],
  ['a block scalar', 'a:\n  b: >-\n    if x: y\n      z|\n', { at: 'text', path: 'a.b', word: 'z', indent: 6 }],
  ['an item that is a block scalar', 'a:\n  - >\n    x: |\n', { at: 'text', path: 'a.0.x', word: '', indent: 4 }],
  ['a quoted text on several lines', 'a: "b\n  c|"\n', { at: 'text', path: 'a', word: '', indent: 0 }],
  ['behind a block scalar', 'a:\n  b: >\n    c\n\n  |\n', { at: 'key', path: 'a', word: '', indent: 2, siblings: 'b' }],
  ['a flow list', 'a: [x, y|, z]\n', { at: 'start', path: 'a.1', word: 'y', indent: 0, flow: true }],
  ['an empty flow list', 'a: [|]\n', { at: 'start', path: 'a.0', word: '', indent: 0, flow: true }],
  ['a new item of a flow list', 'a: [x, |]\n', { at: 'start', path: 'a.1', word: '', indent: 0, flow: true }],
  [
    'a key of a flow map',
    'a: {b: 1, c|: 2}\n',
    { at: 'key', path: 'a', word: 'c', indent: 0, siblings: 'b', hasColon: true, flow: true },
  ],
  [
    'a new key of a flow map',
    'a: {b: 1, |}\n',
    { at: 'key', path: 'a', word: '', indent: 0, siblings: 'b', flow: true },
  ],
  ['a value of a flow map', 'a: [{b: c|}]\n', { at: 'value', path: 'a.0.b', word: 'c', indent: 0, flow: true }],
  ['a flow map without its end', 'a: {b: |\nc: 1\n', { at: 'value', path: 'a.b', word: '', indent: 0, flow: true }],
  ['behind a flow collection', 'a: {b: 1}\n|\n', { at: 'key', path: '', word: '', indent: 0, siblings: 'a' }],
  ['the second document', 'a: 1\n---\nb: 1\n|\n', { at: 'key', path: '', word: '', indent: 0, siblings: 'b' }],
  ['CRLF', 'a:\r\n  b: 1\r\n  c|\r\n', { at: 'key', path: 'a', word: 'c', indent: 2, siblings: 'b' }],
  ['a byte order mark', '\ufeffa|', { at: 'start', path: '', word: 'a', indent: 0 }],
])('%s: %j', (_, text, expected) => {
  expect(place(text)).toEqual(expected);
});

test('has an answer for every offset of every prefix', () => {
  const text = '\ufeffa: &x\n- - b: [c, {d: "e\n   f", g\n  h: |\n    i\n\t? j\n---\n"k": \'l\r\n...\nm: {n';
  for (let end = 0; end <= text.length; end++) {
    const part = text.slice(0, end);
    const stream = readYaml(part);
    for (let offset = 0; offset <= end; offset++) {
      const { word } = placeAt(part, stream, offset);
      expect(word.start <= offset && offset <= word.end && word.end <= end).toBe(true);
    }
  }
});

test('takes linear time', () => {
  const text = `services:\n${'  a:\n    b: [c]\n'.repeat(20_000)}  `;
  const stream = readYaml(text);
  const start = performance.now();
  expect(placeAt(text, stream, text.length).path).toEqual(['services']);
  expect(performance.now() - start).toBeLessThan(500);
});
