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
])('values of %j', (text, expected) => {
  expect(valuesIn(text)).toEqual(expected);
});

test.each([
  ["A='x\nB=1\n", 'unterminated-quote'],
  ['A B=1\n', 'space-in-key'],
  ['A+B=1\n', 'bad-character'],
])('problem of %j', (text, kind) => {
  expect(readEnvFile(text).problems.map((problem) => problem.kind)).toEqual([kind]);
});
