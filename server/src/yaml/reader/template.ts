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
  return templateEnd(source) > 0 && columnBelow(source) > indent;
}

/**
 * The column that a line is taken to have. Templates are often written at the start of a line, wherever they stand; such a
 * one belongs to the line below it.
 */
export function columnOf(source: Source): number {
  if (source.code() !== 123 || templateEnd(source) === 0) return source.spaces;
  return Math.max(source.spaces, columnBelow(source));
}

/** Column of the next line with content that is no template; -1 without. */
function columnBelow(source: Source): number {
  const { text, end, below } = source;
  // Of many templates in a row, only the first looks for it.
  if (below.from <= source.lineStart && source.lineStart < below.line) return below.column;
  let line = source.next;
  let column = -1;
  while (line < end) {
    let i = line;
    while (text.charCodeAt(i) === 32) i++;
    const lineEnd = source.endOfLine(i);
    const code = text.charCodeAt(i);
    if (i < lineEnd && code !== 35 && !isSpace(code) && !(code === 123 && text.charCodeAt(i + 1) === 123)) {
      column = i - line;
      break;
    }
    line = text.charCodeAt(lineEnd) === 13 ? lineEnd + 2 : lineEnd + 1;
  }
  source.below = { from: source.lineStart, line, column };
  return column;
}
