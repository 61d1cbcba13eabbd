import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnvFile } from './read.js';

const valuesIn = (text: string): Record<string, string | undefined> =>
  Object.fromEntries(readEnvFile(text).entries.map(({ key, value }) => [key, value]));

test.each<[string, Record<string, string | undefined>]>([
  ['A=1\nB: 2\nexport C=3\n', { A: '1', B: '2', C: '3' }],
  ['# comment\n\n  A = 1  \r\n', { A: '1' }],
  ['A=x # comment\nB=x#y\nC=#z\nD= # e\n', { A: 'x', B: 'x#y', C: '#z', D: '# e' }],
  [`A='it''\nB='two\nlines $X'\nC='it\\'s'\n`, { A: 'it', B: 'two\nlines $X', C: "it's" }],
  ['A="a\\nb\\t\\"q\\" \\$X"\nB="two\nlines"\n', { A: 'a\nb\t"q" $X', B: 'two\nlines' }],
  ['A=1\nB=$A-${A}-${C:-d}-$$\nC="$A"\n', { A: '1', B: '1-1-d-$', C: '1' }],
  ['A\nB=\n', { A: undefined, B: '' }],
  ['a.b-c[0]=1\n', { 'a.b-c[0]': '1' }],
  ['\ufeffA=1\r\nB="2"\r\n', { A: '1', B: '2' }],
])('values of %j', (text, expected) => {
  expect(valuesIn(text)).toEqual(expected);
});

test.each([
  ["A='x\nB=1\n", 'unterminated-quote'],
  ['A B=1\n', 'space-in-key'],
  ['A+B=1\n', 'bad-character'],
  ['A=a${b\n', 'bad-variable'],
  ["A='b'c\n", 'text-after-quote'],
  ['=1\n', 'nameless'],
])('problem of %j', (text, kind) => {
  expect(readEnvFile(text).problems.map((problem) => problem.kind)).toEqual([kind]);
});

test('comments stand on lines of their own and behind values', () => {
  const { comments } = readEnvFile('# one\nA=1 # two\nB="x" # three\nC=a#b\nD=\'\n# no\n\' #four\n');
  expect(comments.map(({ text, ownLine }) => [text, ownLine])).toEqual([
    ['one', true],
    ['two', false],
    ['three', false],
    ['four', false],
  ]);
});

test('a long line of blanks costs no more than any other', () => {
  const { entries } = readEnvFile(`A=1\n${'B '.repeat(1)}${' '.repeat(200_000)}x=1\n${'$'.repeat(100_000)}\n`);
  expect(entries.map(({ key }) => key[0])).toEqual(['A', 'B', '$']);
});

test('any text is read, and what is found stands where it says', () => {
  const line = fc.array(
    fc.constantFrom('A', 'b', '=', ':', '"', "'", '\\', '$', '{', '}', '#', ' ', '\n', '\r\n', 'export ', 'é'),
  );
  fc.assert(
    fc.property(line, (parts) => {
      const text = parts.join('');
      const { entries, problems, comments } = readEnvFile(text);
      for (const { key, keySpan, valueSpan } of entries) {
        expect(text.slice(keySpan.start, keySpan.end)).toBe(key);
        if (valueSpan) expect(valueSpan.start).toBeLessThanOrEqual(valueSpan.end);
      }
      for (const { start, end } of [...problems, ...comments]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
      expect(comments.every(({ start }) => text[start] === '#')).toBe(true);
    }),
  );
});
