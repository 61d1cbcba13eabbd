import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shown, shownProblems } from '../../../test/support/yaml.js';
import { readYaml } from './read.js';
import type { YamlEntry, YamlItem, YamlNode, YamlScalar, YamlStream } from './tree.js';
import { valueOf } from './values.js';

/** A Compose file with a line typed into a service. */
function around(line: string): string {
  return `services:\n  web:\n    image: x\n${line}\n  db:\n    image: y\nvolumes:\n  v:\n`;
}

/** What all of it is read as, where `inside` is what stands in the service. */
function aroundShown(inside: string): string {
  return `{services: {web: {image: x${inside}}, db: {image: y}}, volumes: {v: ~}}`;
}

describe('a line that is being typed', () => {
  it.each([
    ['a bare key', '    por', ', por ~', ['missing-colon por']],
    ['a key without value', '    ports:', ', ports: ~', []],
    ['a lone dash', '    ports:\n      -', ', ports: [~]', []],
    ['a double quote without end', '    command: "a b', ', command: "a b', ['unclosed "']],
    ['a single quote without end', "    command: 'a b", ", command: 'a b", ["unclosed '"]],
    ['a quoted key without end', '    "comm', ', "comm ~', ['unclosed "']],
    ['a bracket without end', '    ports: [80, 81', ', ports: [80, 81]', ['unclosed [']],
    ['a bracket without end before a blank line', '    ports: [80\n', ', ports: [80]', ['unclosed [']],
    ['a brace without end', '    env: {a: b, c', ', env: {a: b, c ~}', ['unclosed {']],
    ['a tab', '\tports: y', ', ports: y', ['tab \t']],
    ['tabs below a key', '    env:\n\t\ta: b', ', env: {a: b}', ['tab \t\t']],
    ['a space too many', '     ports: y', ', ports: y', ['indent ports']],
    ['a space too few', '   ports: y', ', ports: y', ['indent ports']],
    ['a second colon', '    command: a: b', ', command: a: b', ['nested-mapping :']],
    ['a duplicate key', '    image: z', ', image: z', []],
    ['half an expression', '    env: ${{ github.x', ', env: ${{ github.x', []],
    ['an alias of nothing', '    env: *no', ', env: *no?', ['unknown-alias *no']],
    ['a template line', '    {{ include "x" . }}', ', {{ include "x" . }} ~', ['missing-colon {{ include "x" . }}']],
    [
      'template lines at the margin',
      '{{- if .x }}\n    a: b\n{{- end }}\n    c: d',
      ', {{- if .x }} ~, a: b, {{- end }} ~, c: d',
      ['missing-colon {{- if .x }}', 'missing-colon {{- end }}'],
    ],
    ['an item without a colon and items below', '    por\n      - a', ', por [a]', ['missing-colon por']],
    ['a quote that is closed further out', "    command: 'a\n  b\nc'", ", command: 'a b c", []],
    ['a quote before one of another key', "    command: 'a\n    b: 'c'", ", command: 'a, b: 'c", ["unclosed '"]],
    ['a quote among items', '    ports:\n      - "80\n      - 81', ', ports: ["80, 81]', ['unclosed "']],
    ['a line without dash', '    ports:\n      - a\n      b', ', ports: [a, b]', ['unexpected b']],
    ['a dash among keys', '    - a', ', ~ [a]', ['unexpected -']],
    ['a closing bracket alone', '    a: ]', ', a: ]', ['unexpected ]']],
    ['text after a quote', '    a: "b" c', ', a: "b', ['unexpected c']],
    ['an anchor without name', '    a: &', ', a: & ', ['unexpected &']],
    ['lines below a value', '    a: b\n        c: d\n        e: f', ', a: b, c: d, e: f', ['indent c', 'indent e']],
  ])('%s', (_, line, inside, problems) => {
    const stream = readYaml(around(line));
    expect(shown(stream)).toBe(aroundShown(inside));
    expect(shownProblems(stream)).toEqual(problems);
  });

  it.each([
    ['ver\nservices:\n  a: b\n', '{ver ~, services: {a: b}}', ['missing-colon ver']],
    ['"ver\nservices:\n  a: b\n', '{"ver ~, services: {a: b}}', ['unclosed "']],
    ['{{- if x }}\na: b\n{{- end }}\nc: d\n', '{{{- if x }} ~, a: b, {{- end }} ~, c: d}', undefined],
    ['- nam\n  c: d\n- e: f', '[{nam ~, c: d}, {e: f}]', ['missing-colon nam']],
    ['a: b\n- c\nd: e\n', '{a: b, ~ [c], d: e}', ['unexpected -']],
    ['- a\nb: c\n- d\n', '[a, {b: c}, d]', ['unexpected b']],
  ])('at the top: %j', (text, tree, problems) => {
    const stream = readYaml(text);
    expect(shown(stream)).toBe(tree);
    if (problems) expect(shownProblems(stream)).toEqual(problems);
  });
});

describe('constructs', () => {
  it.each([
    ['', '~'],
    ['# only a comment\n', '~'],
    ['\ufeffa: b', '{a: b}'],
    ['a: b\r\nc: d\r\n', '{a: b, c: d}'],
    ['a: b\rc: d\r', '{a: b, c: d}'],
    ['a: b\u2028c\n', '{a: b\u2028c}'],
    ['%YAML 1.2\n%TAG !e! tag:x\n---\n!e!y a\n', '!e!y a'],
    ['--- a\n---\nb: c\n...\n# end\n', 'a --- {b: c}'],
    ['a\n...\nb\n', 'a --- b'],
    ['---\n---\n', '~ --- ~'],
    ['- - a\n  - b\n- k: v\n  l: w\n', '[[a, b], {k: v, l: w}]'],
    ['a:\n- b\n- c\nd:\n  - e\n', '{a: [b, c], d: [e]}'],
    ['? a\n: b\n? - c\n: - d\n? e\n', '{a: b, [c]: [d], e ~}'],
    [': a\n', '{~: a}'],
    ['a:\nb: ~\n', '{a: ~, b: ~}'],
    ['a: &x b\nc: *x\nd: &x e\nf: *x\n', '{a: &x b, c: *x, d: &x e, f: *x}'],
    ['&m\n&k k: v\n', '&m {&k k: v}'],
    ['a: &s\n- *s\n', '{a: &s [*s]}'],
    ['a: !reset\nb: !reset []\nc: !<tag:x> d\ne: !!str\n', '{a: !reset , b: !reset [], c: !<tag:x> d, e: !!str }'],
    ['a: b\n  c\n\n  d\n', '{a: b c\\nd}'],
    ['a: b # c\nd: e#f\n', '{a: b, d: e#f}'],
    ["a: 'it''s\n  so\n\n  far'\n", "{a: 'it's so\\nfar}"],
    ['a: "x\\ty \\\n  z \\u00e9\\x41\\U0001F600"\n', '{a: "x\ty z éA\u{1F600}}'],
    ['a: |\n  b\n   c\n\n  d\n\ne: f\n', '{a: |b\\n c\\n\\nd\\n, e: f}'],
    ['a: |-\n  b\n\nc: |+\n  d\n\ne: |2\n    f\n', '{a: |b, c: |d\\n\\n, e: |  f\\n}'],
    ['a: >\n  b\n  c\n\n  d\n    e\n  f\n', '{a: >b c\\nd\\n  e\\nf\\n}'],
    ['- |\n b\n- >-\n c\n d\n', '[|b\\n, >c d]'],
    ['{a: b, c, "d":e, ? f : g, h: [i, j: k], }', '{a: b, c ~, "d: e, f: g, h: [i, {j: k}]}'],
    ['a: [\n  b, # c\n  d\n]\ne: {\n  f: g\n  }\n', '{a: [b, d], e: {f: g}}'],
    ['- {{ .Values.x }}\n- a\n', '[{{.Values.x ~} ~}, a]'],
    ['foo: ${{ github.x }}\n', '{foo: ${{ github.x }}}'],
    ['a: http://b:80/c\n-d: -e\n?f: :g\n', '{a: http://b:80/c, -d: -e, ?f: :g}'],
    ['- &a x\n- *a : b\n', '[&a x, {*a: b}]'],
  ])('%j', (text, tree) => {
    const stream = readYaml(text);
    expect(shown(stream)).toBe(tree);
    expect(shownProblems(stream)).toEqual([]);
  });

  it('takes a flow collection that is indented too little, as most readers do', () => {
    const stream = readYaml('on:\n  branches: [\n  main,\n  dev\n  ]\n  tags: x\n');
    expect(shown(stream)).toBe('{on: {branches: [main, dev], tags: x}}');
    expect(shownProblems(stream)).toEqual([]);
  });

  it('values by the core schema', () => {
    const root = readYaml('[1, 0x1F, 1.5e3, true, null, ~, "1", yes, .inf, 012]').documents[0]?.root;
    const values = root?.kind === 'seq' ? root.items.map((item) => valueOf(item.value as YamlScalar)) : [];
    expect(values).toEqual([1, 31, 1500, true, null, null, '1', 'yes', Number.POSITIVE_INFINITY, 12]);
  });

  it('spans and comments', () => {
    const text = '# top\na: "b" # beside\nc: |\n  d\n\ne: f\n';
    const [document] = readYaml(text).documents;
    const root = document?.root;
    if (root?.kind !== 'map') throw new Error('no map');
    expect(root.entries.map((entry) => text.slice(entry.start, entry.end))).toEqual(['a: "b"', 'c: |\n  d', 'e: f']);
    expect(root.entries.map((entry) => text[entry.colon ?? 0])).toEqual([':', ':', ':']);
    expect(document?.comments.map(({ text, ownLine }) => [text, ownLine])).toEqual([
      ['top', true],
      ['beside', false],
    ]);
  });
});

describe('any text', () => {
  const parts = fc.constantFrom(
    ...['a', 'b: ', '- ', '? ', ': ', '\n', '\n  ', '\n    ', '\n ', '"', "'", '[', ']', '{', '}', ',', ' # c', '&x '],
    ...['*x', '!t ', '|', '>', '|2-\n', '\t', '\r\n', '\r', '\n---\n', '\n...\n', '%YAML 1.2\n', '\\', '\\n', '\u2028'],
    ...['\0', '\ud800', '\ufeff', '{{ x }}', '${{ a', '\u{1f433}'],
  );
  const texts = fc.array(parts, { maxLength: 24 }).map((some) => some.join(''));

  it('has a tree whose spans lie in one another', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { documents } = readYaml(text);
        let last = 0;
        for (const document of documents) {
          expect(document.start).toBe(last);
          last = document.end;
          if (document.root) expectNested(text, document.root, document.start, document.end);
          for (const comment of document.comments) expect(text[comment.start]).toBe('#');
          for (const { start, end } of document.problems)
            expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        }
        expect(last).toBe(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read the same after an edit as afresh', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(4), texts, (text, at, removed, added) => {
        const start = at % (text.length + 1);
        const edited = text.slice(0, start) + added.slice(0, 6) + text.slice(start + removed);
        expect(plain(readYaml(edited, readYaml(text)))).toBe(plain(readYaml(edited)));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the documents before an edit', () => {
    const before = readYaml('a: b\n---\nc: d\n---\ne: f\n');
    const after = readYaml('a: b\n---\nc: dd\n---\ne: f\n', before);
    expect(after.documents[0]).toBe(before.documents[0]);
    expect(after.documents[1]).not.toBe(before.documents[1]);
    expect(shown(after)).toBe('{a: b} --- {c: dd} --- {e: f}');
  });

  it.each([
    '[',
    '{',
    '- ',
    '? ',
    'a: [',
    '[{',
    '[[a], ',
    '"\n',
    "- '\n",
    'a: "\n  ',
    'a: [\n',
    '{{ x }}\n',
    '---\n',
    '...\n',
    '\t',
    '&a ',
    'a: |\n \n',
    '[a\n',
    'a: b\n  c\n',
    '# a\n',
    '&a a: *a\n',
    '[}',
    ': ',
    '\n',
    '\\',
  ])('takes no longer for many %j than in proportion', (part) => {
    const few = readYaml(part.repeat(1000));
    expect(few.documents.length).toBeGreaterThan(0);
    const start = performance.now();
    readYaml(part.repeat(20_000));
    // Reading that is quadratic takes minutes.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

function expectNested(text: string, node: YamlNode, start: number, end: number): void {
  expect(node.start >= start && node.start <= node.end && node.end <= end).toBe(true);
  if (node.kind === 'scalar') expectPlaces(text, node);
  const children: readonly (YamlEntry | YamlItem)[] =
    node.kind === 'map' ? node.entries : node.kind === 'seq' ? node.items : [];
  let last = node.start;
  for (const child of children) {
    expect(child.start >= last && child.start <= child.end && child.end <= node.end).toBe(true);
    last = child.end;
    if ('key' in child && child.key) expectNested(text, child.key, child.start, child.end);
    if (child.value) expectNested(text, child.value, child.start, child.end);
  }
}

/** Each character stands where it comes from, is written as an escape there, or is a line break that is folded. */
function expectPlaces(text: string, scalar: YamlScalar): void {
  if (scalar.places) expect(scalar.places).toHaveLength(scalar.text.length);
  for (let i = 0; i < scalar.text.length; i++) {
    const at = scalar.places?.[i] ?? scalar.contentStart + i;
    const written = at >= text.length ? '\n' : text[at];
    const same = written === scalar.text[i] || written === '\\' || /[\r\n]/.test(written ?? '');
    expect(same, JSON.stringify([scalar.text, i, at])).toBe(true);
  }
}

function plain(stream: YamlStream): string {
  return JSON.stringify(stream, (key, value) =>
    key === 'memory' ? undefined : key === 'target' ? value?.start : value,
  );
}
