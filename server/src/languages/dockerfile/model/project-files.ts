import { excludedBy, ignoreFileOf } from '../../../context/ignore-file.js';
import type { FileView } from '../../../core/files.js';
import { glob } from '../../../core/glob.js';
import { basename, join } from '../../../core/path.js';
import { mountsOf, mountValue } from '../syntax/mount.js';
import { contextFolders, contextPath, contextSources } from './build-context.js';
import { stageChain } from './dockerfile.js';
import type { CommandUse } from './script.js';

/** Where a Dockerfile is, and the files around it. */
export interface Project {
  readonly files: FileView;
  readonly path: string;
}

/** Whether a file of the project is there when a command runs: copied or mounted, by its name or with its folder. */
export function isBrought(project: Project, use: CommandUse, name: string): 'yes' | 'no' | 'unknown' {
  let answer: 'no' | 'unknown' = 'no';
  for (const source of sourcesBefore(use)) {
    if (source.includes('$')) continue;
    const last = basename(source);
    if (last === name) return 'yes';
    const pattern = /[*?[]/.test(last);
    if (pattern && !glob(last)(name)) continue;
    const found = inContext(project, pattern ? join(source, '..', name) : join(source, name));
    if (found === 'yes') return found;
    if (found === 'unknown') answer = found;
  }
  return answer;
}

/** What COPY and ADD before a command take from the build context, and what its own bind mounts show of it. */
function sourcesBefore({ instruction, stage }: CommandUse): readonly string[] {
  const found: string[] = [];
  for (const part of stage ? stageChain(stage) : []) {
    for (const other of part.instructions) {
      if (part === stage && other.index >= instruction.index) break;
      if (other.kind === 'COPY' || other.kind === 'ADD') found.push(...contextSources(other).map(({ text }) => text));
    }
  }
  for (const mount of mountsOf(instruction)) {
    if (mount.type === 'bind' && !mountValue(mount, 'from')) found.push(mountValue(mount, 'source', 'src') ?? '.');
  }
  return found;
}

function inContext({ files, path }: Project, source: string): 'yes' | 'no' | 'unknown' {
  const inside = contextPath(source);
  const kinds = foldersOfRepository(files, path).map((folder) => files.kind(join(folder, inside)));
  if (kinds.includes('file')) {
    const ignored = ignoreFileOf(files, path);
    return ignored && excludedBy(ignored, inside) ? 'no' : 'yes';
  }
  return kinds.includes(undefined) ? 'unknown' : 'no';
}

/** The folders that may be the context, no further up than that of the repository. */
function foldersOfRepository(files: FileView, path: string): readonly string[] {
  const folders = contextFolders(path);
  const root = folders.findIndex((folder) => {
    const kind = files.kind(join(folder, '.git'));
    return kind === 'directory' || kind === 'file';
  });
  return root === -1 ? folders : folders.slice(0, root + 1);
}
