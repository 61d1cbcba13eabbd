import { describe, expect, it } from 'vitest';
import { excludedBy, readIgnoreFile } from './ignore-file.js';

const excluded = (text: string, path: string): boolean => excludedBy(readIgnoreFile(text), path) !== undefined;

// Each line: patterns, paths that they exclude, paths that they leave. Facts are those of the builder's matcher.
const table: readonly [string, readonly string[], readonly string[]][] = [
  ['node_modules', ['node_modules', 'node_modules/a/b'], ['web/node_modules', 'node_modules2']],
  ['/dist/', ['dist', 'dist/a'], ['web/dist']],
  ['./a/../b', ['b', 'b/c'], ['a', 'a/b']],
  ['*.md', ['README.md'], ['docs/README.md', 'README.mdx']],
  ['*/*.md', ['docs/a.md'], ['a.md', 'a/b/c.md']],
  ['**/*.md', ['a.md', 'docs/a.md', 'a/b/c.md'], ['a.mdx']],
  ['**/node_modules', ['node_modules', 'a/node_modules/x', 'a/b/node_modules'], ['anode_modules']],
  ['docs/**', ['docs/a', 'docs/a/b'], ['docs2/a']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['az', 'a/bz']],
  ['**', ['a', 'a/b'], []],
  ['*', ['a', 'a/b'], []],
  ['te?t', ['test', 'te1t/x'], ['te/t', 'tet']],
  ['[a-c]x', ['ax', 'cx'], ['dx']],
  ['[^a-c]x', ['dx'], ['ax']],
  ['\\*x', ['*x'], ['ax']],
  ['*.md\n!README.md', ['a.md'], ['README.md']],
  ['*\n!src', ['a', 'lib/b'], ['src', 'src/a']],
  ['*\n!src\nsrc/secret', ['src/secret', 'x'], ['src/a']],
  ['# comment\n #file', ['#file'], ['comment']],
  ['  a  ', ['a'], []],
  ['A', ['A'], ['a']],
  ['\ufeffa', ['a'], []],
  ['a\r\nb\r\n', ['a', 'b'], []],
  ['**foo', ['foo', 'xfoo', 'a/xfoo'], ['foox']],
];

describe('patterns of .dockerignore', () => {
  it.each(table)('%j', (text, yes, no) => {
    for (const path of yes) expect(excluded(text, path), path).toBe(true);
    for (const path of no) expect(excluded(text, path), path).toBe(false);
  });

  it('refuses a lone exclamation mark', () => {
    expect(readIgnoreFile('a\n!\n').refused).toEqual([{ start: 2, end: 3 }]);
  });

  it('takes long patterns and paths in linear time', () => {
    const file = readIgnoreFile(`${'*a'.repeat(200)}b`);
    expect(excludedBy(file, 'a'.repeat(2000))).toBeUndefined();
  });
});
