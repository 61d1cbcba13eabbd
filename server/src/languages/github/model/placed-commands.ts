import { Memo } from '../../../core/memo.js';
import type { Span } from '../../../core/text.js';
import { readShell, type ShellCommand } from '../../../shell/read.js';
import type { YamlMap } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import type { Script } from './script.js';
import { scriptOf } from './script.js';
import type { Job, Step, Workflow } from './workflow.js';
import { pathIn, workingDirectory } from './workspace.js';

/** A command of a script for a shell of Unix, and the folder that it runs in. */
export interface PlacedCommand {
  readonly command: ShellCommand;
  /** From the root of the workspace; undefined where that is not known. */
  readonly folder: string | undefined;
  /** Whether it is run whatever the commands before say of the files, and the step fails with it. */
  readonly isSure: boolean;
  readonly script: Script;
}

/** A text of a command where it is written. */
export interface PlacedText {
  readonly text: string;
  readonly span: Span;
}

const isPowershell = /^(?:pwsh|powershell)$/;
/** One command in words that all shells read alike. Of several, PowerShell goes on where one fails. */
const isPlainLine = /^[\w./-]+(?: +[\w./:=,+-]+)*\s*$/;

const scripts = new Memo<YamlMap, { readonly job: Job | undefined; readonly script: Script }>();

/** The script of a step, which several rules ask for. */
export function scriptOfStep(
  step: Step,
  around: { readonly job: Job | undefined; readonly workflow: Workflow | undefined },
): Script | undefined {
  // Aliases may give one step to several jobs, whose shells differ.
  const known = scripts.get(step.map);
  if (known && known.job === around.job) return known.script;
  const script = scriptOf(step, around);
  if (script) scripts.set(step.map, { job: around.job, script });
  return script;
}

/** The commands of a step's script in order; none where another shell reads it, unless it would read the same. */
export function placedCommands(
  step: Step,
  around: { readonly job: Job | undefined; readonly workflow: Workflow | undefined },
): readonly PlacedCommand[] {
  const script = scriptOfStep(step, around);
  if (!script) return [];
  const { shell, text } = script;
  const isShared = shell.name === undefined || (isPowershell.test(shell.name) && isPlainLine.test(text));
  const reading = script.reading ?? (isShared ? readShell(text) : undefined);
  if (!reading || reading.errors.length > 0) return [];
  const start = workingDirectory(step, around.job, around.workflow);
  let folder = start;
  let inner: { readonly key: string; folder: string | undefined; end: number } | undefined;
  const found: PlacedCommand[] = [];
  let before: ShellCommand | undefined;
  for (const command of reading.commands) {
    const key = command.place.enclosing.join(' ');
    const isInside = key !== '';
    if (!isInside) inner = undefined;
    else if (inner?.key !== key || script.text.slice(inner.end, command.pos).includes(')'))
      inner = { key, folder, end: command.end };
    const at = inner ? inner.folder : folder;
    found.push({ command, folder: at, isSure: isSure(command, before), script });
    const next = folderAfter(command, at, script);
    if (inner) inner.end = Math.max(inner.end, command.end);
    if (next !== at) {
      if (!inner) folder = next;
      else {
        inner.folder = next;
        // A group or a branch leads where all that follows is, a subshell and a substitution do not.
        if (!/^(?:subshell|substitution)/.test(key)) folder = undefined;
      }
    }
    before = command;
  }
  return found;
}

function folderAfter({ name, args }: ShellCommand, at: string | undefined, script: Script): string | undefined {
  if (name === 'popd') return undefined;
  if (name !== 'cd' && name !== 'pushd') return at;
  const [to] = args;
  const text = to && wordText(to, script);
  if (!text || args.length !== 1 || text.fromRoot === undefined) return undefined;
  const base = text.fromRoot ? '' : at;
  return base === undefined ? undefined : pathIn(base, text.text);
}

const tests: ReadonlySet<string | undefined> = new Set(['[', '[[', 'test', 'command', 'which', 'grep', 'ls']);

function isSure({ place }: ShellCommand, before: ShellCommand | undefined): boolean {
  if (place.previous === '||' || place.next === '||') return false;
  if (place.previous === '&&' && tests.has(before?.name)) return false;
  return place.enclosing.every((one) => one === 'subshell' || one === 'group');
}

interface WordText {
  readonly text: string;
  /** Whether it begins at the root of the workspace. Undefined for what begins elsewhere. */
  readonly fromRoot: boolean | undefined;
}

const rootOfWorkspace = /^"?(?:\$GITHUB_WORKSPACE(?![\w])|\$\{GITHUB_WORKSPACE\}|\$\{\{\s*github\.workspace\s*\}\})\/?/;

/** What a word says when it is run; undefined where an expansion or an expression decides. */
function wordText(word: ShellCommand['args'][number], script: Script): WordText | undefined {
  const written = script.scalar.text.slice(word.pos, word.end);
  const root = rootOfWorkspace.exec(written)?.[0];
  if (root !== undefined) {
    const rest = written.slice(root.length).replace(/"$/, '');
    return /[$`"'\\*?[]/.test(rest) ? undefined : { text: rest, fromRoot: true };
  }
  if (word.value === undefined || written.includes('${{') || /[*?[{]/.test(word.text)) return undefined;
  return { text: word.value, fromRoot: word.value.startsWith('~') ? undefined : false };
}

/** The text of a word where no expansion or expression decides it. */
export function plainText(word: ShellCommand['args'][number] | undefined, script: Script): string | undefined {
  if (word?.value === undefined || script.scalar.text.slice(word.pos, word.end).includes('${{')) return undefined;
  return word.value;
}

/** The path that a word names, from the root of the workspace; undefined where it is not known or none of the workspace. */
export function pathOfWord(
  word: ShellCommand['args'][number] | undefined,
  { script, folder }: Pick<PlacedCommand, 'script' | 'folder'>,
): string | undefined {
  const text = word && wordText(word, script);
  if (!text || text.fromRoot === undefined) return undefined;
  const base = text.fromRoot ? '' : folder;
  return base === undefined ? undefined : pathIn(base, text.text);
}

/** The place in the file of a word, without quotes around it. */
export function spanOfWord({ pos, end, text }: { pos: number; end: number; text: string }, script: Script): Span {
  const quote = /^(["']).*\1$/s.test(text) && end - pos >= 2 ? 1 : 0;
  return spanInScalar(script.scalar, pos + quote, end - quote);
}
