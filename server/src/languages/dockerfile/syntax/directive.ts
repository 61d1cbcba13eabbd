import { isPatternSpace, skipSpaces } from './characters.js';
import type { Directive } from './tree.js';

const names: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);
const longestName = 16;

/** The directive on a line, as `# name = value`; undefined for another comment and for names that mean nothing. */
export function readDirective(text: string, start: number, end: number): Directive | undefined {
  if (text.charCodeAt(start) !== 35) return undefined;
  const nameAt = Math.min(skipSpaces(text, start + 1), end);
  let i = nameAt;
  while (i < end && i - nameAt < longestName && isLetterOrDigit(text.charCodeAt(i))) i++;
  const name = text.slice(nameAt, i);
  if (!names.has(name.toLowerCase())) return undefined;
  while (i < end && isPatternSpace(text.charCodeAt(i))) i++;
  if (text.charCodeAt(i) !== 61) return undefined;
  const after = ++i;
  while (i < end && isPatternSpace(text.charCodeAt(i))) i++;
  let valueEnd = end;
  if (i === end) {
    // With nothing but blanks behind it, the last blank is the value.
    if (i === after) return undefined;
    i--;
  } else while (isPatternSpace(text.charCodeAt(valueEnd - 1))) valueEnd--;
  return {
    start,
    end,
    name: { start: nameAt, end: nameAt + name.length, text: name },
    value: { start: i, end: valueEnd, text: text.slice(i, valueEnd) },
  };
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
