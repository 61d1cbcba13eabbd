import { allVariablesIn } from '../../../dotenv/interpolation.js';
import type { EnvFile } from '../../../dotenv/read.js';
import { hostsIn } from './hosts.js';
import type { WrittenName } from './names.js';

/**
 * The names in an env file: variables that it sets, if Compose puts them into files (`keys` says what they are then),
 * variables in its values, and services in addresses.
 */
export function envFileNames(
  text: string,
  { entries }: EnvFile,
  keys: 'definition' | 'use' | undefined,
  isService: (name: string) => boolean,
  add: (name: WrittenName) => void,
): void {
  entries.forEach(({ key, keySpan }, i) => {
    if (keys && /^[A-Za-z_]\w*$/.test(key)) add({ kind: 'variable', name: key, role: keys, span: keySpan });
    const next = entries[i + 1]?.keySpan.start ?? text.length;
    const start = keySpan.end + 1;
    const value = withoutComments(text.slice(start, next));
    if (key === 'COMPOSE_PROFILES') {
      for (const { 0: name, index } of value.matchAll(/[\w.-]+/g))
        add({ kind: 'profile', name, role: 'use', span: { start: start + index, end: start + index + name.length } });
    }
    for (const { name, start: from, end } of hostsIn(value, isService, isAddressKey(key)))
      add({ kind: 'service', name, role: 'use', span: { start: start + from, end: start + end } });
    if (keys !== undefined && !value.trimStart().startsWith("'")) {
      for (const { name, nameStart } of allVariablesIn(value).variables) {
        const from = start + nameStart;
        add({ kind: 'variable', name, role: 'use', span: { start: from, end: from + name.length } });
      }
    }
  });
}

/** Whether a variable's whole value may be the name of a host. */
export function isAddressKey(key: string): boolean {
  return /(?:^|_)(?:HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/i.test(key);
}

/** The same text with blanks in place of whole lines that are comments, so that offsets stay. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
}
