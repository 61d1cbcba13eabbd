import { insert, replace, type TextEdit } from '../../../core/edit.js';
import type { Instruction, Token } from '../syntax/tree.js';
import { spanWithin } from './edits.js';

/** Edits to `key=value` of the same meaning; undefined where quotes are open or a comment would be lost. */
export function withEquals(
  instruction: Instruction,
  key: Token,
  value: Token,
  escapeToken: string,
): TextEdit[] | undefined {
  const gap = { start: key.end, end: value.start };
  if (instruction.innerComments.some((comment) => comment.start >= gap.start && comment.end <= gap.end)) {
    return undefined;
  }
  const changes = quoting(value.text, escapeToken);
  if (!changes) return undefined;
  if (changes === 'as it is') return [replace(gap, '=')];
  const inside = changes.map(({ at, length, text }) => replace(spanWithin(instruction, value, at, at + length), text));
  return [replace(gap, '="'), ...inside, insert(value.end, '"')];
}

interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * The changes that let a value stand in double quotes with the meaning that it has as the rest of a line: quotes inside
 * go, and what single quotes or escapes kept literal is escaped.
 */
function quoting(text: string, escapeToken: string): readonly Change[] | 'as it is' | undefined {
  const special = `"$${escapeToken}`;
  const changes: Change[] = [];
  let blanks = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === ' ' || c === '\t') blanks = true;
    else if (c === escapeToken) {
      if (i + 1 >= text.length) return undefined;
      if (!special.includes(text.charAt(i + 1))) changes.push({ at: i, length: 1, text: '' });
      i++;
    } else if (c === '$' && text[i + 1] === '{') {
      const end = text.indexOf('}', i);
      if (end === -1 || /["'`\\]/.test(text.slice(i, end))) return undefined;
      if (/\s/.test(text.slice(i, end))) blanks = true;
      i = end;
    } else if (c === "'") {
      const end = text.indexOf("'", i + 1);
      if (end === -1) return undefined;
      changes.push({ at: i, length: 1, text: '' });
      for (let k = i + 1; k < end; k++) {
        if (special.includes(text.charAt(k))) changes.push({ at: k, length: 0, text: escapeToken });
      }
      changes.push({ at: end, length: 1, text: '' });
      i = end;
    } else if (c === '"') {
      let end = i + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === escapeToken ? 2 : 1;
      if (end >= text.length) return undefined;
      changes.push({ at: i, length: 1, text: '' }, { at: end, length: 1, text: '' });
      i = end;
    }
  }
  if (!blanks) return 'as it is';
  // A quote or escape may keep a variable and the text after it apart, a `#` from starting a line, or an escaped escape
  // from the end of one.
  const holds = changes.some(
    ({ at, length, text: by }) =>
      by === '' &&
      (text[at - 1] === escapeToken ||
        /^["'`\\\s]*#/.test(text.slice(at + length)) ||
        /\$\w{0,256}$/.test(text.slice(Math.max(0, at - 257), at))),
  );
  return holds ? undefined : changes;
}
