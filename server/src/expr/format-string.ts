/** A format string that is read: texts, and the numbers of the arguments between them. */
export type FormatParts = readonly (string | number)[];

/** The largest number that a placeholder can have. */
const mostArgument = 255;

/** Reads the first argument of `format`; undefined for a text that GitHub refuses: a brace alone, `{}`, `{a}`. */
export function formatParts(text: string): FormatParts | undefined {
  const parts: (string | number)[] = [];
  let at = 0;
  for (const { 0: found, 1: digits, index } of text.matchAll(/\{\{|\}\}|\{([0-9]+)\}|[{}]/g)) {
    if (index > at) parts.push(text.slice(at, index));
    at = index + found.length;
    if (digits !== undefined) {
      if (Number(digits) > mostArgument) return undefined;
      parts.push(Number(digits));
    } else if (found.length === 2) parts.push(found.charAt(0));
    else return undefined;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
