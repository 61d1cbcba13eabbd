import { expect, test } from 'vitest';
import { durationProblem } from './duration.js';

const good = [
  '30s',
  '1m30s',
  '1.5s',
  '.5s',
  '5.s',
  '0',
  '+0',
  '-0',
  '0s',
  '1ms',
  '1000us',
  '1µs999µs',
  '+3s',
  '2562047h',
];

test.each(good)('%s is fine', (text) => {
  expect(durationProblem(text)).toBeUndefined();
});

test.each([
  ['30', 'no-unit'],
  ['1s2', 'no-unit'],
  ['1x', 'unit'],
  ['1d', 'unit'],
  ['50ns', 'short'],
  ['999us', 'short'],
  ['-5s', 'short'],
  ['', 'syntax'],
  ['s', 'syntax'],
  ['.s', 'no-unit'],
  ['--5s', 'syntax'],
  ['9999999999h', 'syntax'],
] as const)('%s: %s', (text, expected) => {
  expect(durationProblem(text)).toBe(expected);
});
