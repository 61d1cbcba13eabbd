import { isBlank, isSpace } from './characters.js';
import type { Source } from './source.js';

// Lines of a template language, such as `{{- if .Values.x }}`: no YAML, and yet found between its lines.

/** The end of a template that has the line of `at` for itself; 0 where there is none. */
export function templateEnd(source: Source): number {
  const { text, at, lineEnd } = source;
  if (source.code() !== 123 || source.code(1) !== 123 || !source.fresh) return 0;
  const end = text.slice(at, lineEnd).lastIndexOf('}}') + at + 2;
  if (end < at + 4) return 0;
  let i = end;
  while (i < lineEnd && isBlank(text.charCodeAt(i))) i++;
  return i === lineEnd || text.charCodeAt(i) === 35 ? end : 0;
}

/** Whether a template stands before lines of a map. By itself it would be a flow map. */
export function templateOpensMap(source: Source, indent: number): boolean {
  if (templateEnd(source) === 0) return false;
  const { text, end } = source;
  for (let line = source.next; line < end; ) {
    let i = line;
    while (text.charCodeAt(i) === 32) i++;
    const lineEnd = source.endOfLine(i);
    if (i < lineEnd && text.charCodeAt(i) !== 35 && !isSpace(text.charCodeAt(i))) return i - line > indent;
    const lineBreak = text.charCodeAt(lineEnd) === 13 ? lineEnd + 1 : lineEnd;
    line = lineBreak + 1;
  }
  return false;
}
