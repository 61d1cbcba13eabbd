// Paths inside are strings with '/' between the parts: relative to the workspace (`web/Dockerfile`), absolute
// (`/src/web/Dockerfile`), or a whole URI for virtual file systems (`vscode-vfs://host/web/Dockerfile`).

export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return '';
  return slash === 0 ? '/' : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function extension(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot);
}

/** Joins and cleans; `..` never leads above the root of the first part. */
export function join(base: string, ...parts: readonly string[]): string {
  const scheme = /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i.exec(base)?.[0] ?? '';
  const below = base.slice(scheme.length);
  const rest = [...(below === '' && scheme === '' ? [] : [below]), ...parts].join('/');
  const rooted = rest.startsWith('/');
  const kept: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  return scheme + (rooted || scheme !== '' ? '/' : '') + kept.join('/');
}

/** `path` as seen from `directory`, or undefined where it is not below it. */
export function below(directory: string, path: string): string | undefined {
  if (directory === '' || directory === '.') return path.startsWith('/') ? undefined : path;
  const prefix = directory.endsWith('/') ? directory : `${directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** The directory of a path and all above it, nearest first, ending with the root ('' or '/'). */
export function ancestors(path: string): readonly string[] {
  const found: string[] = [];
  let directory = dirname(path);
  for (;;) {
    found.push(directory);
    const above = dirname(directory);
    if (directory === '' || above === directory || /^[a-z][a-z0-9+.-]+:\/\/?$/i.test(above)) return found;
    directory = above;
  }
}

/** A path as a file in `directory` writes it: relative to that, or absolute. */
export function resolvePath(directory: string, path: string): string {
  return path.startsWith('/') ? join('/', path) : join(directory, path);
}
