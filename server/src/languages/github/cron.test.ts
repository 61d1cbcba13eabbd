import { expect, test } from 'vitest';
import { nextRuns, parseCron, shortestGap } from './cron.js';

function problems(text: string): readonly string[] {
  return parseCron(text).problems.map(({ kind, start, end }) => `${kind} «${text.slice(start, end)}»`);
}

test.each([
  ['0 4 * * *'],
  ['*/5 * * * *'],
  ['0,30 9-17 * JAN-MAR,dec MON-fri'],
  ['15 0-23/2 1,15 * *'],
  ['5/15 * * * *'],
  ['  0  0 29 2 * '],
  ['0 0 31 * 0'],
  ['0 0 31 2 1'],
])('allows %j', (text) => {
  expect(problems(text)).toEqual([]);
});

test.each([
  ['', ['fields «»']],
  ['* * * *', ['fields «* * * *»']],
  ['0 0 0 * * *', ['fields «0 0 0 * * *»']],
  ['@daily', ['macro «@daily»']],
  ['60 24 0 13 7', ['range «60»', 'range «24»', 'range «0»', 'range «13»', 'range «7»']],
  ['0 17-9 * * *', ['order «17-9»']],
  ['*/0 * * * *', ['step «*/0»']],
  ['0/x * * * *', ['step «0/x»']],
  ['*/5/2 * * * *', ['step «*/5/2»']],
  ['0,, * * * *', ['value «»', 'value «»']],
  ['a 1-2-3 ? L MONDAY', ['value «a»', 'value «1-2-3»', 'value «?»', 'value «L»', 'value «MONDAY»']],
  ['*-5 * * * *', ['value «*-5»']],
  ['0 0 * JAN-FOO *', ['value «JAN-FOO»']],
])('refuses %j', (text, expected) => {
  expect(problems(text)).toEqual(expected);
});

function runs(text: string, after: string, count = 3): readonly string[] {
  const { cron } = parseCron(text);
  return cron ? nextRuns(cron, after, count) : [];
}

test('the next runs', () => {
  expect(runs('30 4 * * *', '2026-11-25')).toEqual(['2026-11-25T04:30Z', '2026-11-26T04:30Z', '2026-11-27T04:30Z']);
  expect(runs('0 0 * * *', '2026-11-25T00:00:00Z', 1)).toEqual(['2026-11-26T00:00Z']);
  expect(runs('0 12 * * MON', '2026-11-25', 2)).toEqual(['2026-11-30T12:00Z', '2026-12-07T12:00Z']);
  expect(runs('0 0 29 2 *', '2026-11-25', 2)).toEqual(['2028-02-29T00:00Z', '2032-02-29T00:00Z']);
  expect(runs('0 0 1 * 0', '2026-11-25', 2)).toEqual(['2026-11-29T00:00Z', '2026-12-01T00:00Z']);
  expect(runs('0 0 */2 * 0', '2026-11-25', 1)).toEqual(['2026-11-29T00:00Z']);
  expect(runs('0 0 31 2 *', '2026-11-25')).toEqual([]);
  expect(runs('0 0 * * *', 'no date')).toEqual([]);
});

test.each([
  ['*/5 * * * *', 5],
  ['*/4 * * * *', 4],
  ['0,58 * * * *', 2],
  ['*/7 * * * *', 4],
  ['59 23 * * *', 1440],
  ['0 * * * *', 60],
  ['0 0,12 * * *', 720],
  ['0,59 0,23 * * *', 1],
  ['0,30 0 1 1 *', 30],
])('the shortest gap of %j is %i minutes', (text, gap) => {
  const { cron } = parseCron(text);
  expect(cron && shortestGap(cron)).toBe(gap);
});

test('what runs late and early, but not on two days in a row, has a long gap', () => {
  const { cron } = parseCron('0,59 0,23 1 * *');
  expect(cron && shortestGap(cron)).toBe(59);
});

test('any text ends soon', () => {
  const start = performance.now();
  for (const text of ['0 0 '.repeat(50_000), `${'1,'.repeat(100_000)} * * * *`, `${'1-'.repeat(100_000)} * * * *`])
    parseCron(text);
  expect(performance.now() - start).toBeLessThan(1000);
});
