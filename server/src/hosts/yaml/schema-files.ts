import { dirname, join, resolvePath } from '../../core/path.js';
import { pathOf, uriOf } from '../lsp/uris.js';
import { isMetaSchema, type SchemaText } from './messages.js';

/** Reads a schema where it is allowed to: in the workspace, or where the user has put those of an address. */
export interface SchemaReaders {
  /** `null` where there is none, undefined where it may not be read. */
  workspace(path: string): Promise<string | null | undefined>;
  mapped(path: string): Promise<string | null | undefined>;
  /** The user's files and folders by address. */
  readonly urls: () => Readonly<Record<string, string>>;
  readonly inWorkspace: (path: string) => boolean;
}

/** What a schema is called by in a file: something to read, or nothing that we may. */
export type SchemaTarget =
  | { readonly kind: 'bundled' }
  | { readonly kind: 'workspace' | 'mapped'; readonly path: string }
  /** `unknown`: an address that the user has given no file for. */
  | { readonly kind: 'unknown' | 'refused'; readonly reason: string };

const urlSetting = 'platformBuilder.yaml.schemaUrls';

/** What a name in the file at `path` means. */
export function schemaTarget(path: string, name: string, { urls, inWorkspace }: SchemaReaders): SchemaTarget {
  const plain = name.replace(/#.*$/s, '');
  if (isMetaSchema(plain)) return { kind: 'bundled' };
  if (/^https?:\/\//i.test(plain)) {
    const mapped = mappedPath(plain, urls());
    if (mapped?.startsWith('/')) return { kind: 'mapped', path: mapped };
    if (mapped !== undefined) {
      return { kind: 'refused', reason: `${urlSetting} gives ${mapped} for ${plain}: it has to be an absolute path.` };
    }
    const reason = `Schemas are never downloaded. To check this file, save the schema in the workspace and name its path, or name the file that stands for ${plain} in the setting ${urlSetting}.`;
    return { kind: 'unknown', reason };
  }
  const at = placeOf(path, plain);
  if (at === undefined)
    return { kind: 'refused', reason: `The schema ${plain} is relative to a file without a folder.` };
  if (!inWorkspace(at)) return { kind: 'refused', reason: `The schema ${plain} is outside the workspace.` };
  return { kind: 'workspace', path: at };
}

/** The path that a name in a file stands for: a URI, an absolute path of either system, or one relative to the file. */
function placeOf(path: string, name: string): string | undefined {
  if (/^[a-z]:[\\/]/i.test(name)) return join(pathOf(`file:///${name.replaceAll('\\', '/')}`));
  if (/^[a-z][a-z0-9+.-]+:/i.test(name)) return join(pathOf(name));
  if (name.startsWith('/') || path.startsWith('/') || path.includes('://')) return resolvePath(dirname(path), name);
  return undefined;
}

/** The text of a target, or why there is none. */
export async function readTarget(name: string, target: SchemaTarget, readers: SchemaReaders): Promise<SchemaText> {
  if (target.kind === 'bundled') return { text: '' };
  if ('reason' in target) return { refused: target.reason };
  const text = await readers[target.kind](target.path);
  if (typeof text === 'string') {
    return text.trim() === '' ? { refused: `The schema ${name} is empty.` } : { text: text.replace(/^\uFEFF/, '') };
  }
  const where = target.kind === 'mapped' ? `${name}, by ${urlSetting} the file ${target.path},` : `The schema ${name}`;
  if (text === null) return { refused: `${where} does not exist.` };
  return { refused: `${where} cannot be read: it leads out of the workspace, or is larger than 1 MB.` };
}

/** The user's file for an address: the longest beginning that they have given counts. */
function mappedPath(url: string, urls: Readonly<Record<string, string>>): string | undefined {
  const [best] = Object.keys(urls)
    .filter((prefix) => (prefix.endsWith('/') ? url.startsWith(prefix) : url === prefix))
    .sort((a, b) => b.length - a.length);
  if (best === undefined) return undefined;
  const rest = decoded(url.slice(best.length).replace(/\?.*$/s, ''));
  if (rest === undefined || rest.split(/[\\/]/).includes('..')) return undefined;
  const base = (urls[best] ?? '').replaceAll('\\', '/').replace(/^[a-z]:/i, (drive) => `/${drive.toLowerCase()}`);
  return rest === '' ? base : resolvePath(base, rest);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

// The library knows paths of a disk only. Documents of other file systems stand below a folder that is none.

const elsewhere = '/.elsewhere/';

/** A path of ours as an address for the library. */
export function libraryUri(path: string): string {
  if (path.startsWith('/')) return uriOf(path);
  const [, scheme = '', rest = path] = /^([a-z][a-z0-9+.-]+):\/\/(.*)$/is.exec(path) ?? [];
  return uriOf(`${elsewhere}${scheme || '-'}/${rest}`);
}

/** The name of a schema as the library asks for it, as a name in our terms. */
export function nameOf(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  // On Windows the library puts a drive in front.
  const path = pathOf(uri);
  const rest = path.replace(/^\/[a-z]:(?=\/\.elsewhere\/)/i, '');
  return rest.startsWith(elsewhere) ? rest.slice(elsewhere.length).replace('/', '://') : path;
}
