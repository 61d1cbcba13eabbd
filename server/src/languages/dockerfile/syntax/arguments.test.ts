import { describe, expect, test } from 'vitest';
import { spanOfPart } from './logical.js';
import { readDockerfile } from './read.js';
import type { Instruction, InstructionKind, InstructionOf } from './tree.js';

function read<K extends InstructionKind>(text: string, kind: K): InstructionOf<K> {
  const found = readDockerfile(text).instructions.find((instruction) => instruction.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found as InstructionOf<K>;
}

function flags(instruction: Instruction): readonly string[] {
  return instruction.flags.map(({ name, value }) => (value ? `${name.text}=${value.text}` : name.text));
}

describe('flags', () => {
  test.each([
    ['COPY --from=a --link b c', ['from=a', 'link'], 'b c'],
    ['COPY --from= b', ['from='], 'b'],
    ['COPY -- --from=a b', [], '--from=a b'],
    ['COPY --link -- a b', ['link'], 'a b'],
    ['COPY a --from=b c', [], 'a --from=b c'],
    ['COPY --a="b c"d --e=\'f g\' h', ['a=b cd', 'e=f g'], 'h'],
    ['COPY "--a" b', [], '"--a" b'],
    ['COPY --a=\\"b\\ c d', ['a="b c'], 'd'],
    ["COPY --a='\\'b' c", ["a='b"], 'c'],
    ['COPY --a=b\\', ['a=b'], ''],
    ['COPY --a="b', ['a=b'], ''],
    ['COPY --a\\=b c', ['a=b'], 'c'],
    ['COPY --a=b=c d', ['a=b=c'], 'd'],
    ['COPY --', [], ''],
    ['COPY -a b', [], '-a b'],
    ['COPY --a=é b', ['a=é'], 'b'],
    // One of the bytes of this letter is a space to the builder.
    ['COPY --a=voilà/b c', ['a=voilà'], '/b c'],
  ])('%s', (text, expected, rest) => {
    const copy = read(text, 'COPY');
    expect(flags(copy)).toEqual(expected);
    expect(copy.rest.text).toBe(rest);
  });

  test('with the backtick as escape character', () => {
    const copy = read('# escape=`\nCOPY --a=b`"c --d=C:\\e f g', 'COPY');
    expect(flags(copy)).toEqual(['a=b"c', 'd=C:\\e']);
  });

  test('tell where each character of a value stands', () => {
    const text = 'COPY --a="b \\\n  c\\"d"e f';
    const [flag] = read(text, 'COPY').flags;
    const value = flag?.value;
    expect(value?.text).toBe('b   c"de');
    if (!value) return;
    const { logical } = read(text, 'COPY');
    const written = [...value.text].map((_, i) => {
      const { start, end } = spanOfPart(logical, value, i, i + 1);
      return text.slice(start, end);
    });
    expect(written.join('')).toBe('b   c"de');
    expect(spanOfPart(logical, value, 4, 8)).toEqual({ start: text.indexOf('c\\"'), end: text.indexOf('e f') + 1 });
  });
});

describe('JSON', () => {
  test.each([
    ['["a", "b"]', ['a', 'b']],
    [' [ "a" ,\t"b" ] ', ['a', 'b']],
    ['[]', []],
    ['["\\u0041\\n\\/\\\\"]', ['A\n/\\']],
    ['["\\ud83d\\ude00"]', ['😀']],
    ['["a", "b",]', undefined],
    ['["a"] b', undefined],
    ["['a']", undefined],
    ['["\\x"]', undefined],
    ['["a\tb"]', undefined],
    ['["a" "b"]', undefined],
    ['[a]', undefined],
    ['["a"', undefined],
    ['{"a": 1}', undefined],
    ['[1e999]', undefined],
    ['["a", [{"b": -1e999}]]', undefined],
    [`[${'['.repeat(100_000)}`, undefined],
  ])('%.40s', (text, expected) => {
    expect(read(`CMD ${text}`, 'CMD').json?.elements.map((element) => element.value)).toEqual(expected);
  });

  test('finds its elements through continuations', () => {
    const text = 'CMD ["a", \\\n "b\\"]", \\\n {"c": [1]}, 2]';
    const elements = read(text, 'CMD').json?.elements.map(({ start, end }) => text.slice(start, end));
    expect(elements).toEqual(['"a"', '"b\\"]"', '{"c": [1]}', '2']);
  });

  test('tells where each character of a path stands', () => {
    const text = 'COPY ["\\u0024{A}\\n", "/b"]';
    const { sources, logical } = read(text, 'COPY');
    const [source] = sources;
    expect(source?.text).toBe('${A}\n');
    if (source) expect(spanOfPart(logical, source, 2, 3).start).toBe(text.indexOf('A'));
  });
});

describe('pairs', () => {
  test.each([
    ['ENV a=b c=d', ['a|b', 'c|d']],
    ['ENV a=b=c d=', ['a|b=c', 'd|']],
    ['ENV a="b c" d=\'e f\' g=h\\ i', ['a|"b c"', "d|'e f'", 'g|h\\ i']],
    ['ENV a="b \\" c" d=e', ['a|"b \\" c"', 'd|e']],
    ["ENV a='b\\' c=d", ["a|'b\\'", 'c|d']],
    ['ENV "a b"=c', ['"a b"|c']],
    ['ENV a="b c', ['a|"b c']],
    ['ENV a b  c=d ', ['a|b  c=d']],
    ['ENV "a b" c', ['"a|b" c']],
    ['ENV a=b\\\\\\', ['a|b\\\\']],
    ['ENV =a', ['|a']],
    ['ENV\ta=b\u00a0c=d', ['a|b', 'c|d']],
  ])('%j', (text, expected) => {
    const { pairs } = read(text, 'ENV');
    expect(pairs.map(({ key, value }) => `${key.text}|${value?.text}`)).toEqual(expected);
  });

  test('of ARG may have no value', () => {
    const { pairs } = read('ARG a b=c "d e"=f', 'ARG');
    expect(pairs.map(({ key, value }) => [key.text, value?.text])).toEqual([
      ['a', undefined],
      ['b', 'c'],
      ['"d e"', 'f'],
    ]);
  });
});

test('HEALTHCHECK has a type and what follows it', () => {
  const check = read('HEALTHCHECK --interval=5s CMD  ["a"]', 'HEALTHCHECK');
  expect([check.type?.text, check.command?.text, check.json?.elements.length]).toEqual(['CMD', '["a"]', 1]);
});

test('ONBUILD has an instruction of its own', () => {
  const { instruction } = read('ONBUILD copy --from=a \\\n b c', 'ONBUILD');
  expect(instruction?.kind).toBe('COPY');
  expect(instruction?.trigger).toBe(true);
  expect(instruction && flags(instruction)).toEqual(['from=a']);
  expect(read('ONBUILD', 'ONBUILD').instruction).toBeUndefined();
});
