import { describe, expect, it } from 'vitest';
import { libraryUri, nameOf, readTarget, type SchemaReaders, schemaTarget } from './schema-files.js';

const roots = ['/work/', '/c:/work/', 'vscode-vfs://github/org/repo/'];
const texts: Readonly<Record<string, string | null>> = { '/work/a.json': '\uFEFF{}', '/work/none.json': null };
const readers: SchemaReaders = {
  workspace: async (path) => texts[path],
  mapped: async (path) => texts[path],
  urls: () => ({
    'https://a.example/': '/schemas/',
    'https://a.example/deep/': '/deep',
    'https://b.example/one': 'C:\\schemas\\one.json',
    'https://c.example': '/c.json',
  }),
  inWorkspace: (path) => roots.some((root) => path.startsWith(root)),
};

function placeOf(name: string, path = '/work/docs/a.yaml'): string {
  const target = schemaTarget(path, name, readers);
  return 'path' in target ? `${target.kind} ${target.path}` : target.kind;
}

describe('what the name of a schema means', () => {
  it.each([
    ['a.json', 'workspace /work/docs/a.json'],
    ['../a.json#/definitions/b', 'workspace /work/a.json'],
    ['/work/a.json', 'workspace /work/a.json'],
    ['file:///work/a%20b.json', 'workspace /work/a b.json'],
    ['C:\\work\\a.json', 'workspace /c:/work/a.json'],
    ['file:///C:/work/a.json', 'workspace /c:/work/a.json'],
    ['../../a.json', 'refused'],
    ['/etc/passwd', 'refused'],
    ['/work/../etc/passwd', 'refused'],
    ['file:///work/../etc/passwd', 'refused'],
    ['file:///work/%2e%2e/etc/passwd', 'refused'],
    ['C:\\work\\..\\a.json', 'refused'],
    ['ftp://a.example/a.json', 'refused'],
    ['http://json-schema.org/draft-07/schema#', 'bundled'],
    ['https://json-schema.org/draft/2020-12/schema', 'bundled'],
    ['https://a.example/x/y.json?v=1#/z', 'mapped /schemas/x/y.json'],
    ['https://a.example/deep/y.json', 'mapped /deep/y.json'],
    ['https://b.example/one', 'mapped /c:/schemas/one.json'],
    ['https://b.example/one/two', 'unknown'],
    ['https://c.example.org/', 'unknown'],
    ['https://a.example/%2e%2e/y.json', 'unknown'],
    ['https://a.example/%zz', 'unknown'],
    ['HTTPS://d.example/', 'unknown'],
  ])('%s: %s', (name, expected) => {
    expect(placeOf(name)).toBe(expected);
  });

  it('in files of other systems, and in files of none', () => {
    expect(placeOf('../a.json', 'vscode-vfs://github/org/repo/b/a.yaml')).toBe(
      'workspace vscode-vfs://github/org/repo/a.json',
    );
    expect(placeOf('../../../../work/a.json', 'vscode-vfs://github/org/repo/b/a.yaml')).toBe('refused');
    expect(placeOf('a.json', 'untitled:Untitled-1')).toBe('refused');
  });
});

it('paths are the same after the library has had them', () => {
  for (const path of ['/work/a b#c.yaml', '/c:/work/a.yaml', 'vscode-vfs://github%2Bx/org/repo/a.yaml']) {
    expect(nameOf(libraryUri(path))).toBe(path);
  }
  expect(nameOf('file:///c:/.elsewhere/vscode-vfs/github/a.json')).toBe('vscode-vfs://github/a.json');
  expect(nameOf('https://a.example/')).toBe('https://a.example/');
});

it('a text is read without the mark at its beginning; none has a reason', async () => {
  const read = (name: string) => readTarget(name, schemaTarget('/work/x.yaml', name, readers), readers);
  expect(await read('a.json')).toEqual({ text: '{}' });
  expect(await read('none.json')).toEqual({ refused: 'The schema none.json does not exist.' });
  expect(await read('unread.json')).toMatchObject({ refused: expect.stringContaining('larger than 1 MB') });
});
