// Names that were most likely meant to be one: the same but for separators, usual short forms, or a slip of a key.

/** Words that stand for one another. */
const synonyms: readonly (readonly string[])[] = [
  ['production', 'prod', 'prd'],
  ['staging', 'stage', 'stg'],
  ['development', 'develop', 'dev'],
  ['testing', 'test'],
  ['preview', 'previews'],
  ['sandbox', 'sbx'],
];

const canonicalWord = new Map(synonyms.flatMap((group) => group.map((word) => [word, group[0] ?? word] as const)));

/** A name without its separators, in lower case. */
export function withoutSeparators(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '');
}

/** An environment's name, with the long form of each of its words. */
export function canonicalEnvironment(name: string): string {
  return name
    .toLowerCase()
    .split(/[-_./ ]+/)
    .map((word) => canonicalWord.get(word) ?? word)
    .join('');
}

/**
 * The name that another one was most likely meant to be: the one that is used more often, or of two that are used as often the
 * longer one. Undefined where the name stands for itself.
 * @param uses how often each is used.
 */
export function twinOf(
  name: string,
  uses: ReadonlyMap<string, number>,
  isSame: (one: string, other: string) => boolean,
): string | undefined {
  const rank = (one: string): readonly [number, number, string] => [uses.get(one) ?? 0, one.length, one];
  const own = rank(name);
  const twins = [...uses.keys()].filter((other) => other.toLowerCase() !== name.toLowerCase() && isSame(name, other));
  const best = twins.sort((one, two) => (isAbove(rank(one), rank(two)) ? -1 : 1))[0];
  return best !== undefined && isAbove(rank(best), own) ? best : undefined;
}

function isAbove(one: readonly [number, number, string], two: readonly [number, number, string]): boolean {
  if (one[0] !== two[0]) return one[0] > two[0];
  return one[1] === two[1] ? one[2] < two[2] : one[1] > two[1];
}

/** Whether one of two names has a letter too much, or two of them the wrong way round; digits and short words tell apart. */
export function isSlip(one: string, other: string): boolean {
  const [short, long] = [one.toLowerCase(), other.toLowerCase()].sort((a, b) => a.length - b.length);
  if (short === undefined || long === undefined || short.length < 8) return false;
  if (short.replace(/\D/g, '') !== long.replace(/\D/g, '')) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const isWithin = (text: string): boolean =>
    (/[a-z]*$/.exec(text.slice(0, at))?.[0].length ?? 0) + (/^[a-z]*/.exec(text.slice(at))?.[0].length ?? 0) >= 4;
  if (!isWithin(long) || !isWithin(short)) return false;
  if (long.length === short.length + 1) return short.slice(at) === long.slice(at + 1);
  if (long.length !== short.length) return false;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}
