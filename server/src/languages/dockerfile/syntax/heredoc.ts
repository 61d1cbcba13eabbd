import { isSpace } from './characters.js';
import { expand, type VariableRef } from './expansion.js';

export interface HeredocOpener {
  /** Place of `<<WORD` in the logical text, the file descriptor included. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly stripTabs: boolean;
  readonly expand: boolean;
  readonly descriptor: number | undefined;
}

const opener = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** The heredocs that a line opens. The builder takes the backslash as escape here, whatever the directive says. */
export function heredocOpeners(line: string): HeredocOpener[] {
  if (!line.includes('<<')) return [];
  const { refs, problem } = expand(line, '\\');
  // A line whose quotes or substitutions the builder cannot read opens no heredocs.
  if (problem && problem.kind !== 'invalid-pattern') return [];
  const found: HeredocOpener[] = [];
  for (const { start, end } of shellWords(line, refs)) {
    const heredoc = readOpener(line.slice(start, end));
    if (heredoc) found.push({ start, end, ...heredoc });
  }
  return found;
}

/** Whether the builder takes a word for a heredoc, as it does with the destination of COPY even in the JSON form. */
export function isHeredocWord(word: string): boolean {
  return word.includes('<<') && readOpener(word) !== undefined;
}

function readOpener(word: string): Omit<HeredocOpener, 'start' | 'end'> | undefined {
  const match = opener.exec(word);
  const written = match?.[3];
  if (!match || !written) return undefined;
  const { refs, problem } = expand(written, '\\');
  if (problem && problem.kind !== 'invalid-pattern') return undefined;
  const read = unquote(written, refs);
  if (!read || read.text === '') return undefined;
  const descriptor = match[1] ? Number(match[1]) : undefined;
  return { name: read.text, stripTabs: match[2] === '-', expand: !read.quoted, descriptor };
}

/** The word without quotes and escapes, variables left as they are; undefined where it is more than one. */
function unquote(word: string, refs: readonly VariableRef[]): { text: string; quoted: boolean } | undefined {
  let text = '';
  let quoted = false;
  let quote = '';
  for (let i = 0; i < word.length; i++) {
    const c = word.charAt(i);
    const ref = c === '$' && quote !== "'" ? refs.find((one) => one.start === i) : undefined;
    if (ref) {
      text += word.slice(i, ref.end);
      i = ref.end - 1;
    } else if (c === quote) quote = '';
    else if (quote === '' && (c === '"' || c === "'")) {
      quote = c;
      quoted = true;
    } else if (c === '\\' && quote !== "'" && (quote === '' || /["$\\]/.test(word.charAt(i + 1)))) {
      text += word.charAt(++i);
    } else if (quote === '' && isSpace(c.charCodeAt(0))) return undefined;
    else text += c;
  }
  return { text, quoted };
}

/** Words with their quotes and escapes; blanks between `<<` and its word do not split them. */
function shellWords(line: string, refs: readonly VariableRef[]): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  // Only a `$` that is not inside of another one begins a part of its own.
  const outer = new Map(refs.filter((ref) => !ref.inside).map((ref) => [ref.start, ref.end]));
  let start = -1;
  let i = 0;
  const close = (): void => {
    if (start !== -1) words.push({ start, end: Math.min(i, line.length) });
    start = -1;
  };
  while (i < line.length) {
    const c = line.charAt(i);
    if (isSpace(line.charCodeAt(i))) {
      close();
      i++;
      continue;
    }
    if (start === -1) start = i;
    if (c === "'") i = line.indexOf("'", i + 1) + 1;
    else if (c === '"') i = afterDoubleQuotes(line, i, outer);
    else if (c === '\\') i += 2;
    else if (c === '<' && line.charAt(i + 1) === '<') {
      i += 2;
      while (/^[\t\r ]$/.test(line.charAt(i))) i++;
    } else i++;
    const end = c === '$' ? outer.get(i - 1) : undefined;
    // Blanks in a substitution split words even where they are quoted there.
    for (; end !== undefined && i < end; i++) {
      if (!isSpace(line.charCodeAt(i))) start = start === -1 ? i : start;
      else close();
    }
  }
  close();
  return words;
}

function afterDoubleQuotes(line: string, from: number, outer: ReadonlyMap<number, number>): number {
  let i = from + 1;
  while (i < line.length && line.charAt(i) !== '"') {
    const c = line.charAt(i);
    i = c === '$' ? (outer.get(i) ?? i + 1) : i + (c === '\\' ? 2 : 1);
  }
  return i + 1;
}
