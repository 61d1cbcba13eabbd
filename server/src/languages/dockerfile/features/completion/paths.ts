import { excludedBy, ignoreFileOf } from '../../../../context/ignore-file.js';
import type { Items } from '../../../../core/completion-items.js';
import { basename, join } from '../../../../core/path.js';
import type { Span } from '../../../../core/text.js';
import { contextFolders, contextPath } from '../../model/build-context.js';
import { type Stage, stageChain, stageReferred } from '../../model/dockerfile.js';
import { commandsOf } from '../../model/script.js';
import { workdirAt } from '../../model/state.js';
import { expandAt } from '../../model/variables.js';
import type { ArgumentPlace } from './place.js';

const hiddenNames: ReadonlySet<string> = new Set(['.git', '.hg', '.svn']);

/**
 * Files and folders of the build context below what is typed. Which folder is the context, the file does not tell: its own
 * folder comes first, then those above.
 */
export function completeContextPath(place: ArgumentPlace, typed: string, span: Span, into: Items): void {
  const { context } = place;
  if (/^[a-z][a-z0-9+.-]*:\/\/|[$*?[]/i.test(typed)) return;
  const slash = typed.lastIndexOf('/');
  const folder = contextPath(typed.slice(0, slash + 1));
  const word = { start: span.start + slash + 1, end: span.end };
  const ignores = ignoreFileOf(context.files, context.path);
  const json = place.text.slice(place.from).trimStart().startsWith('[');
  const last: (() => void)[] = [];
  contextFolders(context.path).forEach((root, level) => {
    const at = folder === '' ? root : root === '' ? folder : join(root, folder);
    const entries = [...(context.files.list(at) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, kind } of entries) {
      const own = (root === '' || root === '/' ? root : `${root}/`) + name === context.path;
      // A name with blanks needs the JSON form.
      if (hiddenNames.has(name) || own || (/\s/.test(name) && !json)) continue;
      const isFolder = kind === 'directory';
      const inside = folder === '' ? name : `${folder}/${name}`;
      const by = ignores && ignores.context === root ? excludedBy(ignores, inside) : undefined;
      const where = level === 0 ? undefined : `where the context is ${root === '' ? 'the workspace folder' : root}`;
      const detail = by ? `left out by "${by.text}" of ${basename(ignores?.path ?? '')}` : where;
      const add = (): void =>
        into.add(word, isFolder ? `${name}/` : name, {
          kind: isFolder ? 'folder' : 'file',
          again: isFolder,
          ...(detail !== undefined && { detail }),
        });
      if (by) last.push(add);
      else add();
    }
  });
  for (const add of last) add();
}

/** Paths that a stage surely has: where it works, and what it copied and built. */
function stagePaths(place: ArgumentPlace, stage: Stage): readonly { path: string; detail: string }[] {
  const { document } = place.context;
  const found = new Map<string, string>();
  const add = (path: string | undefined, detail: string): void => {
    if (path?.startsWith('/') && !found.has(path)) found.set(path, detail);
  };
  for (const at of stageChain(stage)) {
    for (const instruction of at.instructions) {
      if (instruction === place.instruction) break;
      const workdir = workdirAt(document, instruction);
      const resolve = (path: string): string | undefined =>
        path.startsWith('/') ? join('/', path) : workdir && join(workdir, path);
      if (instruction.kind === 'WORKDIR') {
        const value = expandAt(document, instruction, instruction.rest).value;
        if (value) add(resolve(value), 'WORKDIR');
      } else if ((instruction.kind === 'COPY' || instruction.kind === 'ADD') && instruction.destination) {
        const to = expandAt(document, instruction, instruction.destination).value;
        if (to === undefined || to === '') continue;
        const folder = /(?:^|\/)\.{0,2}$/.test(to) || instruction.sources.length > 1;
        add(resolve(to), instruction.kind);
        for (const source of instruction.sources) {
          const name = basename(source.text);
          if (folder && /^[\w@+-][\w.@+-]*$/.test(name) && /\./.test(name))
            add(resolve(`${to}/${name}`), instruction.kind);
        }
      } else if (instruction.kind === 'RUN') {
        for (const { command } of commandsOf(document, instruction)) {
          const output = command.args.findIndex((arg) => arg.value === '-o' || arg.value === '--output');
          const value = output === -1 ? undefined : command.args[output + 1]?.value;
          if (value !== undefined) add(resolve(value), `${command.name ?? 'command'} -o`);
        }
      }
    }
  }
  return [...found].map(([path, detail]) => ({ path, detail }));
}

/** Sources of `COPY --from=…`, or of a mount with `from=…`. */
export function completeStagePath(place: ArgumentPlace, from: string, typed: string, span: Span, into: Items): void {
  if (!place.stage) return;
  const stage = stageReferred(place.context.document, place.stage, from, 'name-or-index');
  if (!stage) return;
  const begins = typed.startsWith('/') ? typed : `/${typed}`;
  for (const { path, detail } of stagePaths(place, stage)) {
    if (path.startsWith(begins)) {
      into.add(span, typed.startsWith('/') || typed === '' ? path : path.slice(1), {
        kind: 'file',
        detail: `${detail} in ${from}`,
      });
    }
  }
}

/** Folders of the image that a path may lead to: those that the stage knows by now. */
export function completeImagePath(place: ArgumentPlace, span: Span, into: Items, relative: boolean): void {
  const { stage, instruction, context } = place;
  if (relative) into.add(span, './', { kind: 'folder', detail: workdirAt(context.document, instruction) ?? 'WORKDIR' });
  const workdir = stage && workdirAt(context.document, instruction);
  if (workdir !== undefined && workdir !== '/')
    into.add(span, relative ? `${workdir}/` : workdir, { kind: 'folder', detail: 'WORKDIR in force' });
  // Every WORKDIR as written, then the destinations of copies.
  const written = context.document.instructions.filter(({ index }) => index < instruction.index).reverse();
  for (const other of written) {
    if (other.kind === 'WORKDIR' && other.rest.text !== '')
      into.add(span, other.rest.text, { kind: 'folder', detail: 'WORKDIR', common: relative });
  }
  for (const other of written) {
    const to = other.kind === 'COPY' || other.kind === 'ADD' ? other.destination?.text : undefined;
    if (to && /^\/.*\/$/.test(to)) into.add(span, to, { kind: 'folder', detail: other.kind });
  }
}
