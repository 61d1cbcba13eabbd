import type { Instruction, Token } from '../syntax/tree.js';
import type { Dockerfile } from './dockerfile.js';
import { scriptsOf } from './script.js';

/** Words that only a shell understands, so that the exec form cannot start them. */
const builtins: ReadonlySet<string> = new Set(
  '. : [[ alias bg break cd command continue declare eval exec exit export fg getopts hash jobs let local read readonly return set shift source times trap type typeset ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

/** Whether a word starts something of the shell itself, which neither the exec form nor `exec` can start. */
export function isBuiltin(name: string): boolean {
  return builtins.has(name);
}

/** The words of an instruction's command that needs no shell; undefined where something in it does. */
export function plainWords(document: Dockerfile, instruction: Instruction, text: Token): string[] | undefined {
  const script = scriptsOf(document, instruction)[0];
  const command = script?.commands[0];
  const { reading } = script ?? {};
  if (!command || !reading || script?.commands.length !== 1 || reading.errors.length > 0) return undefined;
  const { place, wrappers, assignments, redirects, nameWord, args } = command;
  if (place.enclosing.length > 0 || place.pipelineLength > 1 || place.next || place.previous) return undefined;
  if (wrappers.length + assignments.length + redirects.length > 0 || reading.script.commands.length !== 1) {
    return undefined;
  }
  const all = [nameWord, ...args];
  const last = all[all.length - 1];
  // A comment, a negation or a closing operator is not among the words.
  if (nameWord.pos !== 0 || (last?.end ?? 0) !== text.text.trimEnd().length) return undefined;
  const values: string[] = [];
  for (const { value, text: written } of all) {
    const quoted = /^(?:'[^']*'|"[^"]*")$/.test(written);
    if (value === undefined || (!quoted && /[*?[\]{}~]/.test(written))) return undefined;
    values.push(value);
  }
  return isBuiltin(values[0] ?? '') ? undefined : values;
}
