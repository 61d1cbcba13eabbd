import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDockerfile } from './read.js';
import type { DockerfileSyntax } from './tree.js';

/** The instructions as the builder sees them: keyword and the rest, continuations folded, then what they open. */
function outline(text: string): readonly string[] {
  return readDockerfile(text).instructions.map((instruction) =>
    [
      `${instruction.keyword.text}|${instruction.rest.text}`,
      ...instruction.heredocs.map(({ body }) => text.slice(body.start, body.end)),
    ].join('|'),
  );
}

function problems(text: string): readonly string[] {
  return readDockerfile(text).problems.map(({ kind, start, end }) => `${kind}|${text.slice(start, end)}`);
}

describe('lines', () => {
  test.each([
    ['a byte order mark', '\ufeffFROM a\n', ['FROM|a']],
    ['CRLF', 'FROM a\r\nRUN b\\\r\n c\r\n', ['FROM|a', 'RUN|b c']],
    ['a lone CR, which separates words but ends no line', 'FROM a\rAS b\nRUN c\n', ['FROM|a\rAS b', 'RUN|c']],
    ['NUL, which is a character like others', 'FROM a\0b\n', ['FROM|a\0b']],
    ['leading blanks, on the first line only', '  FROM a\n\u00a0RUN b \\\n  c\n', ['FROM|a', 'RUN|b   c']],
    ['a no-break space, which ends no keyword', 'RUN\u00a0a b\n', ['RUN\u00a0a|b']],
    ['vertical tab and form feed', 'RUN\va\fb\n', ['RUN|a\fb']],
    ['no line break at the end', 'FROM a', ['FROM|a']],
  ])('with %s', (_name, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });
});

describe('continuations', () => {
  test.each([
    ['go on behind blanks', 'RUN a \\ \t\n b\n', ['RUN|a  b']],
    ['do not go on behind two escape characters', 'RUN a \\\\\nRUN b\n', ['RUN|a \\\\', 'RUN|b']],
    ['stop at an escape character that a CR follows', 'RUN a \\\r x\nRUN b\n', ['RUN|a \\\r x', 'RUN|b']],
    ['go on from a line that has nothing else', '\\\nRUN \\\n\\\na\n', ['RUN|a']],
    ['end with the file', 'RUN a \\\n', ['RUN|a']],
    ['have a keyword in parts', 'RU\\\nN a\n', ['RUN|a']],
    ['leave comments and blank lines out', 'RUN a \\\n# b \\\n\n  \t\n  # c\n d\n', ['RUN|a  d']],
    ['do not start in a comment', '# a \\\nRUN b\n', ['RUN|b']],
    ['have the escape character of the directive', '# escape=`\nRUN a `\n b\\\nRUN c\n', ['RUN|a  b\\', 'RUN|c']],
  ])('%s', (_name, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test('keep the places of what they join', () => {
    const text = 'RUN aa \\\r\n  # x\r\n\r\n  bb\\\r\ncc\r\n';
    const { instructions } = readDockerfile(text);
    const [run] = instructions;
    expect(run?.innerComments.map((comment) => comment.text)).toEqual(['x']);
    expect(run?.emptyLines.map(({ start }) => start)).toEqual([text.indexOf('\r\n\r\n') + 2]);
    expect(run?.logical.pieces.map(({ at, offset }) => [run.logical.text[at], text[offset]])).toEqual([
      ['R', 'R'],
      [' ', ' '],
      ['c', 'c'],
    ]);
  });
});

describe('directives', () => {
  test.each([
    ['# syntax=a\n#ESCAPE = `\n# check = skip=all \nFROM x\n', ['syntax=a', 'ESCAPE=`', 'check=skip=all']],
    ['  # syntax=a\nFROM x\n', ['syntax=a']],
    ['\n# syntax=a\nFROM x\n', []],
    ['# a comment\n# syntax=a\nFROM x\n', []],
    ['# other=b\n# syntax=a\nFROM x\n', []],
    ['#!/bin/sh\n# syntax=a\nFROM x\n', []],
    ['# syntax=\n# escape=`\nFROM x\n', []],
    ['# syntax= \n# escape=`\nFROM x\n', ['syntax= ', 'escape=`']],
    ['# syntax=a\u2028b\rc\nFROM x\n', ['syntax=a\u2028b\rc']],
    ['# syntax=a  b\nFROM x\n', ['syntax=a  b']],
  ])('%j', (text, expected) => {
    const { directives } = readDockerfile(text);
    expect(directives.map(({ name, value }) => `${name.text}=${value.text}`)).toEqual(expected);
    for (const { name, value } of directives) {
      expect([text.slice(name.start, name.end), text.slice(value.start, value.end)]).toEqual([name.text, value.text]);
    }
  });

  test('that the builder refuses', () => {
    expect(problems('# escape=x\nFROM a\n')).toEqual(['invalid-directive|x']);
    expect(problems('# escape=`\n# Escape=`\nFROM a\n')).toEqual(['repeated-directive|# Escape=`']);
  });
});

describe('comments', () => {
  test.each([
    ['# a\n\n# b\nFROM x\n', ['a', 'b']],
    ['# a\n#\n# b\nFROM x\n', ['b']],
    ['FROM x # a\n', []],
    ['# syntax=a\n# b\nFROM x\n', ['b']],
  ])('%j belong to the instruction after them', (text, expected) => {
    expect(readDockerfile(text).instructions[0]?.comments.map((comment) => comment.text)).toEqual(expected);
  });
});

describe('heredocs', () => {
  test.each([
    ['several, in order', 'COPY <<A <<B /c\n1\nA\n2\nB\nRUN x\n', ['COPY|<<A <<B /c|1\n|2\n', 'RUN|x']],
    ['with tabs before the end', 'RUN <<-A\n\t1\n\t\tA\nRUN x\n', ['RUN|<<-A|\t1\n', 'RUN|x']],
    ['whose end has to be alone', 'RUN <<A\n A\nA \nA\n', ['RUN|<<A| A\nA \n']],
    ['with CRLF', 'RUN <<A\r\n1\r\nA\r\nRUN x\r\n', ['RUN|<<A|1\r\n', 'RUN|x']],
    ['after a continuation', 'RUN a && \\\n  <<A\n1 \\\nA\nRUN x\n', ['RUN|a &&   <<A|1 \\\n', 'RUN|x']],
    ['in a trigger', 'ONBUILD RUN <<A\n1\nA\n', ['ONBUILD|RUN <<A|1\n']],
    ['none in a trigger of a trigger', 'ONBUILD ONBUILD RUN <<A\nRUN x\n', ['ONBUILD|ONBUILD RUN <<A', 'RUN|x']],
    ['none in other instructions', 'CMD <<A\nRUN x\n', ['CMD|<<A', 'RUN|x']],
    ['none in JSON', 'COPY ["<<A", "/b"]\nRUN x\n', ['COPY|["<<A", "/b"]', 'RUN|x']],
  ])('%s', (_name, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test('without an end take the rest of the file', () => {
    expect(outline('RUN <<A <<B\n1\nA\n2\n')).toEqual(['RUN|<<A <<B|1\n|2\n']);
    expect(problems('RUN <<A <<B\n1\nA\n2\n')).toEqual(['unterminated-heredoc|<<B']);
  });
});

describe('what the builder refuses', () => {
  test.each([
    ['', ['empty-file|']],
    ['# a\n\n', ['empty-file|']],
    ['CMD [1]\n', ['json-not-strings|1']],
    ['ONBUILD CMD ["a", null]\n', ['json-not-strings|null']],
    ['HEALTHCHECK NONE [true]\n', ['json-not-strings|true']],
    ['VOLUME [["a"]]\n', ['json-not-strings|["a"]']],
    ['ENV a\n', ['missing-pair-value|a']],
    ['LABEL a=b c d=e f\n', ['missing-equals|c']],
    ['ARG a\nENV a b\nLABEL a=\n', []],
    ['RUN [1] x\nCMD [1e999]\nCMD ["a",]\n', []],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('is a line of more than 65,535 bytes, wherever it stands', () => {
    const line = (bytes: number): string => `RUN ${'é'.repeat((bytes - 4) / 2)}`;
    for (const around of [(text: string) => `${text}\n`, (text: string) => `FROM a\n${text}`]) {
      expect(problems(around(line(65534)))).toEqual([]);
      expect(problems(around(`${line(65534)}x`))).toEqual([]);
      expect(problems(around(line(65536)))).toHaveLength(1);
    }
    expect(problems(`FROM a\n#${'a'.repeat(65535)}\n`)).toHaveLength(1);
    expect(problems(`RUN <<A\n${'a'.repeat(65536)}\nA\n`)).toHaveLength(1);
  });
});

const part = fc.constantFrom(
  ...['FROM a\n', 'RUN b \\\n', 'RUN <<EOF\n', 'EOF\n', '# c\n', '#\n', '# escape=`\n', '# syntax=d\n', 'ENV e\n'],
  ...[
    '\\',
    '`',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '"',
    "'",
    '<<-X Y\n',
    'X\n',
    '["f"]',
    'ONBUILD COPY <<Z g\nZ\n',
    '#',
    'h',
  ],
  ...['\ufeff', '\0', '\u00a0', '--i=j ', 'CMD [1]\n'],
);
const file = fc.array(part, { maxLength: 25 }).map((parts) => parts.join(''));

test('reading an edited text with what was read before gives the same as reading it anew', () => {
  fc.assert(
    fc.property(file, fc.nat(), fc.nat(12), fc.array(part, { maxLength: 3 }), (before, at, removed, added) => {
      const place = at % (before.length + 1);
      const after = before.slice(0, place) + added.join('') + before.slice(place + removed);
      const again: DockerfileSyntax = readDockerfile(after, readDockerfile(before));
      expect(again).toEqual(readDockerfile(after));
    }),
    { numRuns: 2000 },
  );
});

test('the spans of what is read lie in the text, in order', () => {
  fc.assert(
    fc.property(file, (text) => {
      let end = 0;
      for (const instruction of readDockerfile(text).instructions) {
        expect(instruction.start).toBeGreaterThanOrEqual(end);
        expect(instruction.next).toBeGreaterThan(instruction.start);
        end = instruction.next;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

test('reading takes time that grows with the text alone', () => {
  const size = 200_000;
  for (const text of [
    `RUN ${'a\\\n'.repeat(size)}`,
    `COPY ${'a b \\\n'.repeat(size / 4)} /c\n`,
    `RUN ${'<<'.repeat(size)}\n`,
    `RUN ${'<<A '.repeat(size / 20)}\n`,
    `RUN ${'${'.repeat(size)}\n`,
    `RUN <<A ${'"'.repeat(size)}\n`,
    `# syntax=a${' '.repeat(size)}b\n`,
    `#${' '.repeat(size)}\nENV a=${"'".repeat(size)}\n`,
    `CMD [${'['.repeat(size)}\nCMD ${'["a",'.repeat(size / 4)}\n`,
    `CMD [${'"a",'.repeat(size / 4)}"a"]\n`,
    `RUN ${'--a=b '.repeat(size / 4)}\n`,
    `RUN --a=${'\\"'.repeat(size)}\n`,
    `${' \n'.repeat(size)}${'#\n'.repeat(size)}`,
  ]) {
    const started = performance.now();
    readDockerfile(text);
    expect(performance.now() - started, text.slice(0, 20)).toBeLessThan(2000);
  }
});
