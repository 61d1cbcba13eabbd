import { expect, test } from 'vitest';
import { functionNamed, functions, parameterAt, signatureText } from './functions.js';

test.each([
  ['CONTAINS', ['contains(search, item)', 'contains(search, item)']],
  ['join', ['join(array, separator?)', 'join(text, separator?)']],
  ['format', ['format(text, value, …)']],
  ['hashfiles', ['hashFiles(pattern, …)']],
  ['case', ['case(condition, value, …, otherwise)']],
  ['always', ['always()']],
])('%s is shown', (name, expected) => {
  const called = functionNamed(name);
  const shown = called?.signatures.map((signature) => signatureText(called, signature));
  expect(shown?.map(({ text }) => text)).toEqual(expected);
  for (const [index, signature] of (called?.signatures ?? []).entries()) {
    const { text, parameters } = shown?.[index] ?? { text: '', parameters: [] };
    expect(parameters.map(([start, end]) => text.slice(start, end))).toEqual(
      signature.parameters.map((one) => one.name),
    );
  }
});

test.each([
  ['contains', 2, ['search', 'item']],
  ['contains', 3, ['search', 'item', undefined]],
  ['format', 4, ['text', 'value', 'value', 'value']],
  ['join', 3, ['array', 'separator', undefined]],
  ['case', 5, ['condition', 'value', 'condition', 'value', 'otherwise']],
  ['case', 2, ['condition', 'value']],
  ['always', 1, [undefined]],
])('the arguments of %s with %d', (name, given, expected) => {
  const signature = functionNamed(name)?.signatures[0];
  const named = Array.from({ length: given }, (_, index) => {
    const place = signature && parameterAt(signature, index, given);
    return place === undefined ? undefined : signature?.parameters[place]?.name;
  });
  expect(named).toEqual(expected);
});

test('status functions name jobs only where they may', () => {
  expect(functionNamed('Success')?.signatures[0]?.max).toBe(0);
  expect(functionNamed('Success', true)?.signatures[0]?.max).toBe(255);
  expect(functionNamed('always', true)?.signatures[0]?.max).toBe(0);
  expect(functionNamed('toString')).toBeUndefined();
});

test('every function and parameter is explained', () => {
  for (const { doc, signatures } of functions) {
    expect(doc).toMatch(/\.$/);
    for (const { parameters } of signatures) for (const one of parameters) expect(one.doc).toMatch(/\.$/);
  }
});
