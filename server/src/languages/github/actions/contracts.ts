import { isArchived } from './archived.js';
import { table } from './contracts.generated.js';

export interface ActionInput {
  /** As the action spells it; workflows may use any case. */
  readonly name: string;
  /** Must be given: required, and without a default. */
  readonly required: boolean;
  /** Absent where there is none, where it is empty, or where it is long. */
  readonly default?: string;
  readonly deprecated?: true;
  /** All values that the action takes. */
  readonly values?: readonly string[];
  readonly type?: 'boolean';
}

export interface Contract {
  /** The action as its owner spells it: `Azure/login`. */
  readonly slug: string;
  /** The major or branch that the contract was read for: `v4`. */
  readonly ref: string;
  /** `runs.using` in lower case; empty for a release newer than what was read. */
  readonly using: string;
  /** By name in lower case. */
  readonly inputs: ReadonlyMap<string, ActionInput>;
  /** `dynamic` where the names depend on the inputs. */
  readonly outputs: readonly string[] | 'dynamic';
  /** False where what was read is older, so that the action may have more inputs and outputs. */
  readonly complete: boolean;
  /** What was read: a release or a moving tag, its commit where that was kept, and the commit's date. */
  readonly source: { readonly tag: string; readonly sha?: string; readonly date: string };
}

/** What we know of one major, or of a branch that users name. */
export interface Major {
  /** `v4`, `stable`. */
  readonly ref: string;
  /** False where `ref` itself is no tag, and only exact releases can be named. */
  readonly moving: boolean;
  /** The newest release of it, or `ref` where that is none. */
  readonly tag: string;
  /** Absent for old majors. */
  readonly sha?: string | undefined;
  /** The date of that commit. */
  readonly date: string;
  /** False for a major that exists, but whose contract could not be read; its date is then when it was seen. */
  readonly read: boolean;
}

/** An action that was not seen since this day may have changed without our knowing, unless it is archived. */
const horizon = '2026-01-01';

interface Entry extends Major {
  readonly slug: string;
  readonly complete: boolean;
  readonly version: readonly number[] | undefined;
  /** Runtimes with the release from which on each is used. */
  readonly runtimes: readonly { readonly using: string; readonly from: readonly number[] }[];
  /** Commits of other releases, by tag. */
  readonly releases: ReadonlyMap<string, string>;
  readonly newest: Signature;
  /** With what only earlier releases of the major have. */
  readonly all: Signature;
}

type Signature = Pick<Contract, 'inputs' | 'outputs'>;

let blocks: Map<string, string> | undefined;
const parsed = new Map<string, readonly Entry[]>();
const none: readonly Entry[] = [];

/** The table's blocks by slug in lower case; the text is cut once, and each block read when it is first asked for. */
function blockOf(slug: string): string | undefined {
  if (blocks === undefined) {
    blocks = new Map();
    for (const block of `\n${table}`.split('\n= ').slice(1)) {
      const end = block.search(/[ \n]/);
      blocks.set(block.slice(0, end).toLowerCase(), block);
    }
  }
  return blocks.get(slug);
}

function entriesOf(slug: string): readonly Entry[] {
  const key = slug.toLowerCase();
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const block = blockOf(key);
  if (block === undefined) return none;
  const entries = readBlock(block);
  parsed.set(key, entries);
  return entries;
}

function readBlock(block: string): Entry[] {
  const [head = '', ...lines] = block.split('\n');
  const [slug = '', until = '', dynamic] = head.split(' ');
  const complete = until >= horizon || isArchived(slug);
  const entries: Entry[] = [];
  const inputs = new Map<string, Marked<ActionInput>>();
  let outputs: Marked<string>[] = [];
  let heading: string[] = [];
  let releases = new Map<string, string>();
  let unread: string[] = [];
  const signature = (past: boolean): Signature => ({
    inputs: new Map([...inputs].filter(([, mark]) => past || !mark.past).map(([key, { value }]) => [key, value])),
    outputs: dynamic === '*' ? 'dynamic' : outputs.filter((mark) => past || !mark.past).map(({ value }) => value),
  });
  const close = () => {
    const [ref = '', read = '', sha = '', date = '', ...runtimes] = heading;
    const [tag = '', last = tag] = read.split(',');
    const moving = !ref.endsWith('.');
    const name = moving ? ref : ref.slice(0, -1);
    const newest = signature(false);
    entries.push({
      slug,
      ref: name,
      moving,
      tag,
      ...(sha !== '-' && { sha }),
      date,
      read: true,
      complete,
      version: versionOf(last) ?? versionOf(name),
      runtimes: runtimes.map((runtime) => {
        const [using = '', from = '0'] = runtime.split('@');
        return { using, from: from.split('.').map(Number) };
      }),
      releases,
      newest,
      all: [...inputs.values(), ...outputs].some(({ past }) => past) ? signature(true) : newest,
    });
  };
  for (const line of lines) {
    if (line.startsWith('@ ')) {
      if (heading.length > 0) close();
      heading = line.slice(2).split(' ');
      releases = new Map();
    } else if (line.startsWith('# ')) {
      for (const [, tag = '', sha = ''] of line.matchAll(/(\S+) ([0-9a-f]{40})/g)) releases.set(tag, sha);
    } else if (line.startsWith('! ')) {
      unread = line.slice(2).split(' ');
    } else if (line.startsWith('- ')) {
      for (const name of line.slice(2).split(' ')) inputs.delete(name);
    } else if (line.startsWith('>')) {
      const names = line.slice(2).split(' ').filter(Boolean);
      outputs = names.map((name) => ({ value: name.replace('^', ''), past: name.endsWith('^') }));
    } else if (line !== '') {
      const input = readInput(line);
      inputs.set(input.value.name.toLowerCase(), input);
    }
  }
  if (heading.length > 0) close();
  const nothing = { sha: undefined, releases: new Map<string, string>() };
  const last = entries.at(-1);
  const [ref = '', tag = '', date = ''] = unread;
  if (last !== undefined && ref !== '') {
    const moving = !ref.endsWith('.');
    const name = moving ? ref : ref.slice(0, -1);
    entries.push({ ...last, ref: name, moving, tag, date, read: false, version: versionOf(tag), ...nothing });
  }
  return entries;
}

/** `past`: only in earlier releases of the major. */
interface Marked<T> {
  readonly value: T;
  readonly past: boolean;
}

/** `name!~^ ?=default` */
function readInput(line: string): Marked<ActionInput> {
  const match = /^([^\s=!~^]+)([!~^]*)(?: (\?|\([^)]*\)))?(?:=(.*))?$/s.exec(line);
  const [, name = line, flags = '', kind = '', value] = match ?? [];
  const input: ActionInput = {
    name,
    required: flags.includes('!'),
    ...(value !== undefined && value !== '…' && { default: value }),
    ...(flags.includes('~') && { deprecated: true as const }),
    ...(kind === '?' && { type: 'boolean' as const }),
    ...(kind.startsWith('(') && { values: kind.slice(1, -1).split('|') }),
  };
  return { value: input, past: flags.includes('^') };
}

/** `v4.2.1` → [4, 2, 1], also for `4.2` and `releases/v4`; undefined for what is no version. */
function versionOf(ref: string): readonly number[] | undefined {
  const match = /^(?:releases?\/)?v?(\d{1,3})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/.exec(ref);
  return match
    ?.slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const isSha = (ref: string): boolean => /^[0-9a-f]{40}$/i.test(ref);

/** The entry that a ref means, and the release where it names one. */
function entryFor(slug: string, ref: string): { entry: Entry; release?: readonly number[] } | undefined {
  const entries = entriesOf(slug);
  const named = entries.find((entry) => entry.ref === ref || entry.tag === ref);
  if (named !== undefined) return { entry: named };
  if (isSha(ref)) {
    for (const entry of entries) {
      if (entry.sha === ref.toLowerCase()) return { entry };
      const tag = releaseOf(entry, ref.toLowerCase());
      if (tag !== undefined) return { entry, release: versionOf(tag) ?? [] };
    }
    return undefined;
  }
  const version = versionOf(ref);
  const entry = version && entries.find((candidate) => candidate.version?.[0] === version[0]);
  if (version === undefined || entry === undefined) return undefined;
  return version.length === 1 ? { entry } : { entry, release: version };
}

/**
 * What an action takes and gives at a ref: a major, a release (`v4.2.1`, judged by all releases of its major), a known
 * branch, or a commit in the table. Undefined where that is not known; rules then say nothing.
 */
export function contractOf(slug: string, ref: string): Contract | undefined {
  const found = entryFor(slug, ref);
  if (found === undefined || !found.entry.read) return undefined;
  const { entry, release } = found;
  // A release newer than what was read may have changed anything.
  const newer = release !== undefined && compare(release, entry.version ?? release) > 0;
  const runtimes = release ? entry.runtimes.filter(({ from }) => compare(release, from) >= 0) : entry.runtimes;
  return {
    slug: entry.slug,
    ref: entry.ref,
    complete: entry.complete && !newer,
    using: newer ? '' : ((runtimes.at(-1) ?? entry.runtimes[0])?.using ?? ''),
    ...(release ? entry.all : entry.newest),
    source: { tag: entry.tag, date: entry.date, ...(entry.sha !== undefined && { sha: entry.sha }) },
  };
}

/** The majors and branches of an action that were read, oldest first. */
export function majorsOf(slug: string): readonly Major[] {
  return entriesOf(slug);
}

/** The newest major that was read; undefined where releases have no versions. */
export function newestMajor(slug: string): Major | undefined {
  return entriesOf(slug).findLast(({ version }) => version !== undefined);
}

/** The tags that pointed at a commit when they were read, the most exact one first. */
export function tagsOfSha(slug: string, sha: string): readonly string[] {
  const commit = sha.toLowerCase();
  for (const entry of entriesOf(slug)) {
    if (entry.sha === commit) return entry.moving && entry.ref !== entry.tag ? [entry.tag, entry.ref] : [entry.tag];
    const tag = releaseOf(entry, commit);
    if (tag !== undefined) return [tag];
  }
  return [];
}

function releaseOf(entry: Entry, commit: string): string | undefined {
  for (const [tag, sha] of entry.releases) if (sha === commit) return tag;
  return undefined;
}

/** Every action in the table, as its owner spells it. */
export function knownActions(): readonly string[] {
  blockOf('');
  return [...(blocks ?? [])].map(([key, block]) => block.slice(0, key.length));
}
