/**
 * The candidate that a word most likely stands for: the one with the fewest changed, swapped, missing or added
 * characters, case counting half. Undefined where none is near enough to be meant.
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  most: number = allowance(word),
): string | undefined {
  let best: string | undefined;
  let bestDistance = most + 0.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const distance =
      candidate.toLowerCase() === word.toLowerCase() ? 0.5 : editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Short words are near to everything, so they get little room. */
function allowance(word: string): number {
  return word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
}

/** Damerau-Levenshtein distance (adjacent swaps count once). Words over 64 characters count as far apart. */
function editDistance(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
