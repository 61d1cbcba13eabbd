import type { ShellCommand } from './read.js';

/** Text from the network that is run as it comes. */
export interface PipedDownload {
  readonly download: ShellCommand;
  /** What runs it. */
  readonly interpreter: ShellCommand;
}

const shells = /^(?:sh|bash|ash|dash|zsh|ksh)$/;

export function isDownload(name: string | undefined): boolean {
  return name === 'curl' || name === 'wget' || name === 'aria2c';
}

/** The downloads of a script that a shell or an interpreter runs at once: `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`. */
export function pipedDownloads(commands: readonly ShellCommand[]): readonly PipedDownload[] {
  const found: PipedDownload[] = [];
  let download: ShellCommand | undefined;
  for (const [i, command] of commands.entries()) {
    const { pipelineIndex, pipelineLength } = command.place;
    if (pipelineIndex === 0) download = undefined;
    if (isDownload(command.name) && pipelineIndex < pipelineLength - 1) download = command;
    else if (download && pipelineIndex > 0 && runsInput(command)) {
      found.push({ download, interpreter: command });
      download = undefined;
    }
    if (!command.name || !takesSubstitution.test(command.name)) continue;
    const inner = substituted(commands, i);
    if (inner) found.push({ download: inner, interpreter: command });
  }
  return found;
}

/** The download in a substitution of a command's words. Commands are in order of their place. */
function substituted(commands: readonly ShellCommand[], index: number): ShellCommand | undefined {
  const outer = commands[index];
  for (let i = index + 1; outer && i < commands.length; i++) {
    const inner = commands[i];
    if (!inner || inner.pos >= outer.end) return undefined;
    if (isDownload(inner.name) && inner.place.enclosing.includes('substitution')) return inner;
  }
  return undefined;
}

const takesSubstitution = /^(?:sh|bash|ash|dash|zsh|ksh|eval|source|\.)$/;

/** Whether a command runs what it gets on its standard input: a shell or interpreter that is given no script. */
function runsInput(command: ShellCommand): boolean {
  const name = command.name ?? '';
  const words = command.args.map((word) => word.value ?? word.text);
  if (shells.test(name)) {
    const script = words.findIndex((word) => !word.startsWith('-') && !word.startsWith('+'));
    return words.includes('-s') || words.includes('-') || script === -1;
  }
  if (!/^(?:python[\d.]*|perl|ruby|node|php)$/.test(name)) return false;
  return words.length === 0 || words[0] === '-';
}
