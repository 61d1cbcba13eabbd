import { insert, replace, type TextEdit } from '../core/edit.js';
import type { FormatOptions } from '../core/features.js';
import { columnOf, lineEnding, lineStart, type Span } from '../core/text.js';
import type { YamlMap, YamlScalar, YamlSeq, YamlStream } from './tree.js';
import { visitYaml } from './walk.js';

/**
 * The least that makes a file tidy: no blanks at the ends of lines, all lists indented below their keys or none, a line
 * break at the end. Nothing is printed anew; a file that cannot be read whole keeps its indentation.
 */
export function formatYaml(text: string, stream: YamlStream, options: FormatOptions): readonly TextEdit[] {
  if (/\r(?!\n)/.test(text)) return [];
  const texts = textsOver(stream);
  const last = lastLines(text, texts);
  const from = last[0]?.span.start ?? text.length;
  const edits: TextEdit[] = [...lineEnds(text, texts).filter((edit) => edit.span.start < from), ...last];
  if (stream.documents.every(({ problems }) => problems.length === 0)) edits.push(...listIndents(text, stream));
  const { span } = options;
  return edits
    .filter((edit) => !span || touches(text, span, edit.span))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

interface InnerText extends Span {
  readonly block: boolean;
}

/** Texts over several lines, in which blanks count. */
function textsOver(stream: YamlStream): readonly InnerText[] {
  const found: InnerText[] = [];
  const add = ({ style, start, end }: YamlScalar): void => {
    if (style !== 'plain') found.push({ start, end, block: style === 'literal' || style === 'folded' });
  };
  for (const { root, problems, start, end } of stream.documents) {
    // Where a quote may be open, no blank is surely between values.
    if (problems.length > 0) found.push({ start, end, block: true });
    visitYaml(root, {
      scalar: add,
      entry({ key }) {
        if (key?.kind === 'scalar') add(key);
      },
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Blanks at the ends of lines. */
function lineEnds(text: string, texts: readonly InnerText[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let inside = -1;
  let next = 0;
  for (const { start, end } of linesOf(text)) {
    for (let one = texts[next]; one && one.start < end; one = texts[++next]) inside = Math.max(inside, one.end);
    let to = end;
    while (to > start && (text[to - 1] === ' ' || text[to - 1] === '\t')) to--;
    if (to < end && inside <= to) edits.push(replace({ start: to, end }, ''));
  }
  return edits;
}

/** One line break at the end, and no empty lines before it. */
function lastLines(text: string, texts: readonly InnerText[]): readonly TextEdit[] {
  const end = text.trimEnd().length;
  if (end === 0 || texts.some((one) => (one.block ? one.end >= end : one.end > end))) return [];
  // Blanks at the end of the last line with anything on it go with those of the other lines.
  const newline = text.indexOf('\n', end);
  if (newline === -1) return [insert(text.length, lineEnding(text))];
  return newline + 1 < text.length ? [replace({ start: newline + 1, end: text.length }, '')] : [];
}

interface BlockList {
  readonly seq: YamlSeq;
  readonly column: number;
  readonly keyColumn: number;
}

/** Lists whose items stand at another depth below their key than most do. */
function listIndents(text: string, stream: YamlStream): readonly TextEdit[] {
  const lists: BlockList[] = [];
  for (const document of stream.documents) {
    visitYaml(document.root, {
      entry({ key, value }, _path, map: YamlMap) {
        const first = value?.kind === 'seq' && !value.flow ? value.items[0] : undefined;
        if (!key || map.flow || value?.kind !== 'seq' || !first) return;
        lists.push({ seq: value, column: columnOf(text, first.start), keyColumn: columnOf(text, key.start) });
      },
    });
  }
  const counts = new Map<number, number>();
  for (const { column, keyColumn } of lists) {
    const by = column - keyColumn;
    counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  if (counts.size < 2) return [];
  const [[usual = 0] = []] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  // Lines of a list in a list move with both.
  const shifts = new Map<number, number>();
  for (const { seq, column, keyColumn } of lists) {
    const by = usual - (column - keyColumn);
    if (by === 0 || !movable(text, seq)) continue;
    for (const line of linesIn(text, seq)) shifts.set(line, (shifts.get(line) ?? 0) + by);
  }
  return [...shifts].map(([line, by]) => {
    const lead = leadAt(text, line);
    return replace({ start: line, end: line + lead }, ' '.repeat(Math.max(0, lead + by)));
  });
}

/** Whether lines of a list may move: each stands further in than the list begins, and no text counts its blanks. */
function movable(text: string, seq: YamlSeq): boolean {
  const first = seq.items[0]?.start ?? seq.start;
  const column = columnOf(text, first);
  if (leadAt(text, first - column) !== column) return false;
  let fine = linesIn(text, seq).every((line) => leadAt(text, line) >= column);
  visitYaml(seq, {
    scalar({ start, end, style }) {
      const block = style === 'literal' || style === 'folded';
      // A header with a number says where the text begins.
      if (block ? /^[|>][+-]?[1-9]/.test(text.slice(start, start + 3)) : text.slice(start, end).includes('\n'))
        fine = false;
    },
  });
  return fine;
}

/** The starts of the lines of a list that have anything on them. */
function linesIn(text: string, seq: YamlSeq): readonly number[] {
  const first = lineStart(text, seq.items[0]?.start ?? seq.start);
  return linesOf(text, first, seq.end).flatMap(({ start, end }) =>
    text.slice(start, end).trim() === '' ? [] : [start],
  );
}

function leadAt(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ') at++;
  return at - line;
}

/** The lines of a part of a text, without their breaks. */
function linesOf(text: string, from = 0, to: number = text.length): readonly Span[] {
  const lines: Span[] = [];
  for (let start = from; start < to; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    lines.push({ start, end: end > start && text[end - 1] === '\r' ? end - 1 : end });
    if (newline === -1) break;
    start = newline + 1;
  }
  return lines;
}

function touches(text: string, within: Span, edit: Span): boolean {
  const newline = text.indexOf('\n', within.end);
  const end = newline === -1 ? text.length : newline;
  return lineStart(text, within.start) <= edit.start && edit.end <= end;
}
