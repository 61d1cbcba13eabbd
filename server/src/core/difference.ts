import type { TextEdit } from './edit.js';

/** Texts that differ in more lines than this are told apart by one edit: finding the smallest ones would take too long. */
const mostChanges = 200;

/**
 * Edits that turn one text into the other and touch no line that is in both, so that an editor keeps its folds, marks and
 * cursors. Within a run of changed lines only the part that differs is replaced.
 */
export function difference(before: string, after: string): readonly TextEdit[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const edits: TextEdit[] = [];
  let offset = lengthOf(a.slice(0, head));
  for (const hunk of hunks(middleA, middleB)) {
    offset += hunk.same;
    const edit = narrow(offset, hunk.removed, hunk.added);
    if (edit) edits.push(edit);
    offset += hunk.removed.length;
  }
  return edits;
}

interface Hunk {
  /** Length of the text before it that is the same. */
  readonly same: number;
  readonly removed: string;
  readonly added: string;
}

/** Lines with their line ends. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

/** Myers' algorithm: a shortest way from one list of lines to the other. */
function hunks(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  const whole: Hunk = { same: 0, removed: a.join(''), added: b.join('') };
  // After d changes, how far in `a` the furthest way has come on each diagonal (place in `a` less place in `b`).
  const steps: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(mostChanges, a.length + b.length); d++) {
    steps.push(new Map(reach));
    const next = new Map(reach);
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return toHunks(a, b, steps);
    }
    reach = next;
  }
  return [whole];
}

function toHunks(a: readonly string[], b: readonly string[], steps: readonly Map<number, number>[]): readonly Hunk[] {
  // Backwards along the way: which lines of `a` go, and which of `b` come.
  const removed = new Set<number>();
  const added = new Set<number>();
  let x = a.length;
  let y = b.length;
  for (let d = steps.length - 1; d > 0; d--) {
    const reach = steps[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0);
    const fromY = from - (down ? k + 1 : k - 1);
    if (down) added.add(fromY);
    else removed.add(from);
    x = from;
    y = fromY;
  }
  const found: Hunk[] = [];
  let same = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (!removed.has(i) && !added.has(j)) {
      same += a[i]?.length ?? 0;
      i++;
      j++;
      continue;
    }
    const hunk = { same, removed: '', added: '' };
    for (; removed.has(i) || added.has(j); ) {
      if (removed.has(i)) hunk.removed += a[i++] ?? '';
      else hunk.added += b[j++] ?? '';
    }
    found.push(hunk);
    same = 0;
  }
  return found;
}

function narrow(offset: number, removed: string, added: string): TextEdit | undefined {
  const most = Math.min(removed.length, added.length);
  let start = 0;
  while (start < most && removed[start] === added[start]) start++;
  let tail = 0;
  while (tail < most - start && removed[removed.length - 1 - tail] === added[added.length - 1 - tail]) tail++;
  if (start === removed.length && start === added.length) return undefined;
  const end = offset + removed.length - tail;
  return { span: { start: offset + start, end }, text: added.slice(start, added.length - tail) };
}
