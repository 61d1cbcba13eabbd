// The characters that YAML's structure is made of. A code past the end of the text is NaN.

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** A blank, a line break or the end of the text: what has to follow an indicator. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || Number.isNaN(code);
}

/** `,` `[` `]` `{` `}` */
export function isFlowMark(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}

/** The end of a range without the blanks before it. */
export function trimBlanks(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Where a plain scalar stops on its line: at the colon that makes it a key, before a comment, or at the line's end. */
export function plainStop(text: string, from: number, lineEnd: number): number {
  for (let i = from; i < lineEnd; i++) {
    const code = text.charCodeAt(i);
    if (code === 58) {
      if (isSpace(text.charCodeAt(i + 1))) return i;
    } else if (code === 35 && i > from && isBlank(text.charCodeAt(i - 1))) {
      return i;
    }
  }
  return lineEnd;
}
