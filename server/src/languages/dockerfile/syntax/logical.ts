import type { Span } from '../../../core/text.js';
import type { Token } from './tree.js';

/** Text that is contiguous for the builder but spread over lines of the file. */
export interface Logical {
  readonly text: string;
  /** Where each piece starts: in `text`, and in the file. Ascending; the first starts at 0. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly at: number;
  readonly offset: number;
}

/** Offset in the file of a place in the logical text. A place where two pieces meet belongs to the second. */
export function offsetOf(logical: Logical, at: number): number {
  const { pieces } = logical;
  // The last piece that starts at or before the place.
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece ? piece.offset + at - piece.at : at;
}

/** The span in the file from `start` to `end` of the logical text; its end stays with the last character inside. */
export function spanAt(logical: Logical, start: number, end: number): Span {
  const from = offsetOf(logical, start);
  return { start: from, end: end > start ? offsetOf(logical, end - 1) + 1 : from };
}

/** The place in the logical text of an offset in the file: the inverse of `offsetOf`, for offsets that came from it. */
export function logicalAt(logical: Logical, offset: number): number {
  const { pieces } = logical;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (!piece || offset < piece.offset) return 0;
  return Math.min(piece.at + offset - piece.offset, pieces[low + 1]?.at ?? logical.text.length);
}

/** The place in the file of a part of a token's text. */
export function spanOfPart(logical: Logical, token: Token, start: number, end: number): Span {
  const { places } = token;
  if (!places) {
    const at = logicalAt(logical, token.start);
    return spanAt(logical, at + start, at + end);
  }
  const last = places[places.length - 1];
  const from = places[start] ?? (last === undefined ? logicalAt(logical, token.start) : last + 1);
  return spanAt(logical, from, end > start ? (places[end - 1] ?? from) + 1 : from);
}
