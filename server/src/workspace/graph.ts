import type { Fact, FactKind, FoundFact } from '../core/facts.js';

/** What two files can have in common: a kind of thing and its scope. */
export type FactKey = `${FactKind}|${string}`;

export function factKey(kind: FactKind, scope: string): FactKey {
  return `${kind}|${scope}`;
}

export interface GraphChange {
  /** Keys under which a place or a meaning changed, those of the file itself included. */
  readonly keys: ReadonlySet<FactKey>;
  /** Whether any meaning did: else names have only moved. */
  readonly meaning: boolean;
}

/** Stands for all facts of one file. */
export function factsOfKey(path: string): FactKey {
  return factKey('file', `of:${path}`);
}

export function isFactsOfKey(key: FactKey): boolean {
  return key.startsWith(factsOfKey(''));
}

/** The facts of many files, by file and by key. */
export interface Graph {
  /** Replaces what is known of a file. */
  set(path: string, facts: readonly Fact[]): GraphChange;
  /** Forgets a file. */
  remove(path: string): GraphChange;
  of(path: string): readonly Fact[] | undefined;
  /** All facts under a key, by path and then by place. */
  under(key: FactKey): readonly FoundFact[];
  paths(): readonly string[];
}

export function createGraph(): Graph {
  const byPath = new Map<string, readonly Fact[]>();
  const byKey = new Map<FactKey, Map<string, readonly FoundFact[]>>();

  const grouped = (path: string, facts: readonly Fact[]): Map<FactKey, FoundFact[]> => {
    const groups = new Map<FactKey, FoundFact[]>();
    for (const fact of facts) {
      const key = factKey(fact.kind, fact.scope);
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ ...fact, path });
    }
    return groups;
  };
  const replace = (path: string, facts: readonly Fact[]): GraphChange => {
    const before = grouped(path, byPath.get(path) ?? []);
    const after = grouped(path, facts);
    const keys = new Set<FactKey>();
    let changed = false;
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [then, now] = [before.get(key) ?? [], after.get(key) ?? []];
      if (sameInOrder(then, now)) continue;
      keys.add(key);
      changed ||= !sameMeaning(then, now);
    }
    if (keys.size > 0) keys.add(factsOfKey(path));
    for (const [key, group] of after) {
      const files = byKey.get(key) ?? new Map<string, readonly FoundFact[]>();
      byKey.set(key, files);
      files.set(path, group);
    }
    for (const key of before.keys()) {
      if (after.has(key)) continue;
      const files = byKey.get(key);
      files?.delete(path);
      if (files?.size === 0) byKey.delete(key);
    }
    return { keys, meaning: changed };
  };

  return {
    set(path, facts) {
      const changed = replace(path, facts);
      byPath.set(path, facts);
      return changed;
    },
    remove(path) {
      const changed = replace(path, []);
      byPath.delete(path);
      return changed;
    },
    of: (path) => byPath.get(path),
    under: (key) => {
      const files = byKey.get(key);
      if (!files) return [];
      return [...files.keys()].sort().flatMap((path) => files.get(path) ?? []);
    },
    paths: () => [...byPath.keys()],
  };
}

/** Whether two readings' facts are the same, with their places. */
function sameInOrder(before: readonly Fact[], after: readonly Fact[]): boolean {
  return before.length === after.length && before.every((fact, i) => after[i] !== undefined && isSame(fact, after[i]));
}

function isSame(one: Fact, two: Fact): boolean {
  if (one.role !== two.role || one.name !== two.name) return false;
  if (one.span.start !== two.span.start || one.span.end !== two.span.end) return false;
  const [first, second] = [one.details ?? {}, two.details ?? {}];
  const names = Object.keys(first);
  return names.length === Object.keys(second).length && names.every((name) => first[name] === second[name]);
}

/** Whether two readings' facts say the same, wherever they say it. */
function sameMeaning(before: readonly Fact[], after: readonly Fact[]): boolean {
  if (before.length !== after.length) return false;
  const written = (facts: readonly Fact[]): string => facts.map(meaning).sort().join('\n');
  return written(before) === written(after);
}

function meaning({ role, name, details = {} }: Fact): string {
  return JSON.stringify([role, name, Object.entries(details).sort(([one], [two]) => (one < two ? -1 : 1))]);
}
