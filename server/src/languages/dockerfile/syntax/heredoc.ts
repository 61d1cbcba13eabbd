import { isSpace } from './characters.js';
import { expand } from './expansion.js';

export interface HeredocOpener {
  /** Place of `<<WORD` in the logical text, the file descriptor included. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly stripTabs: boolean;
  readonly expand: boolean;
  readonly descriptor: number | undefined;
}

const opener = /^(\d*)<<(-?)\s*([^<]*)$/;

/** The heredocs that a line opens. The builder takes the backslash as escape here, whatever the directive says. */
export function heredocOpeners(line: string, from: number): HeredocOpener[] {
  if (!line.includes('<<', from)) return [];
  // A line whose quotes or substitutions the builder cannot read opens no heredocs.
  if (expand(line, '\\').problem) return [];
  const found: HeredocOpener[] = [];
  for (const word of rawWords(line, from)) {
    const match = opener.exec(line.slice(word.start, word.end));
    const written = match?.[3] ?? '';
    if (!match || written === '') continue;
    const name = expand(written, '\\', () => ({ set: true, value: undefined })).value ?? written;
    if (name === '' || /\s/.test(written.replace(/(['"]).*?\1|\\./g, ''))) continue;
    found.push({
      start: word.start,
      end: word.end,
      name,
      stripTabs: match[2] === '-',
      expand: !/['"]/.test(written.replace(/\\./g, '')),
      descriptor: match[1] ? Number(match[1]) : undefined,
    });
  }
  return found;
}

/** Words with their quotes and escapes; blanks between `<<` and its word do not split them. */
function rawWords(line: string, from: number): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  let i = from;
  while (i < line.length) {
    while (i < line.length && isSpace(line.charCodeAt(i))) i++;
    if (i >= line.length) break;
    const start = i;
    while (i < line.length && !isSpace(line.charCodeAt(i))) {
      const c = line.charAt(i);
      if (c === "'" || c === '"') {
        i++;
        while (i < line.length && line.charAt(i) !== c) i += c === '"' && line.charAt(i) === '\\' ? 2 : 1;
        i++;
      } else if (c === '\\') i += 2;
      else if (c === '<' && line.charAt(i + 1) === '<') {
        i += 2;
        while (i < line.length && (line.charAt(i) === ' ' || line.charAt(i) === '\t')) i++;
      } else i++;
    }
    words.push({ start, end: Math.min(i, line.length) });
  }
  return words;
}
