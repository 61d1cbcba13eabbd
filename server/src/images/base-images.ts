import {
  endOfLifeOf,
  holds,
  type Image,
  type Layer,
  list,
  parseTag,
  recommendedTagOf,
  type Tag,
  table,
} from './base-image-tags.js';

/** Programs that the table has an opinion about; `ca-certificates` stands for the trust store. */
export type Program =
  | 'adduser'
  | 'bash'
  | 'busybox'
  | 'bzip2'
  | 'ca-certificates'
  | 'curl'
  | 'g++'
  | 'gcc'
  | 'git'
  | 'gpg'
  | 'gzip'
  | 'java'
  | 'jq'
  | 'make'
  | 'nc'
  | 'node'
  | 'npm'
  | 'openssl'
  | 'perl'
  | 'php'
  | 'pip'
  | 'ps'
  | 'python'
  | 'python3'
  | 'ruby'
  | 'ssh'
  | 'sudo'
  | 'tar'
  | 'unzip'
  | 'useradd'
  | 'wget'
  | 'xz';

export type ShellKind = 'dash' | 'ash' | 'bash' | 'cmd' | 'powershell';
export type PackageManager = 'apt' | 'apk' | 'dnf' | 'microdnf' | 'yum' | 'tdnf' | 'zypper' | 'pacman';

export interface ImageFacts {
  /** Canonical name, e.g. `python` or `gcr.io/distroless/static-debian12`. */
  readonly name: string;
  /** One line of ours, for hover. */
  readonly summary: string;
  /** The user that the image runs as. */
  readonly user?: { readonly name: string; readonly uid?: number };
  /** Other users that exist in the image. */
  readonly users?: readonly { readonly name: string; readonly uid: number }[];
  /** The shell of RUN and of shell-form CMD; null where the image has none. */
  readonly shell?: { readonly path: string; readonly kind: ShellKind } | null;
  readonly packageManager?: PackageManager | null;
  /** A program that is absent from the map is unknown. */
  readonly programs: ReadonlyMap<Program, boolean>;
  readonly workdir?: string;
  readonly ports?: readonly string[];
  readonly stopSignal?: string;
  /** Names of the environment variables that the image sets. */
  readonly env?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: boolean;
  readonly distribution?: { readonly id: string; readonly release?: string };
  readonly endOfLife?: {
    readonly date: string;
    readonly product: string;
    readonly cycle: string;
    readonly nextTag?: string;
  };
  readonly deprecated?: { readonly replacement: string };
  readonly recommendedTag?: string;
  readonly sources: readonly { readonly address: string; readonly date: string }[];
}

const images = new Map<string, Image>(Object.entries(table.images));
const canonicalNames = new Map<string, string>();
const allPrograms = new Set<string>();
for (const [name, image] of images) {
  for (const alias of list(image.aliases)) {
    canonicalNames.set(alias, name);
  }
  for (const layer of [image, ...(image.variants ?? [])]) {
    for (const program of [...list(layer.has), ...list(layer.lacks)]) {
      allPrograms.add(program);
    }
  }
}
allPrograms.delete('*');

/** Date of the newest source of the table, ISO. */
export const imagesDate: string = table.date;

interface KnownImage {
  readonly name: string;
  readonly summary: string;
  readonly tags: readonly string[];
}

/** The images that completion of FROM offers, with their sensible tags. */
export function knownImages(): readonly KnownImage[] {
  return [...images].map(([name, image]) => ({ name, summary: image.summary, tags: list(image.tags) }));
}

const cacheLimit = 2000;
const cache = new Map<string, ImageFacts | undefined>();

/**
 * Facts of an image as written in a Dockerfile, or undefined where the table does not know it.
 * `docker.io/library/python`, `library/python` and `python` are the same image; a missing tag means `latest`.
 */
export function imageFacts(repository: string, tag: string | undefined): ImageFacts | undefined {
  const key = `${repository}:${tag ?? 'latest'}`;
  if (cache.has(key)) {
    return cache.get(key);
  }
  if (cache.size >= cacheLimit) {
    cache.clear();
  }
  const facts = lookUp(repository, tag ?? 'latest');
  cache.set(key, facts);
  return facts;
}

function lookUp(repository: string, text: string): ImageFacts | undefined {
  const found = findImage(repository);
  if (found === undefined) {
    return undefined;
  }
  const { name, image, version, debian } = found;
  const tag = parseTag(image, version === undefined ? text : `${version}-${text}`, debian);
  const endOfLife = endOfLifeOf(image, tag, version === undefined && debian === undefined);
  const recommendedTag = version === undefined ? recommendedTagOf(image, tag) : image.recommended;
  return {
    name,
    summary: image.summary,
    ...merge(layersOf(image, tag, 0), tag),
    ...(endOfLife === undefined ? {} : { endOfLife }),
    ...(image.deprecated === undefined ? {} : { deprecated: { replacement: image.deprecated } }),
    ...(recommendedTag === undefined ? {} : { recommendedTag }),
  };
}

interface FoundImage {
  readonly name: string;
  readonly image: Image;
  /** The version and the Debian release in names such as `distroless/nodejs22-debian12`. */
  readonly version?: string;
  readonly debian?: string;
}

function findImage(repository: string): FoundImage | undefined {
  const short = repository.replace(/^(?:(?:index\.|registry-1\.)?docker\.io\/)?(?:library\/)?/, '');
  const name = canonicalNames.get(short) ?? short;
  const image = images.get(name);
  if (image !== undefined) {
    return { name, image };
  }
  const parts = /^(.*\/distroless\/(?:python3|[a-z-]+?))(\d*)(?:-debian(\d+))?$/.exec(short);
  const generic = images.get(parts?.[1] ?? '');
  if (generic === undefined) {
    return undefined;
  }
  const [, , version, debian] = parts ?? [];
  return { name: short, image: generic, ...(version ? { version } : {}), ...(debian ? { debian } : {}) };
}

const deepestBase = 6;

/** The layers of facts that hold for a tag, from the distribution's up to the image's own. */
function layersOf(image: Image, tag: Tag, depth: number): readonly Layer[] {
  let layers: Layer[] = [image];
  for (const variant of image.variants ?? []) {
    if (holds(variant.when, tag)) {
      layers = variant.only === true ? [variant] : [...layers, variant];
    }
  }
  const reference = layers.findLast((layer) => layer.base !== undefined)?.base;
  const [name = '', baseTag = ''] = reference?.split(':') ?? [];
  const base = images.get(name);
  if (base === undefined || depth === deepestBase) {
    return layers;
  }
  return [...layersOf(base, baseTag === '*' ? tag : baseTagOf(base, baseTag, tag), depth + 1), ...layers];
}

function baseTagOf(base: Image, text: string, tag: Tag): Tag {
  const own = parseTag(base, text);
  const suite = own.suite?.release === undefined ? (tag.suite ?? own.suite) : own.suite;
  // The release of a distribution is the version of its own image.
  const version = own.version ?? (suite?.product === base.product ? suite?.release : undefined);
  return { ...own, version, words: suite === undefined ? own.words : [...own.words, suite.word], suite };
}

type MergedFacts = Omit<ImageFacts, 'name' | 'summary' | 'endOfLife' | 'deprecated' | 'recommendedTag'>;

function merge(layers: readonly Layer[], tag: Tag): MergedFacts {
  const last = <Key extends keyof Layer>(key: Key): Layer[Key] =>
    layers.findLast((layer) => layer[key] !== undefined)?.[key];
  const all = (key: 'env' | 'ports' | 'source' | 'volumes'): string[] => [
    ...new Set(layers.flatMap((layer) => list(layer[key]))),
  ];
  const some = (values: string[]): string[] | undefined => (values.length === 0 ? undefined : values);
  const user = userOf(last('user'));
  const users = usersOf(layers).filter((other) => other.name !== user?.name);
  const id = last('distribution');
  const release = tag.suite?.product === id ? tag.suite?.release : undefined;
  const packages = last('packages');
  return withoutUndefined({
    user,
    users: users.length === 0 ? undefined : users,
    shell: shellOf(last('shell')),
    packageManager: packages === 'none' ? null : (packages as PackageManager | undefined),
    programs: programsOf(layers),
    workdir: last('workdir'),
    ports: some(all('ports')),
    stopSignal: last('stop'),
    env: some(all('env')),
    volumes: some(all('volumes')),
    healthcheck: last('healthcheck'),
    distribution: id === undefined ? undefined : { id, ...(release === undefined ? {} : { release }) },
    sources: all('source').flatMap((source) => table.sources[source] ?? []),
  });
}

function programsOf(layers: readonly Layer[]): ReadonlyMap<Program, boolean> {
  const programs = new Map<string, boolean>();
  for (const layer of layers) {
    for (const name of layer.lacks === '*' ? allPrograms : list(layer.lacks)) {
      programs.set(name, false);
    }
    for (const name of list(layer.has)) {
      programs.set(name, true);
    }
    for (const name of layer.unsure === '*' ? allPrograms : list(layer.unsure)) {
      programs.delete(name);
    }
  }
  return programs as ReadonlyMap<Program, boolean>;
}

/** The users that the layers add, less those that a later layer removes: `-ubuntu`. */
function usersOf(layers: readonly Layer[]): { name: string; uid: number }[] {
  const users = new Map<string, number>();
  for (const text of layers.flatMap((layer) => list(layer.users))) {
    const [name = '', uid] = text.split(':');
    if (uid === undefined) {
      users.delete(name.replace(/^-/, ''));
    } else {
      users.set(name, Number(uid));
    }
  }
  return [...users].map(([name, uid]) => ({ name, uid }));
}

function userOf(text: string | undefined): { readonly name: string; readonly uid?: number } | undefined {
  const [name = '', uid] = text?.split(':') ?? [];
  return name === '' ? undefined : { name, ...(uid === undefined ? {} : { uid: Number(uid) }) };
}

function shellOf(text: string | undefined): MergedFacts['shell'] | undefined {
  const [kind, path] = list(text);
  if (kind === undefined || kind === 'none') {
    return kind === undefined ? undefined : null;
  }
  return { kind: kind as ShellKind, path: path ?? (kind === 'cmd' || kind === 'powershell' ? kind : '/bin/sh') };
}

/** Absent facts are unknown, so a key that is present never holds undefined. */
function withoutUndefined(facts: Record<keyof MergedFacts, unknown>): MergedFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as unknown as MergedFacts;
}
