import type { Redirection } from 'unbash';
import { nodesOf } from '../../../shell/nodes.js';
import { readShell, type ShellCommand, type ShellReading, type ShellWord } from '../../../shell/read.js';
import type { Script } from './script.js';

// Writing to the files that set variables and the search path of the steps after.

/** A write to one of the files. Offsets are those of the script's text. */
export interface EnvironmentWrite {
  readonly file: string;
  readonly pos: number;
  readonly end: number;
  /** Whether all that is written stands in the script, or in variables that only the runner sets. */
  readonly isFixed: boolean;
}

const target = /^"?\$\{?(GITHUB_ENV|GITHUB_PATH)\}?"?$/;

/** The writes of a script. Of PowerShell and cmd, lines are looked at. */
export function environmentWrites({ text, shell, reading }: Script): readonly EnvironmentWrite[] {
  if (!/GITHUB_(?:ENV|PATH)/i.test(text)) return [];
  switch (shell.name) {
    case 'cmd':
      return linesWith(text, />>?[ \t]*"?(%(GITHUB_ENV|GITHUB_PATH)%)/i);
    case 'pwsh':
    case 'powershell':
      return linesWith(
        text,
        /(?:>|\b(?:Out-File|Add-Content|Set-Content|Tee-Object)\b[^\n]*?)[ \t]*"?(\$\{?env:(GITHUB_ENV|GITHUB_PATH)\}?)/i,
      );
    case 'python':
      return [];
    default:
      return shellWrites(reading ?? readShell(text));
  }
}

function shellWrites(reading: ShellReading): readonly EnvironmentWrite[] {
  const { commands } = reading;
  const single = commands.flatMap((command, index) => writesOf(command, commands.slice(0, index)));
  // Of `{ …; } >> file`, all commands in the braces write.
  const grouped = nodesOf(reading)
    .of('Redirected')
    .flatMap(({ node }) => {
      const inside = commands.filter(({ pos, end }) => pos >= node.pos && end <= node.end);
      return filesOf(node.redirects).map((file) => ({
        file,
        pos: node.pos,
        end: node.end,
        isFixed: inside.every(printsFixed),
      }));
    });
  return [...single, ...grouped].sort((a, b) => a.pos - b.pos);
}

function filesOf(redirects: readonly Redirection[]): readonly string[] {
  return redirects.flatMap((one) => {
    const isWrite = one.type === 'Redirect' && one.operator.includes('>');
    return (isWrite && target.exec(one.target?.text ?? '')?.[1]) || [];
  });
}

function writesOf(command: ShellCommand, before: readonly ShellCommand[]): readonly EnvironmentWrite[] {
  const { pos, end, redirects, name, args } = command;
  const teed = name === 'tee' ? args.flatMap(({ text }) => target.exec(text)?.[1] ?? []) : [];
  const isFixed = printsFixed(name === 'tee' ? sourceOf(command, before) : command);
  return [...filesOf(redirects), ...teed].map((file) => ({ file, pos, end, isFixed }));
}

/** The command whose output another one of the same pipeline gets. */
function sourceOf({ place }: ShellCommand, before: readonly ShellCommand[]): ShellCommand | undefined {
  return before.findLast(
    (one) => one.place.pipelineIndex === place.pipelineIndex - 1 && one.place.pipelineLength === place.pipelineLength,
  );
}

function printsFixed(command: ShellCommand | undefined): boolean {
  if (command?.name === 'cat' && command.args.length === 0) {
    return command.redirects.some(
      (one) => one.type === 'HereDoc' && (one.delimiter?.quoted === true || !/[$`]/.test(one.body.text)),
    );
  }
  return (command?.name === 'echo' || command?.name === 'printf') && command.args.every(isFixed);
}

/** Variables that only the runner, or the machine, sets. */
const own = /\$(?:(?:HOME|PWD|(?:RUNNER|GITHUB)_[A-Z_]+)\b|\{(?:HOME|PWD|(?:RUNNER|GITHUB)_[A-Z_]+)\})/g;
const notOwn = /GITHUB_(?:HEAD_REF|REF_NAME|REF|BASE_REF|ACTOR|EVENT\w*)/;

function isFixed({ value, text }: ShellWord): boolean {
  return value !== undefined || (!notOwn.test(text) && !/[$`]/.test(text.replace(own, '')));
}

/** Lines that write a text, and not what another command says. */
const prints = /^\s*(?:@?["']|(?:echo|write-output|write-host|add-content|set-content)\b)/i;

function linesWith(text: string, pattern: RegExp): readonly EnvironmentWrite[] {
  const found: EnvironmentWrite[] = [];
  let pos = 0;
  for (const line of text.split('\n')) {
    const [, name, file] = pattern.exec(line) ?? [];
    if (name !== undefined && file !== undefined) {
      const rest = line.replace(name, '');
      const start = pos + (/^\s*/.exec(line)?.[0].length ?? 0);
      found.push({
        file,
        pos: start,
        end: pos + line.trimEnd().length,
        isFixed: prints.test(line) && !/[$%(`]/.test(rest),
      });
    }
    pos += line.length + 1;
  }
  return found;
}
