import { setsOption } from '../../../shell/options.js';
import type { ShellCommand } from '../../../shell/read.js';
import type { Dockerfile } from './dockerfile.js';
import { type Script, scriptsOf } from './script.js';

/** Whether a script stops at the first command that fails, at a place in it: by its shell's options or `set -e`. */
export function stopsAtErrors(document: Dockerfile, script: Script, pos: number): boolean {
  const { shell, reading, instruction } = script;
  const last = script.commands.findLast((command) => command.pos <= pos && changesErrexit(command));
  if (last) return setsOption(last, 'errexit');
  if (setsOption({ name: 'set', args: shell.words.slice(1) }, 'errexit')) return true;
  if (script.form !== 'heredoc' || !reading) return false;
  const first = /^\s*#![^\n]*/.exec(reading.text)?.[0] ?? '';
  if (setsOption({ name: 'set', args: first.split(/\s+/).slice(1) }, 'errexit')) return true;
  // `RUN bash -e <<EOF`: the options stand on the line of the instruction.
  const line = scriptsOf(document, instruction).find(({ form }) => form === 'shell')?.commands[0];
  return line !== undefined && setsOption({ ...line, name: 'set' }, 'errexit');
}

/** Whether it is a `set` of the script's own shell that switches the option on or off. */
function changesErrexit(command: ShellCommand): boolean {
  const { name, args, place } = command;
  if (name !== 'set' || place.enclosing.some((around) => around !== 'group') || place.pipelineLength > 1) return false;
  if (setsOption(command, 'errexit')) return true;
  return args.some(
    ({ value = '' }, i) => /^\+\w*e/.test(value) || (value === '+o' && args[i + 1]?.value === 'errexit'),
  );
}
