import { parseReference } from '../../images/reference.js';
import { rows } from './images-table.js';

// What well-known images listen on, ask for and keep.

export interface KnownImage {
  readonly name: string;
  /** `cache`: loses nothing that matters when it starts anew. `store`: of files. `observer`: of what others do. */
  readonly kind: 'database' | 'broker' | 'cache' | 'store' | 'observer' | 'tool';
  /** Without a registry of Docker Hub. */
  readonly repositories: readonly string[];
  readonly summary: string;
  /** A tag to begin with; undefined where only whole versions are tags. */
  readonly tag?: string;
  readonly ports: readonly { readonly port: number; readonly purpose: string }[];
  /** The `test` of a health check; undefined where the image has nothing that could ask. */
  readonly check?: readonly string[];
  /** Whether the image brings a health check of its own. */
  readonly checksItself: 'no' | 'unknown';
  /** Folders in which it keeps its data. */
  readonly data: readonly string[];
  readonly environment: readonly string[];
  /** Groups of variables: without one of each, it does not start. */
  readonly required: readonly (readonly string[])[];
  /** Whether a variable `NAME` may be given as a file by `NAME_FILE`. */
  readonly filesForVariables: boolean;
}

const none = {
  ports: [],
  data: [],
  environment: [],
  required: [],
  filesForVariables: false,
  checksItself: 'no',
} as const;

export const knownImages: readonly KnownImage[] = rows.map((row) => ({ ...none, ...row }));

const byRepository = new Map(knownImages.flatMap((image) => image.repositories.map((name) => [name, image] as const)));

/** What is known of an image as `image:` names it, for its tag. */
export function knownImage(reference: string): KnownImage | undefined {
  const image = byRepository.get(parseReference(reference).repository);
  const postgres = postgresOf(reference);
  // Since 18 the folder of the data has the version in it, so that the volume belongs above.
  return image && postgres && postgres.version < 18 ? { ...image, data: ['/var/lib/postgresql/data'] } : image;
}

/** The newest PostgreSQL, which a tag without a version stands for. */
const newestPostgres = 18;

/** The version of PostgreSQL in the images that share the folders of the official one; `sure` where the tag says it. */
export function postgresOf(reference: string): { readonly version: number; readonly sure: boolean } | undefined {
  const { repository, tag = 'latest' } = parseReference(reference);
  if (repository !== 'postgres' && repository !== 'postgis/postgis' && repository !== 'pgvector/pgvector')
    return undefined;
  const written =
    /(?:^|-)pg(\d+)/.exec(tag)?.[1] ?? (repository === 'pgvector/pgvector' ? null : /^\d+/.exec(tag)?.[0]);
  return written ? { version: Number(written), sure: true } : { version: newestPostgres, sure: false };
}
