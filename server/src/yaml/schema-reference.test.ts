import { describe, expect, it } from 'vitest';
import { schemaReferences } from './schema-reference.js';

function names(text: string): readonly string[] {
  return schemaReferences(text).map(({ span, value }) => {
    expect(text.slice(span.start, span.end)).toBe(value);
    return value;
  });
}

describe('schemas that a text names', () => {
  it.each([
    ['# yaml-language-server: $schema=a.json\na: 1\n', ['a.json']],
    ['#   yaml-language-server : $schema: a.json\n', ['a.json']],
    ['# $schema: a.json\r\na: 1\r\n', ['a.json']],
    [
      '%YAML 1.2\n\n# by hand\n# yaml-language-server: $schema=a.json#/definitions/b\n---\na: 1\n',
      ['a.json#/definitions/b'],
    ],
    ['---\n# yaml-language-server: $schema=a.json\na: 1\n', ['a.json']],
    ['a: 1\n---\n# yaml-language-server: $schema=b.json\n---\nc: 1\n', ['b.json']],
    ['$schema: a.json\n', ['a.json']],
    ['a: 1\n"$schema": "a b.json" # why\n', ['a b.json']],
    ["'$schema':   'http://json-schema.org/draft-07/schema#'\n", ['http://json-schema.org/draft-07/schema#']],
    ['$schema: http://json-schema.org/draft-07/schema# # why\n', ['http://json-schema.org/draft-07/schema#']],
    // The comment counts, not the key.
    ['# yaml-language-server: $schema=a.json\n$schema: b.json\n', ['a.json']],
  ])('%j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    [''],
    ['a: 1\n'],
    ['a: 1\n# yaml-language-server: $schema=a.json\n'],
    ['--- a\n# yaml-language-server: $schema=a.json\n'],
    ['#yaml-language-server: $schema=a.json\n'],
    ['# yaml-language-server: $schema=none\n$schema: a.json\n'],
    ['a:\n  $schema: a.json\n'],
    ['$schema:\n'],
    ['$schema: {a: 1}\n'],
    ['$schema: ""\n'],
    ['$schemas: a.json\n'],
  ])('none in %j', (text) => {
    expect(names(text)).toEqual([]);
  });

  it('are found in time that grows with the text', () => {
    const began = performance.now();
    schemaReferences(`${'# '.repeat(200_000)}$schema\n$schema:${' '.repeat(400_000)}`);
    schemaReferences('$schema: a.json\n---\n'.repeat(20_000));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
