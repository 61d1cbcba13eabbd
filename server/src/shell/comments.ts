import { nodesOf } from './nodes.js';
import type { ShellReading } from './read.js';

/** The comments of a script, each from its `#` to the end of its line. */
export function commentsOf(reading: ShellReading): readonly { readonly pos: number; readonly end: number }[] {
  const { text } = reading;
  if (!text.includes('#')) return [];
  const nodes = nodesOf(reading);
  const covered = [
    ...nodes.of('Word'),
    ...nodes.of('Assignment'),
    ...nodes.of('HereDoc'),
    ...nodes.of('ArithmeticCommand'),
  ]
    .flatMap(({ node }) =>
      node.type === 'HereDoc' ? [{ pos: node.body.pos, end: node.closing?.end ?? node.body.end }] : [node],
    )
    .sort((a, b) => a.pos - b.pos);
  const found: { pos: number; end: number }[] = [];
  let next = 0;
  let reach = 0;
  for (const match of text.matchAll(/(?<=^|[\s;&|()])#/g)) {
    const pos = match.index;
    if (pos < (found[found.length - 1]?.end ?? 0)) continue;
    for (; next < covered.length && (covered[next]?.pos ?? 0) <= pos; next++) {
      reach = Math.max(reach, covered[next]?.end ?? 0);
    }
    if (pos < reach) continue;
    const newline = text.indexOf('\n', pos);
    found.push({ pos, end: newline === -1 ? text.length : newline });
  }
  return found;
}
