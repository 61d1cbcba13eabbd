import { byText, once } from '../../../core/memo.js';
import { keyed } from './merge.js';
import type { Service } from './project.js';
import { itemsOf, type Member, type Text, textOf, type Value, valueAt } from './value.js';

// The commands that a service runs, and which of them a shell reads.

export interface ServiceCommand {
  readonly kind: 'command' | 'entrypoint' | 'healthcheck' | 'hook';
  readonly value: Value;
  /** Its words, or the one text that Compose splits into words or gives to a shell. */
  readonly texts: readonly Text[];
  /** The text that a shell in the container reads, if there is one. */
  readonly shell: Text | undefined;
}

const hooks = ['pre_start', 'post_start', 'pre_stop'] as const;
const shellName = /^(?:.*\/)?(?:sh|ash|bash|dash|ksh|zsh)$/;

/** Every command of a service: what it starts with, its health check, and those of its hooks. */
export const commandsOf: (service: Service) => readonly ServiceCommand[] = once((service) => {
  const found: ServiceCommand[] = [];
  for (const kind of ['entrypoint', 'command'] as const) {
    const value = valueAt(service.value, kind);
    if (value) found.push(commandOf(kind, value));
  }
  const test = valueAt(service.value, 'healthcheck', 'test');
  if (test) found.push(commandOf('healthcheck', test));
  for (const name of hooks) {
    for (const hook of itemsOf(valueAt(service.value, name))) {
      const value = valueAt(hook, 'command');
      if (value) found.push(commandOf('hook', value));
    }
  }
  return found;
});

function commandOf(kind: ServiceCommand['kind'], value: Value): ServiceCommand {
  if (value.kind === 'text') {
    const isShell = kind === 'healthcheck' || callsShell(wordsOf(value.raw).map(({ text }) => text));
    return { kind, value, texts: [value], shell: isShell ? value : undefined };
  }
  const texts = itemsOf(value).filter((item) => item.kind === 'text');
  return { kind, value, texts, shell: shellText(kind, texts) };
}

function shellText(kind: ServiceCommand['kind'], texts: readonly Text[]): Text | undefined {
  if (kind === 'healthcheck' && textOf(texts[0]) === 'CMD-SHELL') return texts[1];
  const at = scriptIndex(texts.map(({ raw }) => raw));
  return at === undefined ? undefined : texts[at];
}

/** Whether words call a shell with a script, as `sh -c …` does. */
export function callsShell(words: readonly string[]): boolean {
  return scriptIndex(words) !== undefined;
}

/** The index of the script that words give to a shell. */
function scriptIndex(words: readonly string[]): number | undefined {
  const shell = words.findIndex((word) => shellName.test(word));
  const flag = shell === -1 ? -1 : words.findIndex((word, i) => i > shell && /^-[a-z]*c[a-z]*$/.test(word));
  return flag === -1 || flag + 1 >= words.length ? undefined : flag + 1;
}

/** A word of a command that is written as one text. Offsets are those of the text. */
export interface CommandWord {
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether it has quotes or backslashes. */
  readonly quoted: boolean;
}

/** Splits a text as Compose does: at blanks outside of quotes and of `${…}`. */
export const wordsOf: (text: string) => readonly CommandWord[] = byText((text) => {
  const words: CommandWord[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    let quoted = false;
    let depth = 0;
    for (let quote = ''; at < text.length; at++) {
      const c = text.charAt(at);
      if (c === '\\' && quote !== "'") {
        quoted = true;
        at++;
      } else if (quote !== '') {
        if (c === quote) quote = '';
      } else if (c === '"' || c === "'") {
        quote = c;
        quoted = true;
      } else if (c === '$' && text.charAt(at + 1) === '{') depth++;
      else if (c === '}' && depth > 0) depth--;
      else if (depth === 0 && /\s/.test(c)) break;
    }
    words.push({ text: text.slice(start, at), start, end: Math.min(at, text.length), quoted });
  }
  return words;
});

/** What the container's environment sets, by name. */
export const environmentOf: (service: Service) => ReadonlyMap<string, Member> = once(
  ({ value }) => keyed(valueAt(value, 'environment'))?.members ?? new Map<string, Member>(),
);
