import type { Span } from '../../../core/text.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';

/** A line of an input that takes several. */
export interface InputLine {
  readonly text: string;
  readonly span: Span;
  /** The place in the file of a part of the line. */
  readonly within: (start: number, end: number) => Span;
}

/** The lines of an input that are not empty, without blanks around them. @param separator what else ends one. */
export function inputLines(scalar: YamlScalar, separator: ',' | undefined = undefined): readonly InputLine[] {
  const found: InputLine[] = [];
  const pattern = separator === ',' ? /[^\n,]+/g : /[^\n]+/g;
  for (const match of scalar.text.matchAll(pattern)) {
    const text = match[0].trim();
    if (text === '' || text.startsWith('#')) continue;
    const at = match.index + match[0].indexOf(text);
    const within = (start: number, end: number): Span => spanInScalar(scalar, at + start, at + end);
    found.push({ text, span: within(0, text.length), within });
  }
  return found;
}
