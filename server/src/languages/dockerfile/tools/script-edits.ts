import { forEachChild, type SyntaxNode } from 'unbash';
import { insert, type TextEdit } from '../../../core/edit.js';
import { lineEnding } from '../../../core/text.js';
import type { ShellWord } from '../../../shell/read.js';
import type { Dockerfile } from '../model/dockerfile.js';
import { stopsAtErrors } from '../model/errexit.js';
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
 * Appends a command to what a RUN does, so that the RUN still fails where it failed: joined by `&&`, or, where the script
 * stops at errors, by `;` or on a line of its own in a heredoc. Undefined where that cannot be done without changing what
 * is there: exec forms, and text that ends in a comment, a heredoc, an `exit` or a background command.
 */
export function appendCommand(document: Dockerfile, use: CommandUse, command: string): TextEdit | undefined {
  const { script, instruction } = use;
  const { text } = document;
  const ending = lineEnding(text);
  const statements = script.reading?.script.commands ?? [];
  const last = statements[statements.length - 1];
  if (!last || last.background || script.reading?.errors.length) return undefined;
  const joint = jointAfter(last.command, stopsAtErrors(document, script, last.pos), statements.length > 1);
  if (joint === undefined) return undefined;
  const { start, end } = script.span(last);
  if (script.form === 'heredoc') {
    const { heredoc } = script;
    if (!heredoc?.terminated) return undefined;
    // Behind a heredoc within the heredoc there is no place on the line.
    if (joint === '&&') return text.slice(start, end).includes('<<') ? undefined : insert(end, ` && ${command}`);
    const indent = heredoc.stripTabs ? (/^\t*/.exec(text.slice(start))?.[0] ?? '') : '';
    return insert(heredoc.body.end, `${indent}${command}${ending}`);
  }
  if (script.form !== 'shell' || instruction.heredocs.length > 0) return undefined;
  const lines = text.slice(instruction.start, end).split('\n');
  if (lines.length === 1) return insert(end, joint === ';' ? `; ${command}` : ` && ${command}`);
  if (joint === ';') {
    const indent = /^\s*/.exec(lines[1] ?? '')?.[0] ?? '';
    return insert(end, `; ${document.escape}${ending}${indent}${command}`);
  }
  const lead = lines.map((line) => /^\s*(?=&&)/.exec(line)?.[0]).find((indent) => indent !== undefined) ?? '    ';
  return insert(end, ` ${document.escape}${ending}${lead}&& ${command}`);
}

/**
 * What may join a further command to the last of a script so that its failure stays the script's. `&&` switches `set -e`
 * off within what is before it, and `;` loses the failures that `set -e` does not see.
 */
function jointAfter(last: SyntaxNode, strict: boolean, several: boolean): '&&' | ';' | undefined {
  switch (last.type) {
    case 'Command':
      // Nothing runs after these.
      if (/^(?:exit|exec|return)$/.test(last.name?.value ?? '')) return undefined;
      return strict && several ? ';' : '&&';
    case 'Pipeline':
      if (last.prefixes.some(({ type }) => type === 'Negation')) return '&&';
      return strict && several ? ';' : '&&';
    case 'AndOr': {
      const simple = last.commands.every(({ type }) => type === 'Command' || type === 'Pipeline');
      if (last.operators.every((operator) => operator === '&&')) return strict && !simple ? undefined : '&&';
      return strict && simple && last.operators.every((operator) => operator === '||') ? ';' : undefined;
    }
    case 'Subshell':
      return strict ? ';' : '&&';
    case 'Function':
    case 'Coproc':
      return undefined;
    default: {
      // Within these `a && b` may fail unseen.
      const seen = !containsAndOr(last);
      return strict ? (seen ? ';' : undefined) : '&&';
    }
  }
}

function containsAndOr(node: SyntaxNode): boolean {
  let found = node.type === 'AndOr';
  if (!found) {
    forEachChild(node, (child) => {
      found ||= containsAndOr(child);
    });
  }
  return found;
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
