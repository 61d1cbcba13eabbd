/** Blanks that separate the words of an instruction: not every Unicode space, as the builder splits by these only. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 13;
}

/** Spaces for the readers of flags and of HEALTHCHECK, which look at bytes. */
export function isByteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Whether one of the bytes of a character is a Latin-1 space to them, as with the second one of `à`. */
export function hasByteSpace(code: number): boolean {
  if (code < 0x80 || (code >= 0xd800 && code < 0xdc00)) return false;
  // Of the half of a pair only the last byte is looked at.
  const middle = code >= 0x800 && (code < 0xdc00 || code > 0xdfff);
  return isLatinSpace(code & 63) || (middle && isLatinSpace((code >> 6) & 63));
}

function isLatinSpace(lastBits: number): boolean {
  return lastBits === 5 || lastBits === 32;
}

/** What `\s` stands for in Go's regular expressions. */
export function isPatternSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 12 || code === 13;
}

/** What Go's `unicode.IsSpace` calls a space. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0x85 ||
    code === 0xa0 ||
    (code > 0x1000 &&
      (code === 0x1680 ||
        (code >= 0x2000 && code <= 0x200a) ||
        code === 0x2028 ||
        code === 0x2029 ||
        code === 0x202f ||
        code === 0x205f ||
        code === 0x3000))
  );
}

export function skipSpaces(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}

export function trimEnd(text: string, from: number, to: number): number {
  let i = to;
  while (i > from && isSpace(text.charCodeAt(i - 1))) i--;
  return i;
}
