import { insert, type TextEdit } from '../../../core/edit.js';
import { lineEnding } from '../../../core/text.js';
import { setsOption } from '../../../shell/options.js';
import type { ShellWord } from '../../../shell/read.js';
import type { Dockerfile } from '../model/dockerfile.js';
import type { CommandUse } from '../model/script.js';

/** Puts options behind a word of a command. In an exec form each becomes an element of its own. */
export function insertAfterWord(use: CommandUse, word: ShellWord, options: string): TextEdit {
  const { end } = use.span(word);
  if (use.script.form !== 'exec') return insert(end, ` ${options}`);
  return insert(
    end,
    options
      .split(' ')
      .map((option) => `, ${JSON.stringify(option)}`)
      .join(''),
  );
}

/**
 * Appends a command to what a RUN does, in the style of the lines before it: joined by `&&`, by `;` under `set -e`, or on
 * a line of its own in a heredoc. Undefined where that cannot be done without changing what is there: exec forms, and text that ends in a
 * comment, a heredoc or a background command.
 */
export function appendCommand(document: Dockerfile, use: CommandUse, command: string): TextEdit | undefined {
  const { script, instruction } = use;
  const { text } = document;
  const ending = lineEnding(text);
  const statements = script.reading?.script.commands ?? [];
  const last = statements[statements.length - 1];
  if (!last || last.background || script.reading?.errors.length) return undefined;
  if (script.form === 'heredoc') {
    const { heredoc } = script;
    if (!heredoc?.terminated) return undefined;
    const indent = heredoc.stripTabs ? (/^\t*/.exec(text.slice(script.span(last).start))?.[0] ?? '') : '';
    return insert(heredoc.body.end, `${indent}${command}${ending}`);
  }
  if (script.form !== 'shell' || instruction.heredocs.length > 0) return undefined;
  // Only what is joined by && throughout, or runs under `set -e`, fails as a whole when a part of it fails.
  const [first] = script.commands;
  const several = statements.length > 1;
  if (several && !(first?.name === 'set' && first.pos === statements[0]?.pos && setsOption(first, 'errexit'))) {
    return undefined;
  }
  if (!several && last.command.type === 'AndOr' && last.command.operators.includes('||')) return undefined;
  const { end } = script.span(last);
  const lines = text.slice(instruction.start, end).split('\n');
  if (lines.length === 1) return insert(end, several ? `; ${command}` : ` && ${command}`);
  if (several) {
    const indent = /^\s*/.exec(lines[1] ?? '')?.[0] ?? '';
    return insert(end, `; ${document.escape}${ending}${indent}${command}`);
  }
  const lead = lines.map((line) => /^\s*(?=&&)/.exec(line)?.[0]).find((indent) => indent !== undefined) ?? '    ';
  return insert(end, ` ${document.escape}${ending}${lead}&& ${command}`);
}

/** Puts a mount in front of what a RUN does. */
export function addMount(document: Dockerfile, use: CommandUse, mount: string): TextEdit {
  const { instruction } = use;
  const first = instruction.flags[0];
  const at = first ? first.start : instruction.rest.start;
  const lines = instruction.logical.pieces.length > 1;
  const break_ = lines ? `${document.escape}${lineEnding(document.text)}    ` : '';
  return insert(at, `--mount=${mount} ${break_}`);
}
