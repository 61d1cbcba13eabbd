import type { ShellCommand, ShellWord } from './read.js';

/** One option as given: `--name=value`, `--name value`, `-n value`, or one letter of `-abc`. */
export interface CommandOption {
  /** Without dashes. */
  readonly name: string;
  readonly word: ShellWord;
  /** Undefined where none was given, or an expansion decides. */
  readonly value: string | undefined;
  readonly valueWord: ShellWord | undefined;
}

export interface CommandOptions {
  readonly options: readonly CommandOption[];
  /** Words that are no options and no options' values, in order. */
  readonly positionals: readonly ShellWord[];
}

const none: ReadonlySet<string> = new Set();

/**
 * Splits a command's words into options and the rest.
 * @param valued names, without dashes, of the options that take the next word as value.
 */
export function commandOptions(command: ShellCommand, valued: ReadonlySet<string> = none): CommandOptions {
  const options: CommandOption[] = [];
  const positionals: ShellWord[] = [];
  const { args } = command;
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) continue;
    const text = word.value ?? word.text;
    if (text === '--') {
      positionals.push(...args.slice(i + 1));
      break;
    }
    if (!text.startsWith('-') || text === '-') {
      positionals.push(word);
      continue;
    }
    const takeNext = (name: string): Pick<CommandOption, 'value' | 'valueWord'> => {
      const next = valued.has(name) ? args[i + 1] : undefined;
      if (!next) return { value: undefined, valueWord: undefined };
      i++;
      return { value: next.value, valueWord: next };
    };
    if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      const name = equals === -1 ? text.slice(2) : text.slice(2, equals);
      const own = { value: word.value === undefined ? undefined : text.slice(equals + 1), valueWord: word };
      options.push({ name, word, ...(equals === -1 ? takeNext(name) : own) });
      continue;
    }
    const letters = text.slice(1);
    // A single-dash word option such as `-nv` or `-qq` is known to callers both whole and by its letters.
    const equals = letters.indexOf('=');
    if (equals !== -1) {
      const value = word.value === undefined ? undefined : letters.slice(equals + 1);
      options.push({ name: letters.slice(0, equals), word, value, valueWord: word });
      continue;
    }
    if (letters.length > 1) options.push({ name: letters, word, value: undefined, valueWord: undefined });
    for (let k = 0; k < letters.length; k++) {
      const letter = letters.charAt(k);
      if (valued.has(letter) && k + 1 < letters.length) {
        options.push({ name: letter, word, value: letters.slice(k + 1), valueWord: word });
        break;
      }
      options.push({ name: letter, word, ...(k + 1 === letters.length ? takeNext(letter) : noValue) });
    }
  }
  return { options, positionals };
}

const noValue = { value: undefined, valueWord: undefined } as const;

export function hasOption(options: CommandOptions, ...names: readonly string[]): boolean {
  return options.options.some((option) => names.includes(option.name));
}

/** Letters of `set` and of a shell's own command line for the options that have one. */
const optionLetters: Readonly<Record<string, string>> = { errexit: 'e', nounset: 'u', pipefail: '' };

/** Whether `set`, or a shell's command line given as `set`, switches an option on: `-e`, `-o errexit`, `-eo pipefail`. */
export function setsOption(
  command: Pick<ShellCommand, 'name'> & { readonly args: readonly (ShellWord | string)[] },
  option: 'errexit' | 'nounset' | 'pipefail',
): boolean {
  if (command.name !== 'set') return false;
  const letter = optionLetters[option] ?? '';
  const words = command.args.map((word) => (typeof word === 'string' ? word : (word.value ?? '')));
  return words.some((word, i) => {
    if (!/^-[A-Za-z]+$/.test(word)) return false;
    return (letter !== '' && word.includes(letter)) || (word.endsWith('o') && words[i + 1] === option);
  });
}
