import type { EntryKind, FileView } from '../../../core/files.js';
import { ancestors, dirname, join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import { spanOfPart } from '../syntax/logical.js';
import type { Instruction } from '../syntax/tree.js';

/**
 * Folders that may be the build context of a Dockerfile, the likeliest first: its own, then those above it. Which one it
 * is, is told only where the build is started.
 */
export function contextFolders(dockerfile: string): readonly string[] {
  return ancestors(dockerfile);
}

/** A source of COPY or ADD as the builder sees it: `/` and `../` lead no further than the context's root. */
export function contextPath(source: string): string {
  const kept: string[] = [];
  for (const part of source.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}

/** Where a source without wildcards is found, in the likeliest folder that has it. */
export function findSource(
  files: FileView,
  dockerfile: string,
  source: string,
): { readonly path: string; readonly kind: EntryKind } | undefined {
  const inside = contextPath(source);
  if (inside === '') return { path: dirname(dockerfile), kind: 'directory' };
  for (const folder of contextFolders(dockerfile)) {
    const path = folder === '' ? inside : join(folder, inside);
    const kind = files.kind(path);
    if (kind === 'file' || kind === 'directory') return { path, kind };
  }
  return undefined;
}

export interface SourceWord extends Span {
  readonly text: string;
}

const none: readonly SourceWord[] = [];

/** The words of an instruction that name something in the build context: sources without `--from`, and bind mounts. */
export function contextSources(instruction: Instruction): readonly SourceWord[] {
  if (instruction.kind === 'COPY' || instruction.kind === 'ADD') {
    if (instruction.flags.some((flag) => flag.name.text === 'from')) return none;
    const { heredocs } = instruction;
    const opens = (word: SourceWord): boolean => heredocs.some(({ opener }) => opener.start === word.start);
    return instruction.sources
      .filter((word) => !opens(word) && !/^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(word.text))
      .map(({ start, end, text }) =>
        instruction.json ? { start: start + 1, end: Math.max(start + 1, end - 1), text } : { start, end, text },
      );
  }
  if (instruction.kind !== 'RUN' || instruction.flags.length === 0) return none;
  return instruction.flags.flatMap((flag) => {
    const { value } = flag;
    if (flag.name.text !== 'mount' || !value || /(?:^|,)from=/.test(value.text)) return [];
    const type = /(?:^|,)type=([^,]*)/.exec(value.text)?.[1] ?? 'bind';
    const match = type === 'bind' ? /(?:^|,)(?:source|src)=([^,]+)/.exec(value.text) : null;
    if (!match?.[1]) return [];
    const start = match.index + match[0].length - match[1].length;
    return [{ ...spanOfPart(instruction.logical, value, start, start + match[1].length), text: match[1] }];
  });
}
