import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type ParsedNode, parseAllDocuments } from 'yaml';
import { readYaml } from './read.js';
import type { YamlNode, YamlStream } from './tree.js';
import { valueOf } from './values.js';

// Our reader against the npm library `yaml`: the same structure, texts, values and spans, and the same texts accepted.

type Shape =
  | null
  | readonly [kind: string, text: unknown, start: number, end: number]
  | readonly [kind: string, ...Shape[]];

const styles: Readonly<Record<string, string>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** The end of a block scalar is not compared: theirs has the line breaks behind it, ours ends with its last line of text. */
function endOf(style: string, end: number): number {
  return style === 'literal' || style === 'folded' ? -1 : end;
}

function theirs(text: string): { readonly shapes: readonly Shape[]; readonly refused: boolean } {
  const options = { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
  const read = parseAllDocuments(text, { ...options, merge: false, strict: false });
  const documents = Array.isArray(read) ? read : [];
  const shape = (node: Node | null | undefined): Shape => {
    if (!node) return null;
    const [start, end] = (node as ParsedNode).range;
    if (isAlias(node)) return ['alias', node.source, start, end];
    const anchor = node.anchor ? `&${node.anchor}` : '';
    if (isScalar(node)) {
      if (start === end && !node.tag && !anchor && node.type === 'PLAIN') return null;
      const style = styles[node.type ?? ''] ?? '';
      // Where nothing is written but a tag or an anchor, the place is a matter of taste.
      if (start === end) return [style + anchor, [node.source, null], -1, -1];
      return [style + anchor, [node.source, node.tag ? null : value(node.value)], start, endOf(style, end)];
    }
    if (isMap(node)) {
      const entries = node.items.flatMap((pair) => [shape(pair.key as Node), shape(pair.value as Node)]);
      return [`map${node.flow ? ' flow' : ''}${anchor}`, ...entries];
    }
    if (!isSeq(node)) throw new Error('not a node');
    const items = node.items.map((item) =>
      isPair(item) ? (['map flow', shape(item.key as Node), shape(item.value as Node)] as const) : shape(item as Node),
    );
    return [`seq${node.flow ? ' flow' : ''}${anchor}`, ...items];
  };
  const shapes = documents.map((document) => shape(document.contents as Node | null));
  return {
    shapes: shapes.length > 0 ? shapes : [null],
    refused: documents.some((document) => document.errors.length > 0),
  };
}

function ours(stream: YamlStream): { readonly shapes: readonly Shape[]; readonly refused: boolean } {
  const shape = (node: YamlNode | undefined): Shape => {
    if (!node) return null;
    const { start, end } = node;
    if (node.kind === 'alias') return ['alias', node.name, start, end];
    const anchor = node.anchor ? `&${node.anchor.name}` : '';
    if (node.kind === 'scalar') {
      if (start === end) return [node.style + anchor, [node.text, null], -1, -1];
      const content = [node.text, node.tag ? null : value(valueOf(node))];
      return [node.style + anchor, content, start, endOf(node.style, end)];
    }
    const flow = node.flow ? ' flow' : '';
    if (node.kind === 'seq') return [`seq${flow}${anchor}`, ...node.items.map((item) => shape(item.value))];
    return [`map${flow}${anchor}`, ...node.entries.flatMap((entry) => [shape(entry.key), shape(entry.value)])];
  };
  // An alias of nothing is found by the library only where it is resolved.
  const refused = stream.documents.some(({ problems }) => problems.some((problem) => problem.kind !== 'unknown-alias'));
  return { shapes: stream.documents.map((document) => shape(document.root)), refused };
}

/** Values that JSON and equality tell apart. */
function value(of: unknown): unknown {
  return typeof of === 'number' ? `number ${of}` : of;
}

function expectSame(text: string): void {
  const [a, b] = [theirs(text), ours(readYaml(text))];
  expect(b.refused, text).toBe(a.refused);
  if (!a.refused) expect(b.shapes, text).toEqual(a.shapes);
}

/** Every YAML file below a folder, and below those in it. */
function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return /\.ya?ml$/.test(entry.name) ? [path] : [];
  });
}

/** What is read otherwise, each with a test of its own below. */
const otherwise = [/\r(?!\n)/, /\?[ \t]*(?:#.*)?\r?\n\s+:\s/, /\n[ \t]+$/, /^\s*: [&!]\S* : /m];

describe('read as the library does', () => {
  it.each(['examples', 'test', '.github'].flatMap(filesBelow))('%s', (path) => expectSame(readFileSync(path, 'utf8')));

  it('random trees in random styles', () => {
    fc.assert(fc.property(documents, expectSame), { numRuns: 1500 });
  });

  it('random trees with something taken out or put in, as far as both accept them', () => {
    let compared = 0;
    const change = fc.constantFrom('', ' ', '\n', '\n  ', '#', ' #', ':', ': ', '- ', '"', ',', 'x', '\r\n');
    fc.assert(
      fc.property(documents, fc.nat(), fc.nat(3), change, (text, at, removed, added) => {
        const start = at % text.length;
        const edited = text.slice(0, start) + added + text.slice(start + removed);
        const [a, b] = [theirs(edited), ours(readYaml(edited))];
        if (a.refused || b.refused || otherwise.some((pattern) => pattern.test(edited))) return;
        compared++;
        expect(b.shapes, edited).toEqual(a.shapes);
      }),
      { numRuns: 1500, seed: 1 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

describe('read otherwise than the library does', () => {
  it.each([
    [
      'a flow collection may be indented too little, as go-yaml and libyaml accept it',
      'a:\n  b: [\n  c\n  ]\n',
      true,
      false,
    ],
    [
      'tabs may indent the lines of a flow collection, as go-yaml and libyaml accept it',
      'a: [\n\tb\n ]\n',
      true,
      false,
    ],
    ['a tab before a scalar at the top separates and does not indent', '\ta\n', true, false],
    ['a directive needs a document after it', '%YAML 1.2\n', false, true],
    ['a comment needs a blank before it, in front of other lines too', 'a: ["x"#c\n ]\n', false, true],
  ])('%s', (_, text, theyRefuse, weRefuse) => {
    expect(theirs(text).refused).toBe(theyRefuse);
    expect(ours(readYaml(text)).refused).toBe(weRefuse);
  });

  it('a colon deeper than the `?` before it begins a map, as in libyaml', () => {
    const text = '? \n  : a\n';
    expect(theirs(text).shapes).toEqual([['map', null, ['plain', ['a', 'a'], 7, 8]]]);
    expect(ours(readYaml(text)).shapes).toEqual([['map', ['map', null, ['plain', ['a', 'a'], 7, 8]], null]]);
  });

  it('blanks at the end of the text are a line of a block scalar, as the YAML test suite has it (JEF9)', () => {
    const text = '|+\n\n ';
    expect(theirs(text).shapes[0]?.[1]).toEqual(['\n', '\n']);
    expect(ours(readYaml(text)).shapes[0]?.[1]).toEqual(['\n\n', '\n\n']);
  });

  it('an anchor before a colon is that of the empty key behind `: ` too, as it is elsewhere', () => {
    const text = '? a\n: &x : b\n';
    expect(theirs(text).shapes[0]?.[2]).toEqual(['map&x', null, ['plain', ['b', 'b'], 11, 12]]);
    expect(ours(readYaml(text)).shapes[0]?.[2]).toEqual([
      'map',
      ['plain&x', ['', null], -1, -1],
      ['plain', ['b', 'b'], 11, 12],
    ]);
  });

  it('a lone CR ends a line', () => {
    expect(theirs('a: b\rc: d\n').refused).toBe(true);
    expect(ours(readYaml('a: b\rc: d\n')).shapes[0]).toHaveLength(5);
  });

  it('`...` with nothing before it is no document', () => {
    expect(theirs('...\na\n').shapes).toHaveLength(2);
    expect(ours(readYaml('...\na\n')).shapes).toHaveLength(1);
  });
});

// Texts of random trees.

type Tree = string | readonly Tree[] | { readonly map: readonly (readonly [string, Tree])[] };

const word = fc.constantFrom(
  'a',
  'b1',
  'key',
  '-1',
  '0x1f',
  '1.5',
  'true',
  '~',
  'x y',
  'é',
  'a#b',
  'u:v',
  '${{ x }}',
  '-x',
);
const anyText = fc.constantFrom(
  '',
  ' a ',
  "it's",
  'a\nb',
  'a\n\nb\n',
  ' a\n  b\nc\n\n',
  '# no',
  'a: b',
  '\t',
  '"q"',
  '\\',
  '- a',
  '[',
);

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(word, anyText),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.record({ map: fc.array(fc.tuple(word, tie('tree')), { maxLength: 3 }) }),
  ),
}));

/** Makes the choices of a writer of YAML, one after another. */
type Choose = (of: number) => number;

const documents = fc
  .tuple(fc.array(tree, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(999), { minLength: 40, maxLength: 40 }))
  .map(([trees, choices]) => {
    let next = 0;
    const choose: Choose = (of) => (choices[next++ % choices.length] ?? 0) % of;
    const text = trees.map((one) => `---${block(one, 0, choose, false)}\n`).join('');
    return choose(4) === 0 ? text.replaceAll('\n', '\r\n') : text;
  });

/** A node as it follows an indicator, with the blank or the line break before it. */
function block(node: Tree, indent: number, choose: Choose, compact: boolean): string {
  const isCollection = typeof node !== 'string';
  const property = ['', '', '', '', '', ' &x', ' !t'][choose(7)] ?? '';
  if (typeof node === 'string') return property + scalar(node, indent, choose);
  const children = Array.isArray(node) ? node.length : (node as { map: unknown[] }).map.length;
  if (!isCollection || children === 0 || choose(4) === 0) return `${property} ${flow(node, indent, choose)}`;
  const pad = ' '.repeat(indent);
  const deeper = indent + 1 + choose(3);
  const comment = choose(6) === 0 ? ' # c' : '';
  const lines = Array.isArray(node)
    ? node.map((item: Tree) => `-${block(item, deeper, choose, true)}`)
    : (node as { map: readonly (readonly [string, Tree])[] }).map.map(([key, of]) =>
        choose(8) === 0
          ? `? ${key}\n${pad}:${block(of, deeper, choose, true)}`
          : `${key}:${block(of, deeper, choose, false)}`,
      );
  // Behind `- ` a collection may begin on the same line if its other lines are indented as far.
  const only = children === 1 && !lines[0]?.startsWith('?');
  if (compact && property === '' && only && choose(2) === 0) return ` ${lines[0]}`;
  return `${property}${comment}\n${choose(6) === 0 ? '\n' : ''}${lines.map((line) => pad + line).join('\n')}`;
}

function flow(node: Tree, indent: number, choose: Choose): string {
  if (typeof node === 'string') return quoted(node, choose);
  const gap = choose(4) === 0 ? `\n${' '.repeat(indent + 1)}` : ' ';
  if (Array.isArray(node))
    return `[${gap}${node.map((item: Tree) => flow(item, indent, choose)).join(`,${gap}`)}${gap}]`;
  const { map } = node as { map: readonly (readonly [string, Tree])[] };
  return `{${gap}${map.map(([key, of]) => `${quoted(key, choose)}: ${flow(of, indent, choose)}`).join(`,${gap}`)}${gap}}`;
}

function quoted(text: string, choose: Choose): string {
  return choose(2) === 0 && !/[\n\t]/.test(text) ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

function scalar(text: string, indent: number, choose: Choose): string {
  const plain = /^[a-z0-9~é$-]/.test(text) && !/[\n\t]|: | $|^- /.test(text);
  const pad = ' '.repeat(indent + 1);
  switch (choose(5)) {
    case 0:
    case 1:
      return ` ${plain ? text : quoted(text, choose)}`;
    case 2:
      return ` ${plain ? text.replaceAll(' ', `\n\n${pad}`) : quoted(text, choose)}`;
    case 3:
      return ` ${quoted(text, choose).replace(/(?<=[a-z]) (?=[a-z])/g, `\n${pad}`)}`;
    default: {
      const lines = text.replace(/\n$/, '').split('\n');
      if (/[\t\r]/.test(text) || text.trim() === '' || lines[0]?.startsWith(' ')) return ` ${quoted(text, choose)}`;
      const head = `${choose(2) === 0 ? '|' : '>'}${['', '-', '+'][choose(3)]}`;
      return ` ${head}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
    }
  }
}
