const longestCode = 100;

/** Text from a file as code in Markdown, on one line: nothing in it can be taken for Markdown. */
export function code(text: string): string {
  const flat = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const short = flat.length > longestCode ? `${flat.slice(0, longestCode - 1)}…` : flat;
  if (short === '') return '(empty)';
  const longest = Math.max(0, ...[...short.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = short.startsWith('`') || short.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${short}${pad}${fence}`;
}
