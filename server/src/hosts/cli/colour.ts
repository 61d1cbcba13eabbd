export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'underline', text: string) => string;

const codes = { bold: 1, dim: 2, underline: 4, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

export const plain: Paint = (_style, text) => text;

export const coloured: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;

/** Colours only on a terminal, and as the usual variables say. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  if (process.env.NO_COLOR) return plain;
  if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== '0') return coloured;
  return stream.isTTY === true ? coloured : plain;
}
