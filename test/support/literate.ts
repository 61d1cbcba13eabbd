import type { Span } from '../../server/src/core/text.js';

/** One fenced block of a Markdown file. Lines are those of the Markdown, without the fences. */
export interface Block {
  readonly info: readonly string[];
  readonly content: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Each `##` heading of a Markdown text with the fenced blocks below it. */
export function sections(markdown: string): readonly Section[] {
  const found: { title: string; blocks: Block[] }[] = [];
  const lines = markdown.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const heading = /^##\s+(.+)$/.exec(line);
    if (heading?.[1]) found.push({ title: heading[1], blocks: [] });
    const fence = /^(`{3,})\s*(.*)$/.exec(line);
    if (!fence) continue;
    const first = i + 1;
    while (++i < lines.length && lines[i] !== fence[1]);
    const info = (fence[2] ?? '').split(/\s+/).filter((word) => word !== '');
    const content = lines
      .slice(first, i)
      .map((one) => `${one}\n`)
      .join('');
    found[found.length - 1]?.blocks.push({ info, content, firstLine: first, lastLine: i });
  }
  return found;
}

/** Writes new contents into blocks of a Markdown text, with fences long enough for them. */
export function rewrite(markdown: string, changes: readonly { block: Block; content: string }[]): string {
  const lines = markdown.split('\n');
  for (const { block, content } of [...changes].sort((a, b) => b.block.firstLine - a.block.firstLine)) {
    const { firstLine, lastLine, info } = block;
    const fresh = content === '' ? [] : content.replace(/\n$/, '').split('\n');
    const inner = Math.max(2, ...fresh.map((line) => /^`*/.exec(line)?.[0].length ?? 0));
    const fence = '`'.repeat(inner + 1);
    lines.splice(firstLine - 1, lastLine - firstLine + 2, fence + info.join(' '), ...fresh, fence);
  }
  return lines.join('\n');
}

export interface LiterateFile {
  readonly path: string;
  readonly text: string;
  /** Where `┃` stood: one for a cursor, two for a selection. */
  readonly cursors: readonly number[];
}

/**
 * The file of a block ` ```language path flags `: `crlf` ends its lines so, `open` leaves the last line without an end.
 */
export function fileOf(block: Block): LiterateFile {
  const [, path = '', ...flags] = block.info;
  let text = block.content;
  if (flags.includes('open')) text = text.replace(/\n$/, '');
  if (flags.includes('crlf')) text = text.replace(/\n/g, '\r\n');
  const parts = text.split('┃');
  const cursors: number[] = [];
  let length = 0;
  for (const part of parts.slice(0, -1)) cursors.push((length += part.length));
  return { path, text: parts.join(''), cursors };
}

/** Control characters that would not survive in Markdown, and blanks at a line's end, made visible. */
export function visible(text: string): string {
  return text
    .replace(/\r/g, '␍')
    .replace(/\t/g, '→')
    .replace(/ +$/gm, (blanks) => '·'.repeat(blanks.length));
}

export function selectionOf(file: LiterateFile): Span {
  const start = file.cursors[0] ?? 0;
  return { start, end: file.cursors[1] ?? start };
}
