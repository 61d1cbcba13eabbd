import { knownReleases, type Release } from '../schema/kinds.js';

/** The release that manifests are for: what the configuration says, or the newest that is known. */
export function targetRelease(configured: string | undefined): Release {
  const minor = /^v?1\.(\d+)/.exec(configured ?? '')?.[1];
  return minor === undefined ? knownReleases().last : `1.${minor}`;
}
