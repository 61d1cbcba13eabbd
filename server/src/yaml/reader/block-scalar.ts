import type { YamlScalar } from '../tree.js';
import { isBlank, trimBlanks } from './characters.js';
import type { Open } from './nodes.js';
import { Pieces } from './scalars.js';
import type { Source } from './source.js';

interface Header {
  readonly end: number;
  readonly keep: boolean;
  readonly strip: boolean;
  /** The columns written in it; 0 without. */
  readonly columns: number;
}

/** Reads a literal or folded scalar, which lies in a node indented by `indent`. */
export function readBlockScalar(source: Source, indent: number): Open<YamlScalar> {
  const { text } = source;
  const start = source.at;
  const folded = source.code() === 62;
  const header = readHeader(source);
  const column = header.columns > 0 ? Math.max(indent, 0) + header.columns : contentColumn(source, indent);
  const pieces = new Pieces();
  /** Line breaks since the last line with text. */
  let breaks: number[] = [];
  let end = header.end;
  let any = false;
  let deeper = false;
  let line = source.next;
  while (line < source.end) {
    let i = line;
    while (i < line + column && text.charCodeAt(i) === 32) i++;
    const code = text.charCodeAt(i);
    const blank = code === 10 || code === 13 || i >= source.end;
    const lineEnd = source.endOfLine(i);
    if (!blank && i < line + column) {
      const tabs = code === 9 && trimBlanks(text, i, lineEnd) === i;
      if (tabs) source.problem('tab', i, lineEnd);
      break;
    }
    // The break itself, so that both of a CRLF are never told apart.
    const lineBreak = text.charCodeAt(lineEnd) === 13 ? lineEnd + 1 : lineEnd;
    if (blank) {
      breaks.push(lineBreak);
    } else {
      const now = folded && isBlank(code);
      if (!any) for (const place of breaks) pieces.put('\n', place);
      else if (!folded || now || deeper) for (const place of breaks) pieces.put('\n', place);
      else if (breaks.length === 1) pieces.put(' ', breaks[0] ?? 0);
      else for (let k = 1; k < breaks.length; k++) pieces.put('\n', breaks[k] ?? 0);
      deeper = now;
      any = true;
      pieces.add(text, i, lineEnd);
      end = lineEnd;
      breaks = [lineBreak];
    }
    line = Math.min(lineBreak + 1, source.end);
  }
  if (header.keep) for (const place of breaks) pieces.put('\n', place);
  else if (any && !header.strip) pieces.put('\n', breaks[0] ?? end);
  source.beginLine(line);
  return pieces.scalar(folded ? 'folded' : 'literal', start, end, header.end);
}

function readHeader(source: Source): Header {
  let chomping = 0;
  let columns = 0;
  let end = source.at + 1;
  for (; ; end++) {
    const code = source.text.charCodeAt(end);
    if (chomping === 0 && (code === 43 || code === 45)) chomping = code;
    else if (columns === 0 && code >= 49 && code <= 57) columns = code - 48;
    else break;
  }
  source.at = end;
  source.endLine();
  if (source.at < source.lineEnd) source.comment();
  return { end, keep: chomping === 43, strip: chomping === 45, columns };
}

/** The column at which the first line with text begins. */
function contentColumn(source: Source, indent: number): number {
  const { text, end } = source;
  let widest = 0;
  let widestAt = 0;
  for (let line = source.next; line < end; ) {
    let i = line;
    while (text.charCodeAt(i) === 32) i++;
    const code = text.charCodeAt(i);
    if (i < end && code !== 10 && code !== 13) {
      if (i - line <= indent) break;
      if (widest > i - line) source.problem('indent', widestAt, widestAt + widest, '');
      return i - line;
    }
    if (i - line > widest) {
      widest = i - line;
      widestAt = line;
    }
    line = i >= end ? end : code === 13 ? i + 2 : i + 1;
  }
  // Nothing but blank lines, none of which may count as text.
  return Math.max(widest, indent + 1);
}
