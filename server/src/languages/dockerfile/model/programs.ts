import type { FileView } from '../../../core/files.js';
import { basename, join } from '../../../core/path.js';
import { imageFacts, type Program } from '../../../images/base-images.js';
import { mountsOf, mountTarget } from '../syntax/mount.js';
import type { Instruction, InstructionOf, Token } from '../syntax/tree.js';
import { binaries, commandDoubt, type Doubt, isLanguage, isSystem, worse } from '../tools/program-sources.js';
import { findSource } from './build-context.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from './dockerfile.js';
import { scriptsOf } from './script.js';
import { workdirAt } from './state.js';
import { expandAt } from './variables.js';

// Whether a program is surely not there: the image table says that the base image lacks it, and nothing that the file
// does may have brought it. Whatever cannot be judged counts as bringing it.

export interface Place {
  readonly document: Dockerfile;
  readonly stage: Stage;
  readonly files: FileView;
  readonly path: string;
  /** Instructions of the stage from this index on have not run yet. */
  readonly until: number;
  /** In the instruction at `until`, commands before this offset of its script have run. */
  readonly untilCommand?: number;
}

/** `surely`: nothing could have brought it. `likely`: only packages or programs that are not known to. */
export type Absence = 'surely' | 'likely' | undefined;

/** Whether a program is absent at a place; undefined where it is there, may be, or nothing is known. */
export function absence(program: Program, place: Place): Absence {
  const { stage, until } = place;
  const image = rootImage(stage);
  if (!image || imageFacts(image.repository, image.tag)?.programs.get(program) !== false) return undefined;
  let doubt: Doubt = 'none';
  for (const part of stageChain(stage)) {
    for (const instruction of part.instructions) {
      if (part === stage && instruction.index > until) break;
      const here = part === stage && instruction.index === until;
      if (here && place.untilCommand === undefined) break;
      doubt = worse(doubt, doubtOf(program, instruction, place, here ? place.untilCommand : undefined));
      if (doubt === 'strong') return undefined;
    }
  }
  return doubt === 'none' ? 'surely' : 'likely';
}

function doubtOf(program: Program, instruction: Instruction, place: Place, before: number | undefined): Doubt {
  switch (instruction.kind) {
    case 'RUN':
      return runDoubt(program, instruction, place, before);
    case 'COPY':
    case 'ADD':
      return copyDoubt(program, instruction, place);
    case 'ENV':
      return isLanguage(program) && instruction.pairs.some(({ key, value }) => key.text === 'PATH' && !plainPath(value))
        ? 'strong'
        : 'none';
    default:
      return 'none';
  }
}

function plainPath(value: Token | undefined): boolean {
  return (value?.text ?? '')
    .replace(/["']/g, '')
    .split(':')
    .every((entry) => binaries.has(entry) || /^\$\{?PATH/.test(entry));
}

function runDoubt(program: Program, run: InstructionOf<'RUN'>, { document }: Place, before: number | undefined): Doubt {
  if (run.rest.text.trim() === '') return 'none';
  const scripts = scriptsOf(document, run);
  if (scripts.length === 0) return 'strong';
  // What a mount shows is there for this step alone.
  const mounted = before !== undefined && mountsOf(run).some((mount) => isToolMount(mountTarget(mount) ?? '', program));
  let doubt: Doubt = mounted ? 'strong' : 'none';
  for (const script of scripts) {
    if (script.reading && script.reading.errors.length > 0) return 'strong';
    for (const command of script.commands) {
      if (before !== undefined && command.pos >= before) continue;
      doubt = worse(
        doubt,
        commandDoubt(program, { command, script, instruction: run, stage: script.stage, span: script.span }, () =>
          workdirAt(document, run),
        ),
      );
      if (doubt === 'strong') return doubt;
    }
  }
  return doubt;
}

function isToolMount(target: string, program: Program): boolean {
  return isSystem(target) || basename(target) === program;
}

function copyDoubt(program: Program, copy: InstructionOf<'COPY'> | InstructionOf<'ADD'>, place: Place): Doubt {
  const { document, files, path } = place;
  const { destination } = copy;
  if (!destination) return 'none';
  const value = expandAt(document, copy, destination).value?.replace(/^(['"])(.*)\1$/, '$2');
  if (value === undefined) return 'strong';
  const target = absolute(value, workdirAt(document, copy));
  if (target === undefined) return 'strong';
  if (basename(target) === program) return 'strong';
  const fromElsewhere = copy.flags.some((flag) => flag.name.text === 'from');
  for (const source of copy.sources) {
    const name = basename(source.text.replace(/\/+$/, ''));
    if (name === program) return 'strong';
    if (!isSystem(target)) continue;
    if (copy.kind === 'ADD') return 'strong';
    const found = fromElsewhere || /[*?[$]/.test(source.text) ? undefined : findSource(files, path, source.text);
    if (found?.kind === 'file') continue;
    if (found?.kind === 'directory' || !looksLikeFile(source.text, fromElsewhere)) return 'strong';
  }
  return 'none';
}

/** Whether a source is a file, by its looks alone. */
function looksLikeFile(source: string, fromElsewhere: boolean): boolean {
  const name = basename(source);
  if (/[*?[$]/.test(source) || name === '' || name === '.' || name === '..') return false;
  if (/\.[A-Za-z0-9]+$/.test(name)) return true;
  // A program of another image: `/uv`, `/usr/local/bin/php-extension-installer`.
  return (
    fromElsewhere && !/^(?:bin|sbin|lib|usr|local|opt|dist|build|out|root|rootfs|install|output|target)$/.test(name)
  );
}

function absolute(path: string, workdir: string | undefined): string | undefined {
  if (path.startsWith('/')) return join('/', path);
  return workdir === undefined ? undefined : join(workdir, path);
}
