/** Endings of the files that ADD is meant for, as they are told apart by name. */
const archive = /\.(?:tar|gz|tgz|bz2|tbz2?|tb2|xz|txz|lz|tlz|lzma|Z|tZ|zst|tzst)$/;
const tar = /\.(?:tar(?:\.(?:gz|bz2|xz|lz|lzma|Z|zst))?|tgz|tbz2?|tb2|txz|tlz|tZ|tzst)$/;

/** Whether a file is an archive or compressed, by its name; a wildcard may stand before the ending. */
export function isArchive(path: string): boolean {
  return archive.test(unquoted(path));
}

/** Whether a file is a tar archive, compressed or not, by its name: what ADD unpacks. */
export function isTar(path: string): boolean {
  return tar.test(unquoted(path));
}

/** Whether a source is fetched over the network: a URL or a git repository. */
export function isRemote(source: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i.test(source.replace(/^["']/, ''));
}

function unquoted(path: string): string {
  return path.replace(/["']+$/, '');
}
