import { expect, test } from 'vitest';
import { nearest } from './nearest.js';

test.each([
  ['wrokdir', ['WORKDIR', 'USER'], 'WORKDIR'],
  ['FORM', ['FROM', 'RUN'], 'FROM'],
  ['from', ['FROM', 'form'], 'FROM'],
  ['xyz', ['ADD', 'ENV'], undefined],
  ['', ['ADD'], undefined],
  ['lable', ['LABEL'], 'LABEL'],
  ['exposee', ['EXPOSE'], 'EXPOSE'],
  ['a'.repeat(100), ['a'.repeat(99)], undefined],
])('%.10s among %j: %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
