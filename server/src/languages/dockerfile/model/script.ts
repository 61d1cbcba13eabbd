import { Memo, Memory } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { execCommand, readShell, type ShellCommand, type ShellReading } from '../../../shell/read.js';
import { type Logical, type Piece, spanAt } from '../syntax/logical.js';
import type { Heredoc, Instruction, JsonArray } from '../syntax/tree.js';
import type { Dockerfile, Stage } from './dockerfile.js';
import { type ShellState, shellAt } from './state.js';

/**
 * Something that runs: the shell form of an instruction, the body of a heredoc that a shell reads, or an exec form.
 * Offsets of its reading are those of its own text; `span` leads back into the file.
 */
export interface Script {
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  readonly form: 'shell' | 'heredoc' | 'exec';
  readonly shell: ShellState;
  /** Undefined for an exec form, which no shell reads. */
  readonly reading: ShellReading | undefined;
  readonly commands: readonly ShellCommand[];
  /** The heredoc whose body this is. */
  readonly heredoc: Heredoc | undefined;
  /** The place in the file of a node, a word or a range of the reading. */
  readonly span: (at: { readonly pos: number; readonly end: number }) => Span;
  readonly memory: Memory;
}

/** A command together with the script that it stands in: what rules about tools look at. */
export interface CommandUse {
  readonly command: ShellCommand;
  readonly script: Script;
  readonly instruction: Instruction;
  readonly stage: Stage | undefined;
  readonly span: Script['span'];
}

const scripts = new Memo<Instruction, readonly Script[]>();

/** What an instruction runs, as far as it can be read: nothing for PowerShell, cmd and other interpreters. */
export function scriptsOf(document: Dockerfile, instruction: Instruction): readonly Script[] {
  const cached = scripts.get(instruction);
  // The shell that reads an instruction may change while its text does not.
  const shell = hasScripts(instruction) ? shellAt(document, instruction) : undefined;
  if (!shell) return none;
  const stage = document.stageOf[instruction.index];
  if (cached && cached[0]?.shell.name === shell.name && cached[0].stage === stage) return cached;
  const found = read(document, instruction, shell, stage);
  scripts.set(instruction, found);
  return found;
}

const none: readonly Script[] = [];

function hasScripts(instruction: Instruction): boolean {
  const { kind } = instruction;
  return kind === 'RUN' || kind === 'CMD' || kind === 'ENTRYPOINT' || kind === 'HEALTHCHECK';
}

function read(
  document: Dockerfile,
  instruction: Instruction,
  shell: ShellState,
  stage: Stage | undefined,
): readonly Script[] {
  const around = { instruction, shell, stage };
  switch (instruction.kind) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      if (instruction.json) return [execScript(instruction.json, around)];
      return shellForm(document, around, instruction.restAt, instruction.restAt + instruction.rest.text.length);
    case 'HEALTHCHECK': {
      if (instruction.json) return [execScript(instruction.json, around)];
      const { command, commandAt } = instruction;
      return command ? shellForm(document, around, commandAt, commandAt + command.text.length) : none;
    }
    default:
      return none;
  }
}

type Around = Pick<Script, 'instruction' | 'shell' | 'stage'>;

function execScript(json: JsonArray, around: Around): Script {
  const words = json.elements.map(({ start, end, value }) => ({ pos: start, end, value: value ?? '' }));
  const command = execCommand(words);
  const { instruction, shell, stage } = around;
  return {
    instruction,
    shell,
    stage,
    form: 'exec',
    reading: undefined,
    commands: command ? [command] : [],
    heredoc: undefined,
    span: ({ pos, end }) => ({ start: pos, end }),
    memory: new Memory(),
  };
}

function shellForm(document: Dockerfile, around: Around, from: number, to: number): readonly Script[] {
  const { instruction, shell } = around;
  const { heredocs, logical } = instruction;
  const line = logical.text.slice(from, to);
  const only = heredocs.length === 1 ? heredocs[0] : undefined;
  if (only && only.opener.text === line.trim()) {
    const interpreter = shebang(document.text.slice(only.body.start, only.body.end));
    const chosen = interpreter === undefined ? shell : readable(interpreter, shell);
    return chosen ? bodyScript(document, { ...around, shell: chosen }, only) : none;
  }
  if (!shell.posix) return none;
  const main = lineScript(document, around, from, to);
  // `RUN <<EOF bash` and `RUN bash -e <<EOF` give the body to a shell of their own.
  const command = main.commands.length === 1 ? main.commands[0] : undefined;
  const inner = only && command?.name !== undefined ? readable(command.name, shell) : undefined;
  if (only && inner && command?.args.every((arg) => arg.text.startsWith('-'))) {
    return [main, ...bodyScript(document, { ...around, shell: inner }, only)];
  }
  return [main];
}

function shebang(body: string): string | undefined {
  const match = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(body.trimStart());
  if (!match) return undefined;
  const program = (match[1] ?? '').split('/').pop() ?? '';
  return program === 'env' ? (match[2] ?? '') : program;
}

const readableShells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);

function readable(name: string, shell: ShellState): ShellState | undefined {
  if (!readableShells.has(name)) return undefined;
  return { ...shell, name, words: [name], posix: true };
}

function lineScript(document: Dockerfile, around: Around, from: number, to: number): Script {
  const { logical, heredocs } = around.instruction;
  const pieces: Piece[] = [];
  for (const piece of logical.pieces) {
    if (piece.at >= to) break;
    if (piece.at <= from) pieces.length = 0;
    const skipped = Math.max(0, from - piece.at);
    pieces.push({ at: Math.max(0, piece.at - from), offset: piece.offset + skipped });
  }
  let text = logical.text.slice(from, to);
  // The shell sees the bodies below the line, as the builder passes both on.
  for (const heredoc of heredocs) {
    text += '\n';
    pieces.push({ at: text.length, offset: heredoc.body.start });
    text += withoutReturns(document.text.slice(heredoc.body.start, heredoc.end));
  }
  return boundScript(around, 'shell', { text, pieces }, undefined);
}

function bodyScript(document: Dockerfile, around: Around, heredoc: Heredoc): readonly Script[] {
  const text = withoutReturns(document.text.slice(heredoc.body.start, heredoc.body.end));
  return [boundScript(around, 'heredoc', { text, pieces: [{ at: 0, offset: heredoc.body.start }] }, heredoc)];
}

/** Text of the same length whose lines end as a shell knows it, so that each character keeps its place. */
function withoutReturns(text: string): string {
  return text.includes('\r') ? text.replace(/\\\r\n/g, ' \\\n').replace(/\r\n/g, '\n\n') : text;
}

function boundScript(
  around: Around,
  form: 'shell' | 'heredoc',
  logical: Logical,
  heredoc: Heredoc | undefined,
): Script {
  const reading = readShell(logical.text);
  const { instruction, shell, stage } = around;
  return {
    instruction,
    shell,
    stage,
    form,
    reading,
    commands: reading.commands,
    heredoc,
    span: ({ pos, end }) => spanAt(logical, pos, end),
    memory: new Memory(),
  };
}

/** The commands of everything that an instruction runs, triggers of ONBUILD included. */
export function commandsOf(document: Dockerfile, instruction: Instruction): readonly CommandUse[] {
  const host = instruction.kind === 'ONBUILD' ? instruction.instruction : instruction;
  if (!host) return [];
  return scriptsOf(document, host).flatMap((script) =>
    script.commands.map((command) => ({
      command,
      script,
      instruction: host,
      stage: script.stage,
      span: script.span,
    })),
  );
}
