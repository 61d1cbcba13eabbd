import { describe, expect, test } from 'vitest';
import { mountsOf } from './mount.js';
import { readDockerfile } from './read.js';

function read(text: string) {
  return readDockerfile(text).instructions.flatMap((instruction) => mountsOf(instruction));
}

describe('mounts', () => {
  test.each([
    ['--mount=type=cache,target=/a', ['type|cache', 'target|/a']],
    ['--mount=TYPE=Cache,ro', ['type|Cache', 'ro|']],
    ['--mount=a=b=c,,', ['a|b=c', '|', '|']],
    ['--mount=\'type=bind,"source=a,b",target=c\'', ['type|bind', 'source|a,b', 'target|c']],
    ['--mount=type=bind,\\"source=a,b\\",target=c', ['type|bind', 'source|a,b', 'target|c']],
    ['--mount=\'"source=a""b"\'', ['source|a"b']],
    ['--mount="source=a b"', ['source|a b']],
    ['--mount=type=cache,\\\n  ls', ['type|cache', '|']],
    ['--mount=type=cache,\\\ntarget=/a', ['type|cache', 'target|/a']],
    ['--mount=', []],
  ])('%s', (flag, expected) => {
    const text = `RUN ${flag} x`;
    const [mount] = read(text);
    expect(mount?.fields.map(({ key, value }) => `${key}|${value ?? ''}`)).toEqual(expected);
  });

  test('have the place of each key and value', () => {
    for (const flag of [
      '--mount=type=cache,target=/a',
      '--mount="type=cache",\'target=/a\'',
      '--mount=\'"type=cache","target=/a"\'',
      '--mount=type=cache,\\\n# x\n\\\ntarget=/a',
      '--mount=t\\ype=cache,target=/\\a',
    ]) {
      const text = `RUN ${flag} x`;
      const parts = read(text)[0]?.fields.flatMap(({ keySpan, valueSpan }) => [keySpan, valueSpan]);
      const written = parts?.map(({ start, end }) => text.slice(start, end).replace(/\\/g, ''));
      expect(written, flag).toEqual(['type', 'cache', 'target', '/a']);
    }
  });

  test.each([
    ["'a=b\"c'", '"'],
    ["'\"a=b'", '"'],
    ['\'"a=b"c\'', '"'],
  ])('with a quote that cannot be read: %s', (value, expected) => {
    const text = `RUN --mount=${value} x`;
    const at = read(text)[0]?.badQuote;
    expect(at && text.slice(at.start, at.end)).toBe(expected);
  });

  test('belong to RUN only', () => {
    expect(read('COPY --mount=type=cache a b\n')).toEqual([]);
    expect(read('ONBUILD RUN --mount=type=cache ls\n')).toEqual([]);
  });

  test('are of the last type that is named, bind without one', () => {
    expect(read('RUN --mount=target=/a --mount=type=cache,type=TMPFS x').map((mount) => mount.type)).toEqual([
      'bind',
      'tmpfs',
    ]);
  });
});
