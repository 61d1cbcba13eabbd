/** An expression in a text: `${{ … }}`. Offsets are those of the text. */
export interface Embedded {
  /** What stands between the marks, blanks included. */
  readonly text: string;
  /** Of `text`. */
  readonly start: number;
  readonly end: number;
  /** Of all, with the marks that are written. */
  readonly outer: { readonly start: number; readonly end: number };
  /**
   * Whether its end is written. Else the text ends where it most likely was meant to: at a `}}` that an open string
   * hides, at the next `${{`, or at the end of the line.
   */
  readonly closed: boolean;
}

const opening = '${{';

/** The expressions in a scalar's value, in order. A `}}` in a string of an expression does not close it. */
export function embedded(text: string): Embedded[] {
  const found: Embedded[] = [];
  let at = text.indexOf(opening);
  if (at === -1) return found;
  const close = closingMarks(text);
  while (at !== -1) {
    const start = at + opening.length;
    const mark = close(start);
    const closed = mark !== -1;
    const { end, outerEnd } = closed ? { end: mark, outerEnd: mark + 2 } : likelyEnd(text, start);
    found.push({ text: text.slice(start, end), start, end, outer: { start: at, end: outerEnd }, closed });
    at = text.indexOf(opening, outerEnd);
  }
  return found;
}

function likelyEnd(text: string, start: number): { end: number; outerEnd: number } {
  const stop = /}}|\$\{\{|[\r\n]/g;
  stop.lastIndex = start;
  const match = stop.exec(text);
  const end = match?.index ?? text.length;
  return { end, outerEnd: match?.[0] === '}}' ? end + 2 : end };
}

/**
 * Gives the `}}` that closes an expression, or -1, for starts that only grow, in linear time. Marks in strings count for
 * nothing, and whether a place is in a string depends on how many quotes there are from the start to it: so the marks
 * after an even and those after an odd number of quotes of the whole text are listed apart. Another `${{` says that the
 * first was left open, as no expression can contain it.
 */
function closingMarks(text: string): (start: number) => number {
  const marks: [number[], number[]] = [[], []];
  const quotes: number[] = [];
  for (const { 0: found, index } of text.matchAll(/'|}}|\$\{\{/g)) {
    if (found === "'") quotes.push(index);
    else marks[quotes.length % 2 ? 1 : 0].push(index);
  }
  const next: [number, number] = [0, 0];
  let before = 0;
  return (start) => {
    while ((quotes[before] ?? Infinity) < start) before++;
    const side = before % 2 ? 1 : 0;
    while ((marks[side][next[side]] ?? Infinity) < start) next[side]++;
    const mark = marks[side][next[side]] ?? -1;
    return text[mark] === '}' ? mark : -1;
  };
}
