import * as tables from '#kubernetes-tables';

// The kinds of Kubernetes and of well-known custom resources: when they came and went, and what to use instead.

/** A minor release of Kubernetes, such as `1.36`. */
export type Release = string;

export interface KindFact {
  readonly apiVersion: string;
  readonly kind: string;
  /** The release that brought it; undefined where that is longer ago than anyone wrote down, and for custom resources. */
  readonly since?: Release;
  readonly deprecated?: Release;
  /** The first release without it. */
  readonly until?: Release;
  /** What to use instead. */
  readonly replacement?: { readonly apiVersion: string; readonly kind: string };
  /** Whether its objects belong to no namespace; undefined where that is not known. */
  readonly clusterWide?: boolean;
  /**
   * The project that it comes from; undefined for what Kubernetes itself has. Its schema is that of one version of the
   * project, and others have more or less: what it does not allow may still be right.
   */
  readonly project?: string;
  /** Where its type stands; undefined for what is gone for so long that its fields are not known. */
  readonly line?: number;
}

interface KindEntry {
  readonly type?: number;
  readonly since?: number;
  readonly deprecated?: number;
  readonly until?: number;
  readonly to?: string;
  readonly cluster?: boolean;
  readonly of?: string;
}

let known: ReadonlyMap<string, ReadonlyMap<string, KindFact>> | undefined;

function all(): ReadonlyMap<string, ReadonlyMap<string, KindFact>> {
  known ??= new Map(
    Object.entries(JSON.parse(tables.kinds) as Record<string, Record<string, KindEntry>>).map(([apiVersion, kinds]) => [
      apiVersion,
      new Map(Object.entries(kinds).map(([kind, entry]) => [kind, factOf(apiVersion, kind, entry)])),
    ]),
  );
  return known;
}

function factOf(apiVersion: string, kind: string, entry: KindEntry): KindFact {
  const { type, since, deprecated, until, to, cluster, of } = entry;
  const [toVersion, toKind = kind] = to?.split(' ') ?? [];
  return {
    apiVersion,
    kind,
    ...(since !== undefined && { since: release(since) }),
    ...(deprecated !== undefined && { deprecated: release(deprecated) }),
    ...(until !== undefined && { until: release(until) }),
    ...(toVersion !== undefined && { replacement: { apiVersion: toVersion, kind: toKind } }),
    ...(of === undefined ? { clusterWide: cluster === true } : cluster && { clusterWide: true }),
    ...(of !== undefined && { project: of }),
    ...(type !== undefined && { line: type }),
  };
}

/** What is known of a kind in an API version. */
export function kindOf(apiVersion: string, kind: string): KindFact | undefined {
  return all().get(apiVersion)?.get(kind);
}

/** Whether any kind of an API version is known, so that others are likely to be mistakes. */
export function isKnownVersion(apiVersion: string): boolean {
  return all().has(apiVersion);
}

/** Every kind that an API version has or had. */
export function kindsIn(apiVersion: string): readonly KindFact[] {
  return [...(all().get(apiVersion)?.values() ?? [])];
}

/** Every kind of that name, whatever its API version. */
export function kindsNamed(kind: string): readonly KindFact[] {
  return [...all().values()].flatMap((kinds) => kinds.get(kind) ?? []);
}

/** The kinds that a release of Kubernetes serves, and the custom resources that are known. */
export function kindsOf(version: Release): readonly KindFact[] {
  return [...all().values()].flatMap((kinds) => [...kinds.values()].filter((fact) => isServed(fact, version)));
}

/** Kinds that are deprecated or gone, in some release that is known. */
export function leavingKinds(): readonly KindFact[] {
  return [...all().values()].flatMap((kinds) =>
    [...kinds.values()].filter(({ deprecated, until }) => deprecated !== undefined || until !== undefined),
  );
}

export function isServed({ since, until }: Pick<KindFact, 'since' | 'until'>, version: Release): boolean {
  return (since === undefined || !isBefore(version, since)) && (until === undefined || isBefore(version, until));
}

/** The releases of which fields are known: what came before the first has no release. */
export function knownReleases(): { readonly first: Release; readonly last: Release } {
  const { first, last } = JSON.parse(tables.releases) as { first: number; last: number };
  return { first: release(first), last: release(last) };
}

export function isBefore(a: Release, b: Release): boolean {
  return minorOf(a) < minorOf(b);
}

export function release(minor: number): Release {
  return `1.${minor}`;
}

/** The number behind the first dot; what is no release is as old as can be. */
function minorOf(version: Release): number {
  return Number(/^v?1\.(\d+)/.exec(version)?.[1] ?? 0);
}
