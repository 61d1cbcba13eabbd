import { expect, test } from 'vitest';
import { embedded } from './find.js';

test.each([
  ['no expression }}', []],
  ['${{ a }}', ['[ a ]']],
  ['x ${{a}}${{ b }} y', ['[a]', '[ b ]']],
  ['${{}}', ['[]']],
  ['${{ { }}}', ['[ { ]']],
  ["${{ '}}' }}", ["[ '}}' ]"]],
  ["${{ 'it''s }}' }}!", ["[ 'it''s }}' ]"]],
  ["it's ${{ a }} and ${{ '}}' }}", ['[ a ]', "[ '}}' ]"]],
  ['${{ github.', ['[ github.']],
  ['${{ github.\nnext ${{ b }}', ['[ github.', '[ b ]']],
  ['${{ a ${{ b }}', ['[ a ', '[ b ]']],
  ["${{ '${{' }}", ["[ '${{' ]"]],
  ["${{ 'a ${{ b }} ${{ 'c' }}", ["[ 'a ", '[ b ]', "[ 'c' ]"]],
  ['${{ a ${{ b', ['[ a ', '[ b']],
  ["${{ 'a }} b", ["[ 'a "]],
  ['${{', ['[']],
  ['$ {{ a }}', []],
])('%j', (text, expected) => {
  const found = embedded(text);
  expect(found.map((one) => `[${one.text}${one.closed ? ']' : ''}`)).toEqual(expected);
  for (const one of found) {
    expect(text.slice(one.start, one.end)).toBe(one.text);
    expect(text.slice(one.outer.start, one.outer.end).startsWith('${{')).toBe(true);
    if (one.closed) expect(text.slice(one.end, one.outer.end)).toBe('}}');
  }
});

test('takes time that grows with the text', () => {
  const started = performance.now();
  for (const piece of ['${{', "${{ '", '${{ a }}', "}}'", "${{ ''\n"]) embedded(piece.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(5000);
});
