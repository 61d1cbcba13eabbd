import { readShell, type ShellCommand, type ShellWord } from '../../../shell/read.js';
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
    default: {
      const { commands } = reading ?? readShell(text);
      return commands.flatMap((command, index) => writesOf(command, commands.slice(0, index)));
    }
  }
}

function writesOf(command: ShellCommand, before: readonly ShellCommand[]): readonly EnvironmentWrite[] {
  const { pos, end, redirects, name, args } = command;
  const files: readonly (string | undefined)[] = [
    ...redirects.map((one) => (one.type === 'Redirect' && one.operator.includes('>') ? one.target?.text : undefined)),
    ...(name === 'tee' ? args.map(({ text }) => text) : []),
  ];
  return files.flatMap((text) => {
    const file = target.exec(text ?? '')?.[1];
    if (file === undefined) return [];
    return [{ file, pos, end, isFixed: printsFixed(name === 'tee' ? sourceOf(command, before) : command) }];
  });
}

/** The command whose output another one of the same pipeline gets. */
function sourceOf({ place }: ShellCommand, before: readonly ShellCommand[]): ShellCommand | undefined {
  return before.findLast(
    (one) => one.place.pipelineIndex === place.pipelineIndex - 1 && one.place.pipelineLength === place.pipelineLength,
  );
}

function printsFixed(command: ShellCommand | undefined): boolean {
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
