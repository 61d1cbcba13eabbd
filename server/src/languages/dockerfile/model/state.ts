import { Memo } from '../../../core/memo.js';
import { imageFacts, type ShellKind } from '../../../images/base-images.js';
import type { ImageReference } from '../../../images/reference.js';
import type { Instruction, InstructionKind, InstructionOf } from '../syntax/tree.js';
import { type Dockerfile, rootImage, type Stage, stageChain } from './dockerfile.js';
import { expandAt } from './variables.js';

/** What runs the shell form at a place. */
export interface ShellState {
  /** The program's base name in lower case, without `.exe`: `sh`, `bash`, `ash`, `powershell`, … */
  readonly name: string;
  readonly words: readonly string[];
  /** Whether it reads the language that we can read. */
  readonly posix: boolean;
  /** The SHELL instruction or pragma that chose it; undefined for the builder's default. */
  readonly chosenBy: 'instruction' | 'pragma' | undefined;
}

const foreignShells: ReadonlySet<string> = new Set(['powershell', 'pwsh', 'cmd']);

function shellOf(words: readonly string[], chosenBy: ShellState['chosenBy']): ShellState {
  const program = words[0] ?? '/bin/sh';
  const name = program
    .slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.exe$/, '');
  return { name, words, posix: !foreignShells.has(name), chosenBy };
}

const defaultShell = shellOf(['/bin/sh', '-c'], undefined);

/** The last instruction of a kind that is in force at a place: before it in its stage, or in the stages it starts from. */
export function lastInForce<K extends InstructionKind>(
  document: Dockerfile,
  at: Instruction,
  kind: K,
): InstructionOf<K> | undefined {
  const stage = document.stageOf[at.index];
  return stage && findInForce(stage, kind, at.index);
}

/** As `lastInForce`, at the end of a stage. */
export function lastAtEnd<K extends InstructionKind>(stage: Stage, kind: K): InstructionOf<K> | undefined {
  return findInForce(stage, kind, Number.POSITIVE_INFINITY);
}

function findInForce<K extends InstructionKind>(stage: Stage, kind: K, before: number): InstructionOf<K> | undefined {
  for (const at of stageChain(stage)) {
    const list = ofKind(at, kind);
    for (let i = list.length - 1; i >= 0; i--) {
      const found = list[i];
      if (found && (at !== stage || found.index < before)) return found as InstructionOf<K>;
    }
  }
  return undefined;
}

const byKind = new Memo<Stage, Map<InstructionKind, Instruction[]>>();

/** The instructions of a kind in a stage, triggers excluded. */
export function ofKind<K extends InstructionKind>(stage: Stage, kind: K): readonly InstructionOf<K>[] {
  let lists = byKind.get(stage);
  if (!lists) {
    lists = new Map();
    for (const instruction of stage.instructions) {
      const list = lists.get(instruction.kind);
      if (list) list.push(instruction);
      else lists.set(instruction.kind, [instruction]);
    }
    byKind.set(stage, lists);
  }
  return (lists.get(kind) ?? []) as unknown as readonly InstructionOf<K>[];
}

const shellPragma = /^hadolint\s+shell\s*=\s*(\S+)/;
/** A comment of hadolint's that names the shell of what follows it. */
interface ShellPragma {
  readonly at: number;
  readonly program: string;
}

const pragmas = new Memo<Dockerfile, readonly ShellPragma[]>();

function shellPragmas(document: Dockerfile): readonly ShellPragma[] {
  let found = pragmas.get(document);
  if (!found) {
    found = document.comments.flatMap((comment) => {
      const program = shellPragma.exec(comment.text)?.[1];
      return program === undefined ? [] : [{ at: comment.start, program }];
    });
    pragmas.set(document, found);
  }
  return found;
}

/** Those above the first FROM, which hold for all stages. */
export function filePragmas(document: Dockerfile): readonly ShellPragma[] {
  const firstFrom = document.stages[0]?.from?.start ?? 0;
  return shellPragmas(document).filter((pragma) => pragma.at < firstFrom);
}

const shells = new Memo<Instruction, ShellState>();

/** The shell that reads an instruction's shell form. */
export function shellAt(document: Dockerfile, at: Instruction): ShellState {
  // What is before an instruction decides, and that is the same wherever the same instruction stands.
  let shell = shells.get(at);
  if (!shell) {
    shell = findShell(document, at);
    shells.set(at, shell);
  }
  return shell;
}

function findShell(document: Dockerfile, at: Instruction): ShellState {
  const instruction = lastInForce(document, at, 'SHELL');
  const words = instruction?.json?.elements.map((element) => element.value ?? '');
  if (words && words.length > 0) return shellOf(words, 'instruction');
  const stage = document.stageOf[at.index];
  // A pragma holds to the end of its stage; one above the first FROM holds for all.
  const firstFrom = document.stages[0]?.from?.start ?? 0;
  const chosen = shellPragmas(document).findLast(
    (pragma) => pragma.at < at.start && (pragma.at < firstFrom || pragma.at > (stage?.from?.start ?? 0)),
  );
  if (chosen) return shellOf([chosen.program, '-c'], 'pragma');
  const image = stage && rootImage(stage);
  const kind = image && imageFacts(image.repository, image.tag)?.shell?.kind;
  if (kind === 'cmd' || (kind === undefined && isWindows(document, image))) return windowsShell;
  return kind === 'powershell' ? powershell : defaultShell;
}

/** Whether a base image that the table does not know is one for Windows, by its name or by the file's escape character. */
function isWindows(document: Dockerfile, image: ImageReference | undefined): boolean {
  if (document.escape === '`') return true;
  if (!image) return false;
  const { repository, tag = '' } = image;
  return (
    /^mcr\.microsoft\.com\/(?:windows(?:\/|$)|dotnet\/framework\/)/.test(repository) ||
    /windowsservercore|nanoserver/.test(tag)
  );
}

/** Which program a shell really is: that behind `sh` depends on the image. Undefined where that is not known. */
export function shellKindAt(
  document: Dockerfile,
  at: Instruction,
  shell: ShellState = shellAt(document, at),
): ShellKind | undefined {
  if (shell.name === 'bash' || shell.name === 'ash' || shell.name === 'dash') return shell.name;
  const stage = document.stageOf[at.index];
  const image = stage && rootImage(stage);
  if (shell.name !== 'sh' || !image) return undefined;
  return imageFacts(image.repository, image.tag)?.shell?.kind;
}

const windowsShell = shellOf(['cmd', '/S', '/C'], undefined);
const powershell = shellOf(['powershell', '-Command'], undefined);

/** The user in force at a place: as written and expanded, else the base image's. Undefined where it is not known. */
export function userAt(document: Dockerfile, at: Instruction): string | undefined {
  const written = lastInForce(document, at, 'USER');
  if (written) return expandAt(document, written, written.rest).value;
  const stage = document.stageOf[at.index];
  return stage && baseUser(stage);
}

/** The user in force after an instruction, such as the last of a stage. */
export function userAfter(document: Dockerfile, instruction: Instruction): string | undefined {
  return instruction.kind === 'USER'
    ? expandAt(document, instruction, instruction.rest).value
    : userAt(document, instruction);
}

/** The user that the stage's base image runs as, where that is known. */
export function baseUser(stage: Stage): string | undefined {
  const chain = stageChain(stage);
  if (chain[chain.length - 1]?.base.kind === 'scratch') return 'root';
  const image = rootImage(stage);
  return image && imageFacts(image.repository, image.tag)?.user?.name;
}

/** The working directory in force at a place; undefined where it is not known. */
export function workdirAt(document: Dockerfile, at: Instruction): string | undefined {
  const stage = document.stageOf[at.index];
  if (!stage) return undefined;
  const { first, changes } = workdirsOf(document, stage);
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.index ?? 0) < at.index) low = middle + 1;
    else high = middle;
  }
  const change = changes[low - 1];
  return change ? change.directory : first;
}

/** As `workdirAt`, at the end of a stage. */
export function workdirAtEnd(document: Dockerfile, stage: Stage): string | undefined {
  const { first, changes } = workdirsOf(document, stage);
  const last = changes.at(-1);
  return last ? last.directory : first;
}

interface Workdirs {
  /** Where the stage starts. */
  readonly first: string | undefined;
  /** What each WORKDIR of the stage leads to. */
  readonly changes: readonly { readonly index: number; readonly directory: string | undefined }[];
}

const workdirs = new Memo<Stage, Workdirs>();

function workdirsOf(document: Dockerfile, stage: Stage): Workdirs {
  let found = workdirs.get(stage);
  if (found) return found;
  // Base stages first, so that no chain of stages is too long for the stack.
  for (const part of [...stageChain(stage)].reverse()) {
    found = workdirs.get(part) ?? follow(document, part);
    workdirs.set(part, found);
  }
  return found ?? { first: undefined, changes: [] };
}

function follow(document: Dockerfile, stage: Stage): Workdirs {
  const first = firstWorkdir(stage);
  let directory = first;
  const changes = ofKind(stage, 'WORKDIR').map((instruction) => {
    const path = expandAt(document, instruction, instruction.rest).value?.replace(/^(['"])(.*)\1$/, '$2');
    if (path === undefined) directory = undefined;
    else if (/^(?:\/|[A-Za-z]:)/.test(path)) directory = joinPath([path]);
    else directory = directory === undefined ? undefined : joinPath([directory, path]);
    return { index: instruction.index, directory };
  });
  return { first, changes };
}

function firstWorkdir(stage: Stage): string | undefined {
  if (stage.base.kind === 'stage') {
    const { first, changes } = workdirs.get(stage.base.stage) ?? { first: undefined, changes: [] };
    const last = changes.at(-1);
    return last ? last.directory : first;
  }
  const image = rootImage(stage);
  return image ? imageFacts(image.repository, image.tag)?.workdir : '/';
}

/** A path of the image as it is meant at a place: relative ones start in the working directory. */
export function pathAt(document: Dockerfile, at: Instruction, path: string): string | undefined {
  if (path.startsWith('/')) return joinPath([path]);
  const directory = workdirAt(document, at);
  return directory === undefined ? undefined : joinPath([directory, path]);
}

/** Whether a path is inside of a directory or the directory itself; both are absolute. */
export function isInside(path: string, directory: string): boolean {
  return path === directory || directory === '/' || path.startsWith(`${directory}/`);
}

/** Whether a path starts at a root, or with a variable that may hold one. Quotes around it do not matter. */
export function isAbsolute(path: string): boolean {
  return /^["']?(?:\/|\$|[A-Za-z]:(?:[\\/$]|["']?$))/.test(path);
}

function joinPath(steps: readonly string[]): string {
  const kept: string[] = [];
  for (const part of steps.join('/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') kept.pop();
    else kept.push(part);
  }
  return /^[A-Za-z]:/.test(steps[0] ?? '') ? kept.join('/') : `/${kept.join('/')}`;
}
