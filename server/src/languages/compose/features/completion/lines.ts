/** What a line of block YAML begins: items by the columns of their dashes, then a key. */
export interface LineStart {
  readonly dashes: readonly number[];
  /** Column of the first character behind the dashes; the line's length where there is none. */
  readonly content: number;
  readonly key: { readonly name: string; readonly column: number; readonly colon: number } | undefined;
}

export function readLineStart(line: string): LineStart {
  const dashes: number[] = [];
  let at = blanksEnd(line, 0);
  while (line[at] === '-' && (at + 1 === line.length || isBlank(line[at + 1]))) {
    dashes.push(at);
    at = blanksEnd(line, at + 1);
  }
  const colon = keyColon(line, at);
  const key = colon === -1 ? undefined : { name: unquoted(line.slice(at, colon).trimEnd()), column: at, colon };
  return { dashes, content: at, key };
}

export function isBlank(c: string | undefined): boolean {
  return c === ' ' || c === '\t';
}

export function blanksEnd(line: string, from: number): number {
  let at = from;
  while (isBlank(line[at])) at++;
  return at;
}

/** The end of a quoted text: the place of the closing quote, or of the line's end without one. */
export function quoteEnd(line: string, open: number): number {
  const quote = line[open];
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === '\\' && quote === '"') at++;
    else if (line[at] === quote) return at;
  }
  return line.length;
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}

/** The colon behind a key that begins at a column; -1 where no key does. */
function keyColon(line: string, from: number): number {
  const first = line[from];
  if (first === undefined || '#[{'.includes(first)) return -1;
  if (first === '"' || first === "'") {
    const at = blanksEnd(line, quoteEnd(line, from) + 1);
    return line[at] === ':' && (at + 1 === line.length || isBlank(line[at + 1])) ? at : -1;
  }
  for (let at = from; at < line.length; at++) {
    // `data:/data:` is a short form that is being typed rather than a key with a colon in it.
    if (line[at] === ':' && at + 1 === line.length) return line.slice(from, at).includes(':') ? -1 : at;
    if (line[at] === ':' && isBlank(line[at + 1])) return at;
    if (line[at] === '#' && isBlank(line[at - 1])) return -1;
  }
  return -1;
}

/**
 * The keys above a place, from the lines above it, outermost first; `-` stands for an item. It needs no tree, so that it
 * works while a file is half typed.
 * @param lines those above, without their breaks
 * @param column where the key or the dash of the place stands
 */
export function pathAbove(lines: readonly string[], column: number, isItem: boolean): readonly string[] {
  const path: string[] = [];
  let limit = column;
  let item = isItem;
  for (let i = lines.length - 1; i >= 0 && (limit > 0 || item); i--) {
    const line = lines[i] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) break;
    const { dashes, key } = readLineStart(line);
    if (key && (item ? key.column <= limit : key.column < limit)) {
      path.unshift(key.name);
      limit = key.column;
      item = false;
    }
    for (const dash of [...dashes].reverse()) {
      if (dash >= limit) continue;
      path.unshift('-');
      limit = dash;
      item = true;
    }
  }
  return path;
}
