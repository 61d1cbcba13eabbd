// The service names files by paths; the protocol names them by URIs. A `file:` URI becomes its path (`/src/Dockerfile`,
// `/c:/src/Dockerfile`), any other keeps scheme and authority in front (`vscode-vfs://github/org/repo/Dockerfile`).

/** The service's path for a URI. Total: what is no URI stays as it is. */
export function pathOf(uri: string): string {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri);
  if (!match) return uri;
  const [, scheme = '', authority, rest = ''] = match;
  const path = decode(rest);
  if (scheme === 'file') {
    // A share: `file://server/share` is not the path `/share`.
    const host = authority !== undefined && authority !== '' && authority !== 'localhost' ? `//${authority}` : '';
    return host + path.replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
  }
  return authority === undefined ? `${scheme}:${path}` : `${scheme}://${authority}${path}`;
}

/** The URI for a path of the service: the inverse of `pathOf`, spelled as VS Code spells URIs. */
export function uriOf(path: string): string {
  // Two letters at least: a path without its leading slash may begin with a drive, `c:/src`, which is no scheme. In a URI,
  // `pathOf` has no such doubt.
  const match = /^([a-z][a-z0-9+.-]+):(\/\/[^/]*)?(.*)$/is.exec(path);
  if (match && !path.startsWith('/')) return `${match[1]}:${match[2] ?? ''}${encode(match[3] ?? '')}`;
  if (path.startsWith('//')) return `file:${encode(path)}`;
  return `file://${encode(path)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encode(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
