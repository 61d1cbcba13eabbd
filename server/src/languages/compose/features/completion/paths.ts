import type { Items } from '../../../../core/completion-items.js';
import { join, resolvePath } from '../../../../core/path.js';
import { entryOf } from '../../../../yaml/values.js';
import { projectOf } from '../../model/project.js';
import { nodeOf, type Place } from './place.js';

interface Wanted {
  /** Which files are offered; folders always are, to go on in them. */
  readonly files: RegExp | undefined;
  /** The folder that the path starts from, where it is not the project's. */
  readonly from?: string;
  /** Whether a path begins with `./`, as a bare name would mean something else. */
  readonly dot?: boolean;
}

const compose = /\.ya?ml$/i;
const env = /(?:^|[.])env(?:[.]|$)/i;
const any = /./;

/** Files and folders, wherever Compose takes a path. */
export function completePaths(place: Place, into: Items): void {
  const wanted = place.role === 'value' ? wantedAt(place) : undefined;
  if (!wanted) return;
  const { context, typed, span } = place;
  if (/^[a-z][a-z0-9+.-]*:\/\/|[$*?]/i.test(typed) || typed.startsWith('~')) return;
  const { directory } = projectOf(context.document, context.path, context.files);
  const slash = typed.lastIndexOf('/');
  if (wanted.dot && slash === -1 && !/^\.{0,2}$/.test(typed)) return;
  const folder = resolvePath(wanted.from ?? directory, typed.slice(0, slash + 1));
  const word = { start: span.start + slash + 1, end: span.end };
  const lead = wanted.dot && slash === -1 ? './' : '';
  const entries = [...(context.files.list(folder) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, kind } of entries) {
    const isFolder = kind === 'directory';
    if (name === '.git' || join(folder, name) === context.path) continue;
    if (!isFolder && !wanted.files?.test(name)) continue;
    into.add(word, `${lead}${name}${isFolder ? '/' : ''}`, { kind: isFolder ? 'folder' : 'file', again: isFolder });
  }
}

function wantedAt(place: Place): Wanted | undefined {
  const { path } = place;
  if (path[0] === 'include')
    return { files: path[path.length - 1] === 'env_file' || path.includes('env_file') ? env : compose };
  if (path[0] === 'configs' || path[0] === 'secrets') return path[2] === 'file' ? { files: any, dot: true } : undefined;
  if (path[0] !== 'services') return undefined;
  const attribute = path.slice(2).join('.');
  switch (attribute) {
    case 'env_file':
    case 'env_file.-':
    case 'env_file.path':
    case 'env_file.-.path':
      return { files: env };
    case 'label_file':
    case 'label_file.-':
    case 'credential_spec.file':
      return { files: any };
    case 'extends.file':
      return { files: compose };
    case 'build':
    case 'build.context':
      return { files: undefined, dot: true };
    case 'build.dockerfile':
      return { files: /dockerfile|containerfile/i, from: contextOf(place) };
    case 'develop.watch.-.path':
      return { files: any, dot: true };
    case 'volumes.-':
      return place.typed.includes(':') ? undefined : { files: any, dot: true };
    case 'volumes.-.source':
      return { files: any, dot: true };
    default:
      return /^build\.additional_contexts\.[^.]+$/.test(attribute) ? { files: undefined, dot: true } : undefined;
  }
}

/** The folder of the build that the cursor is in. */
function contextOf(place: Place): string {
  const { context, path } = place;
  const { directory } = projectOf(context.document, context.path, context.files);
  const given = entryOf(nodeOf(place, path.slice(0, 3)), 'context')?.value;
  return given?.kind === 'scalar' && !given.text.includes('$') ? resolvePath(directory, given.text) : directory;
}
