import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from './difference.js';
import { applyEdits } from './edit.js';

describe('difference', () => {
  it('is nothing between equal texts', () => {
    expect(difference('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('leaves the lines between two changes alone', () => {
    expect(difference('FROM a\nRUN x\nRUN y\nUSER 1\n', 'FROM a:1\nRUN x\nRUN y\nUSER 2\n')).toEqual([
      { span: { start: 6, end: 6 }, text: ':1' },
      { span: { start: 24, end: 25 }, text: '2' },
    ]);
  });

  it('takes out and puts in whole lines', () => {
    expect(difference('a\nb\nc\nd\n', 'a\nc\nd\ne\n')).toEqual([
      { span: { start: 2, end: 4 }, text: '' },
      { span: { start: 8, end: 8 }, text: 'e\n' },
    ]);
  });

  it('is one edit where nearly everything differs', () => {
    const before = Array.from({ length: 500 }, (_, i) => `a${i}\n`).join('');
    const after = Array.from({ length: 500 }, (_, i) => `b${i}\n`).join('');
    const edits = difference(before, after);
    expect(edits).toHaveLength(1);
    expect(applyEdits(before, edits)).toBe(after);
  });

  it('turns any text into any other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c\n', '\n', '\r\n', '\u{1f433}'), { maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        expect(applyEdits(before, difference(before, after))).toBe(after);
      }),
      { numRuns: 1000 },
    );
  });
});
