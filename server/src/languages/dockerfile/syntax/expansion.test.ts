import { describe, expect, test } from 'vitest';
import { expand, type VariableState } from './expansion.js';

const values: Readonly<Record<string, string>> = { A: 'abcabc', B: 'a/b/c.d', E: '', S: 'x*y' };
const lookup = (name: string): VariableState => {
  const value = values[name];
  return value === undefined ? { set: false } : { set: true, value };
};

describe('values', () => {
  test.each([
    ['$A-${A}', 'abcabc-abcabc'],
    ['$A_ $AB', ' '],
    ['$1a ${@} $', 'a  $'],
    ['\\$A \'$A\' "$A" "\\$A"', '$A $A abcabc $A'],
    ['"\\a" \\a \'\\a\'', '\\a a \\a'],
    ['${N:-x}${N-x}${E:-x}${E-x}', 'xxx'],
    ['${A:+x}${E:+x}${E+x}${N+x}', 'xx'],
    ['${A:?m}${E?m}', 'abcabc'],
    ['${A#a*c}|${A##a*c}|${A%b?}|${A%%b*}', 'abc||abca|a'],
    ['${B#*/}|${B##*/}|${B%.*}|${B%%/*}', 'b/c.d|c.d|a/b/c|a'],
    ['${A/b/x}|${A//b/x}|${B//\\//-}|${A/b*/}', 'axcabc|axcaxc|a-b-c.d|a'],
    ['${S#x\\*}|${S/\\*/-}', 'y|x-y'],
    ['${A#\'\\a\'}|${A#"ab"}', 'abcabc|cabc'],
    ['${N:-${E:-${A}}}', 'abcabc'],
    ['${N:-"a b"}', 'a b'],
    ['a\\', 'a'],
    ['${#}', ''],
  ])('%s', (text, expected) => {
    expect(expand(text, '\\', lookup).value).toBe(expected);
  });

  test('with the backtick as escape character', () => {
    expect(expand('`$A C:\\a "`"" `a', '`', lookup).value).toBe('$A C:\\a " a');
  });

  test('are unknown where a variable is', () => {
    const unknown = (): VariableState => ({ set: true, value: undefined });
    expect(expand('a$A', '\\', unknown).value).toBeUndefined();
    expect(expand('${A+a}', '\\', unknown).value).toBe('a');
    expect(expand('${A:+a}', '\\', unknown).value).toBeUndefined();
  });

  test('do not double without end', () => {
    let text = '$A';
    for (let i = 0; i < 18; i++) text += text;
    expect(expand(text, '\\', lookup).value).toBeUndefined();
  });
});

describe('what the builder refuses', () => {
  test.each([
    ['a${}', 'bad-substitution', '${}'],
    ['a${:x}', 'bad-substitution', '${:'],
    ['a${{b}', 'bad-substitution', '${{'],
    ['a${b', 'missing-brace', '${b'],
    ['a${', 'missing-brace', '${'],
    ['a${b:-c', 'missing-brace', '${b:-c'],
    ['a${b/c}', 'missing-slash', '${b/c}'],
    ['a${b/c/d', 'missing-brace', '${b/c/d'],
    ['a${b:c}', 'unsupported-modifier', ':c'],
    ['a${b:}', 'unsupported-modifier', ':}'],
    ['a${b:#c}', 'unsupported-modifier', ':#'],
    ['a${b^}', 'unsupported-modifier', '^'],
    ['a${b:-${c!}}', 'unsupported-modifier', '!'],
    ["a'b", 'unterminated-single-quote', "'b"],
    ['a"b', 'unterminated-double-quote', '"b'],
    ['"${b:-\'c}"', 'unterminated-single-quote', '\'c}"'],
    ['a${b#\\c}', 'invalid-pattern', '\\c'],
    ['a${b/\\c/d}', 'invalid-pattern', '\\c'],
  ])('%s', (text, kind, part) => {
    const { problem, value } = expand(text, '\\');
    expect(problem && [problem.kind, text.slice(problem.start, problem.end)]).toEqual([kind, part]);
    expect(value).toBeUndefined();
  });

  test.each([
    '$',
    '$ $',
    "\\'",
    '\\"',
    '"\'"',
    "'\"'",
    '${b?}',
    '${+x}',
    '${b#\\*}',
    '${b/\\//c}',
    '$(a',
    '{a}',
    '${b%\\}}',
  ])('but not %s', (text) => {
    expect(expand(text, '\\').problem).toBeUndefined();
  });

  test('is a variable that has to be set', () => {
    expect(expand('${N:?m}', '\\', lookup).required?.name).toBe('N');
    expect(expand('${E:?m}', '\\', lookup).required?.name).toBe('E');
    expect(expand('${E?m}', '\\', lookup).required).toBeUndefined();
  });
});

test('uses have the places of their names, those in operands too', () => {
  const text = '$A ${B:-${C#$D}}';
  const { refs } = expand(text, '\\');
  expect(refs.map((ref) => [text.slice(ref.nameStart, ref.nameEnd), ref.operator, ref.inside?.name])).toEqual([
    ['A', undefined, undefined],
    ['B', ':-', undefined],
    ['C', '#', 'B'],
    ['D', undefined, 'C'],
  ]);
});

test('names may be long, and not in ASCII', () => {
  const long = 'n'.repeat(1000);
  expect(expand(`\${${long}}`, '\\').refs.map((ref) => ref.name)).toEqual([long]);
  expect(expand('$größe-', '\\').refs.map((ref) => ref.name)).toEqual(['größe']);
});

test('text of any size is read in time that grows with it alone', () => {
  for (const text of ['${', '${a:-', '"', "'", '$a', '\\', '${a#', '${a/', '${a#*'].map((part) =>
    part.repeat(100_000),
  )) {
    const started = performance.now();
    expand(text, '\\', lookup);
    expect(performance.now() - started, text.slice(0, 10)).toBeLessThan(2000);
  }
});
