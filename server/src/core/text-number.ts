const numbered: { readonly text: string; readonly number: number }[] = [];
const mostNumbered = 16;
let numbers = 0;

/** A number that stands for a long text in the keys of many parts; the texts that were used last keep theirs. */
export function textNumber(text: string): number {
  const at = numbered.findIndex((one) => one.text === text);
  const [known = { text, number: ++numbers }] = at === -1 ? [] : numbered.splice(at, 1);
  numbered.push(known);
  if (numbered.length > mostNumbered) numbered.shift();
  return known.number;
}
