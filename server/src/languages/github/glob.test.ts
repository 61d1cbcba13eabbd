import { expect, test } from 'vitest';
import { type GlobKind, globMatches, globProblems } from './glob.js';

function problems(pattern: string, kind: GlobKind): readonly string[] {
  return globProblems(pattern, kind).map((one) => `${one.kind} «${pattern.slice(one.start, one.end)}»`);
}

test.each<[GlobKind, string]>([
  ['ref', 'main'],
  ['ref', 'releases/**'],
  ['ref', '!releases/**-alpha'],
  ['ref', 'v[12].[0-9]+.[0-9]+'],
  ['ref', 'v?1'],
  ['ref', '*'],
  ['ref', 'a\\+b\\!'],
  ['ref', '${{ anything }}'],
  ['path', '**/*.js'],
  ['path', 'a b/c~1:^.txt'],
  ['path', 'a\\b'],
  ['path', 'a\\?\\[b\\*'],
  ['path', '/docs/'],
  ['path', '.github/**'],
  ['path', '*.jsx?'],
])('allows %s %j', (kind, pattern) => {
  expect(problems(pattern, kind)).toEqual([]);
});

test.each<[GlobKind, string, readonly string[]]>([
  ['ref', '', ['empty «»']],
  ['path', '', ['empty «»']],
  ['ref', '!', ['only-negation «!»']],
  ['ref', '?a', ['quantifier «?»']],
  ['ref', '!+a', ['quantifier «+»']],
  ['ref', 'a*?', ['quantifier «?»']],
  ['ref', 'a++', ['quantifier «+»']],
  ['ref', 'a?+b', ['quantifier «+»']],
  ['ref', 'a[]b', ['empty-set «[]»']],
  ['ref', 'a[bc', ['unclosed-set «[bc»']],
  ['ref', 'a[b-]c', ['open-range «b-»']],
  ['ref', 'a[9-0]', ['reversed-range «9-0»']],
  ['ref', 'a[b]c', ['single-set «[b]»']],
  ['path', 'a\nb', ['newline «\n»']],
  ['ref', 'a\r\nb', ['newline «\r\n»']],
  [
    'ref',
    'a b\tc~d^e:f',
    ['ref-character « »', 'ref-character «\t»', 'ref-character «~»', 'ref-character «^»', 'ref-character «:»'],
  ],
  ['ref', 'a\\[b', ['ref-escape «\\[»']],
  ['ref', 'a\\?b\\*', ['ref-escape «\\?»', 'ref-escape «\\*»']],
  ['ref', '^foo\\d', ['ref-character «^»', 'ref-escape «\\d»']],
  ['ref', '/a', ['ref-start «/»']],
  ['ref', '!/a', ['ref-start «/»']],
  ['ref', 'a/', ['ref-end «/»']],
  ['ref', 'v1.', ['ref-end «.»']],
  ['path', ' a', ['outer-spaces « a»']],
  ['path', 'a ', ['outer-spaces «a »']],
  ['path', '.', ['dot-segment «.»']],
  ['path', '..', ['dot-segment «..»']],
  ['path', './a', ['dot-segment «./»']],
  ['path', '!../a', ['dot-segment «../»']],
])('refuses %s %j', (kind, pattern, expected) => {
  expect(problems(pattern, kind)).toEqual(expected);
});

test.each([
  ['main', 'main', true],
  ['main', 'mainx', false],
  ['feature/*', 'feature/a', true],
  ['feature/*', 'feature/a/b', false],
  ['feature/**', 'feature/a/b', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['*.jsx?', 'page.js', true],
  ['*.jsx?', 'page.jsx', true],
  ['*.jsx?', 'a/page.js', false],
  ['**.js', 'src/js/app.js', true],
  ['**/docs/**', 'docs/a', true],
  ['**/docs/**', 'a/b/docs/c', true],
  ['**/docs/**', 'mydocs/c', false],
  ['docs/**/*.md', 'docs/a.md', true],
  ['docs/**/*.md', 'docs/a/b.md', true],
  ['docs/**/*.md', 'docs/a/b.txt', false],
  ['v[12].[0-9]+.[0-9]+', 'v1.10.1', true],
  ['v[12].[0-9]+.[0-9]+', 'v3.0.1', false],
  ['v2*', 'v2.9', true],
  ['!a', 'a', true],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['[ab', '[ab', true],
])('%j fits %j: %j', (pattern, name, expected) => {
  expect(globMatches(pattern, name)).toBe(expected);
});

test('takes time in line with the size', () => {
  const start = performance.now();
  globMatches(`${'a*'.repeat(50)}b`, 'a'.repeat(2000));
  globMatches(`${'**/'.repeat(100)}b`, 'a/'.repeat(2000));
  globProblems('['.repeat(20_000), 'ref');
  globProblems('[a-b]'.repeat(20_000), 'ref');
  expect(performance.now() - start).toBeLessThan(1500);
});
