import { Memo } from '../../../core/memo.js';
import { lineEnd } from '../../../core/text.js';
import { readShell, type ShellCommand } from '../../../shell/read.js';
import type { Script } from './script.js';

/** A command of a script, whichever shell runs it. Offsets are those of the script's text. */
export interface PlainCommand {
  readonly pos: number;
  readonly end: number;
  /** The program, without its folder. */
  readonly name: string;
  /** The words after it, without quotes; what an expansion decides, as written. */
  readonly args: readonly PlainWord[];
}

export interface PlainWord {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
}

const known = new Memo<Script, readonly PlainCommand[]>();

/** The commands of a script for the shells of Unix and PowerShell; none for others. A shell that is not known is taken for bash. */
export function plainCommands(script: Script): readonly PlainCommand[] {
  const before = known.get(script);
  if (before) return before;
  const found = commandsOf(script);
  known.set(script, found);
  return found;
}

function commandsOf(script: Script): readonly PlainCommand[] {
  const { name } = script.shell;
  if (name === 'pwsh' || name === 'powershell') return powershellCommands(script.text);
  return unixCommands(script).flatMap(plainOf);
}

/** The commands of a script for a shell of Unix. One that is not known is taken for bash. */
export function unixCommands({ text, shell, commands, reading }: Script): readonly ShellCommand[] {
  if (reading) return commands;
  return shell.name === undefined ? readShell(text).commands : [];
}

function plainOf({ name, nameWord, args }: ShellCommand): readonly PlainCommand[] {
  if (name === undefined) return [];
  const words = args.map(({ pos, end, text, value }) => ({ pos, end, text: value ?? text }));
  return [{ pos: nameWord.pos, end: words[words.length - 1]?.end ?? nameWord.end, name, args: words }];
}

/** What ends a command of PowerShell, beside the end of its line. */
const separators = ';|&(){}';

/** The commands of a PowerShell script, as far as words, quotes, comments and separators tell them apart. */
function powershellCommands(text: string): readonly PlainCommand[] {
  const found: PlainCommand[] = [];
  let words: PlainWord[] = [];
  const finish = (): void => {
    const [first, ...args] = words;
    words = [];
    if (!first) return;
    const name = first.text.slice(Math.max(first.text.lastIndexOf('/'), first.text.lastIndexOf('\\')) + 1);
    found.push({ pos: first.pos, end: args[args.length - 1]?.end ?? first.end, name, args });
  };
  let at = 0;
  while (at < text.length) {
    const c = text[at] ?? '';
    if (c === '\n' || separators.includes(c)) {
      finish();
      at++;
    } else if (c === ' ' || c === '\t' || c === '\r') at++;
    else if (c === '`' && /^`\r?\n/.test(text.slice(at, at + 3))) at = text.indexOf('\n', at) + 1;
    else if (c === '<' && text[at + 1] === '#') at = after(text, '#>', at + 2);
    else if (c === '#') at = lineEnd(text, at);
    else {
      const word = wordAt(text, at);
      words.push(word);
      at = word.end;
    }
  }
  finish();
  return found;
}

function wordAt(text: string, start: number): PlainWord {
  const here = /^@(["'])\r?\n/.exec(text.slice(start, start + 4));
  if (here) {
    const end = after(text, `\n${here[1]}@`, start + here[0].length - 1);
    return { pos: start, end, text: text.slice(start, end) };
  }
  let value = '';
  let at = start;
  while (at < text.length) {
    const c = text[at] ?? '';
    if (/\s/.test(c) || separators.includes(c)) break;
    if (c === '"' || c === "'") {
      const end = quoteEnd(text, at, c);
      value += text.slice(at + 1, text[end - 1] === c && end - 1 > at ? end - 1 : end);
      at = end;
    } else if (c === '`') {
      if (/^`\r?\n/.test(text.slice(at, at + 3))) break;
      value += text[at + 1] ?? '';
      at += 2;
    } else {
      value += c;
      at++;
    }
  }
  return { pos: start, end: Math.max(start + 1, Math.min(at, text.length)), text: value };
}

/** After the quote that closes the one at an offset, or at the end of the text. */
function quoteEnd(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '`' && quote === '"') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}
