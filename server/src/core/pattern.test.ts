import { expect, it } from 'vitest';
import { linearPattern } from './pattern.js';

const patterns = [
  'abc',
  'label ".+" is unknown',
  'SC20[0-9]{2}:.+',
  '^foo$',
  '(?:a|bc)*d',
  'a?b+c{2,3}',
  '[^a-c]x',
  '[]x]',
  'x\\.y',
  '\\bword\\b',
  '(?P<name>a)(b)',
  '',
  'a||b',
  '(a*)*b',
  '(?:a+)+$',
  '\\d+\\s\\S',
];
const texts = [
  '',
  'abc',
  'label "gpu" is unknown',
  'SC2086: x',
  'foo',
  'xfoo',
  'bcad',
  'abbccc',
  'zx',
  ']x',
  'x.y',
  'a word',
  'words',
  'ab',
  '12 x',
  'aaaa!',
];

it('matches what a regular expression of the language matches', () => {
  for (const pattern of patterns) {
    const own = linearPattern(pattern);
    const usual = new RegExp(pattern.replace('?P<', '?<').replace('[]x]', '[\\]x]'));
    for (const text of texts) expect([pattern, text, own?.(text)]).toEqual([pattern, text, usual.test(text)]);
  }
});

it('can leave the case out of account', () => {
  expect(linearPattern('(?i)^Label [a-z]+$')?.('LABEL ABC')).toBe(true);
  expect(linearPattern('^Label$')?.('LABEL')).toBe(false);
});

it('refuses what is no pattern, and what grows without bounds', () => {
  for (const text of [
    '(',
    'a)',
    '[a',
    '*',
    'a\\',
    '(?=a)',
    '(?<!a)',
    '((a{999}){999}){9}',
    `${'('.repeat(100)}a${')'.repeat(100)}`,
  ])
    expect([text, linearPattern(text)]).toEqual([text, undefined]);
});

it('takes time that grows with the text only', () => {
  const evil = linearPattern('(?:(?:a*)*)*b|(?:.*.*.*.*)c');
  const started = performance.now();
  expect(evil?.('a'.repeat(4000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
