import { describe, expect, it } from 'vitest';
import { pythonFindings } from './names.js';

const found = (text: string): string[] =>
  pythonFindings(text, ({ text: name }) => /^_{4,}$/.test(name)).map((one) => `${one.kind} ${one.text}`);

describe('names of a Python script', () => {
  it.each([
    ['print(hello)', 'undefined hello'],
    ['x = 1\nprint(x, y.x, f(x=2))', 'undefined y', 'undefined f'],
    ['def f(a, *b, **c):\n    return a + b + c + d\n', 'undefined d'],
    ['from time import sleep\nprint(100)', 'unused-import sleep'],
    ['import os, sys as system\nprint(os)', 'unused-import system'],
    ['import sys\nfor sys in [1]:\n  print(sys)', 'unused-import sys'],
    ['print(', 'unclosed ('],
    ['print(1))', 'unopened )'],
    ['x = [1)', 'mismatched )'],
    ["x = 'a\nprint(x)", "string 'a"],
  ])('finds what is wrong: %s', (text, ...expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'import os\nprint(os.environ["HOME"])',
    'import os.path\nprint(os.path.join("a"))',
    'from a import *\nprint(anything)',
    'from __future__ import annotations',
    'try:\n    import tomllib\nexcept ImportError:\n    tomllib = None\n',
    'for i, (a, b) in enumerate([]): print(i, a, b)',
    'print([x for x in range(3) if x], {k: v for k, v in {}.items()}, (lambda q, *r: q + r)(1))',
    'with open("a") as f, open("b") as (g, h):\n    f.write(g + h)',
    'try:\n    pass\nexcept (OSError, ValueError) as error:\n    print(error)',
    'if (n := 3) > 2: print(n)',
    'a = b = 1\nc: int = 2\na += c\nd["x"], e.f = 1, 2\nprint(b)',
    'd: int\nprint(d)',
    'match 1:\n  case [x, *rest]:\n    print(x, rest)',
    'class A(Exception):\n  x = 1\n  async def f(self): await self.g()\nprint(A)',
    'global z\nprint(z)',
    'exec("a = 1")\nprint(a)',
    'try:\n  unknown\nexcept NameError:\n  pass',
    'print(__name__, __file__)',
    'x = """\nnot ( a ) name\'s\n"""\nprint(x) # ( a comment',
    'import json\nprint(f"{json.dumps({\'a\': 1})} {{ {x!r:>{w}}")\nx = w = 1',
    'x = {"a": 1}\nprint(f"{x["a"]}")',
    "print('a' \\\n  'b')",
    'x = 0x1F + 1_000 + 1e-5j + .5\nprint(x)',
    'import typing\nx = []  # type: typing.List',
    'print("____", ____)\nx = ______',
    '____________\nprint(anything)',
    'def f():\n  import re\n  return 1\nprint(f)',
    'if True: import re\nprint(re)',
    'print(*[1], sep=",", end="")\nprint(r"\\d", rb\'x\', b"y")',
    "x = 'it\\'s'\nprint(x)",
    '',
  ])('leaves what may be right: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is done in time with any text', () => {
    for (const piece of ['(', '"', "f'{", '"""', 'import a,', 'for x in ', 'lambda ', 'as (', '\\', '.1e']) {
      const started = performance.now();
      found(piece.repeat(3000));
      expect(performance.now() - started, piece).toBeLessThan(1500);
    }
  });
});
