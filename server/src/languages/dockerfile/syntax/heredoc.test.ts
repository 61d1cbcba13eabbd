import { describe, expect, test } from 'vitest';
import { heredocOpeners, isHeredocWord } from './heredoc.js';

describe('heredocs of a line', () => {
  test.each([
    ['RUN <<EOF', ['EOF']],
    ['RUN <<-EOF', ['EOF -']],
    ['RUN << EOF', ['EOF']],
    ['RUN <<- EOF', []],
    ['RUN <<\vEOF', []],
    ['RUN <<<EOF', []],
    ['RUN <EOF', []],
    ['RUN a<<EOF', []],
    ['RUN 3<<EOF', ['EOF 3']],
    ['RUN <<A <<B', ['A', 'B']],
    ['RUN <<A<<B', []],
    ['RUN <<"A B"', ['A B raw']],
    ["RUN <<'A'b", ['Ab raw']],
    ['RUN <<"a\\"b"', ['a"b raw']],
    ['RUN <<A\\ B', ['A B']],
    ['RUN <<\\A', ['A']],
    ['RUN <<""', []],
    ['RUN <<$A', ['$A']],
    ['RUN <<${A}', ['${A}']],
    ['RUN "<<EOF"', []],
    ["RUN 'a <<EOF b'", []],
    ['RUN \\<<EOF', []],
    ['RUN "a" <<EOF b', ['EOF']],
    ['RUN "${a:-"b <<EOF c"}" <<X', ['X']],
    ['RUN ${a:-"b <<EOF c"}', ['EOF']],
    ["RUN it's <<EOF", []],
    ['RUN ${a <<EOF', []],
    ['RUN ${a%\\b} <<EOF', ['EOF']],
    ['RUN echo $((1<<2))', []],
    ['RUN --mount=type=cache,target=/a <<EOF', ['EOF']],
  ])('%j', (line, expected) => {
    const found = heredocOpeners(line).map(({ name, stripTabs, expand, descriptor }) =>
      [name, stripTabs && '-', descriptor, !expand && 'raw'].filter(Boolean).join(' '),
    );
    expect(found).toEqual(expected);
  });

  test('have places', () => {
    const line = 'RUN a 3<< "A B" b';
    expect(heredocOpeners(line).map(({ start, end }) => line.slice(start, end))).toEqual(['3<< "A B"']);
  });
});

test.each([
  ['<<A', true],
  ['3<<-A', true],
  ['<<', false],
  ['<<<A', false],
  ['a<<A', false],
  ['<<"a', false],
  ['<<a b', false],
])('%s is a heredoc as a path: %s', (word, expected) => {
  expect(isHeredocWord(word)).toBe(expected);
});
