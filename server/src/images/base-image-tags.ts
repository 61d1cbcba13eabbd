import data from './base-images.json' with { type: 'json' };

/** Facts as the table stores them: lists are separated by spaces, `docs/images.md` explains each key. */
export interface Layer {
  base?: string;
  distribution?: string;
  user?: string;
  users?: string;
  shell?: string;
  packages?: string;
  has?: string;
  lacks?: string;
  unsure?: string;
  workdir?: string;
  ports?: string;
  stop?: string;
  env?: string;
  volumes?: string;
  healthcheck?: boolean;
  source?: string;
}

export interface Variant extends Layer {
  when: string;
  only?: boolean;
}

export interface Image extends Layer {
  summary: string;
  tags: string;
  aliases?: string;
  product?: string;
  recommended?: string;
  releases?: string;
  versions?: Record<string, string>;
  words?: string;
  deprecated?: string;
  variants?: readonly Variant[];
}

interface Product {
  source: string;
  /** Release cycle to the day its support ends, or null where no day is set; oldest first. */
  cycles: Record<string, string | null>;
  /** Cycles that are no target of an upgrade, such as the odd releases of Node.js. */
  skip?: string;
  /** Only distributions have it: code name, as tags spell it, to release. */
  codenames?: Record<string, string>;
}

export interface Table {
  date: string;
  sources: Record<string, { address: string; date: string }>;
  products: Record<string, Product>;
  images: Record<string, Image>;
}

/** The release of a distribution that a tag names. */
export interface Suite {
  readonly product: string;
  readonly release: string | undefined;
  readonly word: string;
}

export interface Tag {
  readonly text: string;
  readonly version: string | undefined;
  readonly words: readonly string[];
  readonly suite: Suite | undefined;
}

export interface EndOfLife {
  readonly date: string;
  readonly product: string;
  readonly cycle: string;
  readonly nextTag?: string;
}

export const table: Table = data;
const products = new Map<string, Product>(Object.entries(table.products));
const codenames = new Map<string, Suite>();
for (const [product, { codenames: names }] of products) {
  for (const [word, release] of Object.entries(names ?? {})) {
    codenames.set(word, { product, release, word });
  }
}

export function list(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(' ');
}

/** Reads a tag such as `3.11-slim-bookworm`; `debian` is the release in a repository's name. */
export function parseTag(image: Image, text: string, debian?: string): Tag {
  const words = text.split(/[-_]/).filter((word) => word !== '');
  const version = versionOf(words[0] ?? '') ?? words.map((word) => image.versions?.[word]).find((known) => known);
  let suite: Suite | undefined;
  if (debian) {
    suite = suiteOfRelease('debian', debian);
  } else if (isDistribution(image) && image.product !== undefined && version !== undefined) {
    suite = suiteOfRelease(image.product, version);
  } else {
    suite = words.map(suiteOfWord).find((known) => known !== undefined);
  }
  if (suite !== undefined && !words.includes(suite.word)) {
    words.push(suite.word);
  }
  for (const word of [...words]) {
    const stem = /^(windows|nanoserver)/.test(word) ? 'windows' : /^([a-z]+)\d[\d.]*$/.exec(word)?.[1];
    if (stem !== undefined && !words.includes(stem)) {
      words.push(stem);
    }
  }
  return { text, version, words, suite };
}

function versionOf(word: string): string | undefined {
  return /^v?(\d+(?:\.\d+)*)/.exec(word)?.[1];
}

function isDistribution(image: Image): boolean {
  return image.product !== undefined && products.get(image.product)?.codenames !== undefined;
}

function suiteOfWord(word: string): Suite | undefined {
  const numbered = /^(alpine|al|azurelinux|fedora|oraclelinux|ubi)(\d+(?:\.\d+)?)$/.exec(word);
  if (numbered?.[1] !== undefined && numbered[2] !== undefined) {
    const product = numbered[1] === 'al' ? 'amazonlinux' : numbered[1];
    return { product, release: numbered[2], word: numbered[1] };
  }
  return word === 'alpine' ? { product: 'alpine', release: undefined, word } : codenames.get(word);
}

function suiteOfRelease(product: string, version: string): Suite | undefined {
  const release = cycleOf(product, version);
  if (release === undefined) {
    return undefined;
  }
  const names = Object.entries(products.get(product)?.codenames ?? {});
  return { product, release, word: names.find(([, known]) => known === release)?.[0] ?? product };
}

function cycleOf(product: string | undefined, version: string | undefined): string | undefined {
  const cycles = product === undefined ? undefined : products.get(product)?.cycles;
  let cycle = version ?? '';
  while (cycles !== undefined && cycle !== '') {
    if (cycle in cycles) {
      return cycle;
    }
    cycle = cycle.slice(0, Math.max(0, cycle.lastIndexOf('.')));
  }
  return undefined;
}

/** `slim`, `buster|bookworm`, `!alpine`, `>=3.8` and `<2`, separated by spaces; all must hold. */
export function holds(condition: string, tag: Tag): boolean {
  return list(condition).every((term) => {
    const bound = /^(>=|<)(.+)$/.exec(term);
    if (bound?.[2] !== undefined) {
      const order = tag.version === undefined ? undefined : compareVersions(tag.version, bound[2]);
      // A tag without a version moves with the newest release.
      return bound[1] === '<' ? order !== undefined && order < 0 : order === undefined || order >= 0;
    }
    const negated = term.startsWith('!');
    return (negated ? term.slice(1) : term).split('|').some((word) => tag.words.includes(word)) !== negated;
  });
}

/** Compares as many components as both have, so that the moving tag `3` is not below `3.8`. */
function compareVersions(left: string, right: string): number {
  const theirs = right.split('.');
  for (const [index, part] of left.split('.').slice(0, theirs.length).entries()) {
    const difference = Number(part) - Number(theirs[index]);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** The earlier of the ends of support of what the tag names: the product itself, and its distribution. */
export function endOfLifeOf(image: Image, tag: Tag, mayChangeTag: boolean): EndOfLife | undefined {
  const own = cycleOf(image.product, tag.version) ?? (isDistribution(image) ? tag.suite?.release : undefined);
  const candidates = [
    { product: image.product, cycle: own },
    { product: tag.suite?.product, cycle: cycleOf(tag.suite?.product, tag.suite?.release) },
  ];
  let earliest: EndOfLife | undefined;
  for (const { product = '', cycle = '' } of candidates) {
    const date = products.get(product)?.cycles[cycle];
    if (date && (earliest === undefined || date < earliest.date)) {
      earliest = { date, product, cycle };
    }
  }
  const nextTag = earliest !== undefined && mayChangeTag ? nextTagOf(image, tag, own) : undefined;
  return earliest === undefined || nextTag === undefined ? earliest : { ...earliest, nextTag };
}

/** The same variant on the next release that still has a year of support after the date of the table. */
function nextTagOf(image: Image, tag: Tag, cycle: string | undefined): string | undefined {
  const next = cycle === undefined || image.product === undefined ? undefined : supportedFrom(image.product, cycle);
  const [first = '', ...rest] = tag.text.split('-');
  if (isDistribution(image)) {
    const names = Object.entries(products.get(image.product ?? '')?.codenames ?? {});
    const head = /^\d/.test(first) ? next : names.find(([, release]) => release === next)?.[0];
    const words = rest.filter((word) => !/^\d{8}/.test(word));
    const isKnown = words.every((word) => variantWords(image).has(word));
    return head === undefined || next === cycle || !isKnown ? undefined : [head, ...words].join('-');
  }
  const isVersioned = versionOf(first) !== undefined || image.versions?.[first] !== undefined;
  const head = isVersioned ? offeredVersion(image, next ?? first, cycle === undefined) : '';
  const words = (isVersioned ? rest : [first, ...rest]).map((word) => supportedWord(image, word));
  if (head === undefined || words.includes(undefined)) {
    return undefined;
  }
  const result = [...(isVersioned ? [head] : []), ...words].join('-');
  return result === tag.text ? undefined : result;
}

/** The version as the image's own tags spell it: the cycle `10` of .NET is the tag `10.0`. */
function offeredVersion(image: Image, version: string, mustBeListed: boolean): string | undefined {
  const offered = list(image.tags).map((tag) => tag.split('-')[0] ?? '');
  const listed = offered.find((other) => other === version);
  if (listed !== undefined || mustBeListed) {
    return listed;
  }
  return offered.find((other) => cycleOf(image.product, versionOf(other)) === version) ?? version;
}

/**
 * A word of a tag where the image is known to have that variant; the word of a supported release in place of one that
 * the image is no longer built on.
 */
function supportedWord(image: Image, word: string): string | undefined {
  const suite = suiteOfWord(word);
  if (suite?.release === undefined) {
    return variantWords(image).has(word) ? word : undefined;
  }
  const offered = list(image.releases).filter((other) => suiteOfWord(other)?.product === suite.product);
  const supported = offered.filter((other) => isSupported(suite.product, suiteOfWord(other)?.release ?? ''));
  return supported.includes(word) ? word : supported[0];
}

function variantWords(image: Image): ReadonlySet<string> {
  return new Set(list(`${image.tags} ${image.words ?? ''}`).flatMap((tag) => tag.split('-')));
}

function isSupported(product: string, cycle: string): boolean {
  const date = products.get(product)?.cycles[cycle];
  const yearLater = `${Number(table.date.slice(0, 4)) + 1}${table.date.slice(4)}`;
  return (date ?? '9999') >= yearLater;
}

function supportedFrom(product: string, cycle: string): string | undefined {
  const { cycles = {}, skip } = products.get(product) ?? {};
  const skipped = new Set(list(skip));
  const candidates = Object.keys(cycles)
    .filter((other) => !skipped.has(other) && compareVersions(other, cycle) >= 0)
    .sort(compareVersions);
  const newest = candidates.at(-1) ?? '';
  return (
    candidates.find((other) => isSupported(product, other)) ??
    ((cycles[newest] ?? '9999') > table.date ? newest : undefined)
  );
}

const movingWords: ReadonlySet<string> = new Set(
  'current edge latest lts mainline oldstable rolling stable testing'.split(' '),
);

/** A tag to pin that keeps the variant: `slim` becomes `3.14-slim`. */
export function recommendedTagOf(image: Image, tag: Tag): string | undefined {
  if (image.recommended === undefined || tag.version !== undefined) {
    return image.recommended;
  }
  const words = tag.text.split('-').filter((word) => !movingWords.has(word) && !/^\d{8}/.test(word));
  const kept = isDistribution(image) ? words.filter((word) => suiteOfWord(word) === undefined) : words;
  const renewed = kept.map((word) => supportedWord(image, word));
  if (renewed.includes(undefined)) {
    return undefined;
  }
  return renewed.length === 0 || image.recommended.includes('-')
    ? image.recommended
    : [image.recommended, ...renewed].join('-');
}
