import type { MessageParams } from '../../core/message.js';
import type { SchemaProblem } from '../../yaml/schema/problem.js';
import { keyWords, kindsIn, kindWords, listed } from '../../yaml/schema/words.js';

// What the schemas of GitHub's files have against a value, in words.

export const schemaMessages = {
  empty: '{where} is empty, but has to be {expected}. Give it a value, or remove it.',
  filled: '{where} is an empty string. Give it a value, or remove it.',
  type: '{where} has to be {expected}, not {actual}.',
  value: '"{value}" is not a value for {where}. Use {allowed}.',
  misspelt: '"{value}" is not a value for {where}. Did you mean "{suggestion}"?',
  looks: '"{value}" is not a value for {where}. Write one such as {examples}.',
  group: '"{value}" is not a group of runners. Write its name, or that with "organization/" or "enterprise/" in front.',
  short: '{where} may have at most 50 characters.',
  name: '{where} has to have 3 to 100 characters.',
  timezone: 'There is no time zone "{value}". Use a name of the IANA database, such as "Europe/Berlin".',
  least: '{where} has to be at least {limit}.',
  more: '{where} has to be more than {limit}.',
  most: '{where} has to be at most {limit}.',
  few: '{where} needs at least {limit} of them.',
  none: '{where} is empty. Give it something, or remove it.',
  twice: '"{value}" is listed twice in {where}. Remove one of them.',
} as const;

const formats: ReadonlySet<string> = new Set(['filled', 'group', 'short', 'name', 'timezone']);

/** Undefined for what is told by more than a message: keys that are unknown or missing. */
export function wordsFor(
  problem: SchemaProblem,
): { readonly message: keyof typeof schemaMessages; readonly params: MessageParams } | undefined {
  const { path } = problem;
  const where = path.length === 0 ? 'The file' : keyWords(path);
  switch (problem.kind) {
    case 'unknown-key':
    case 'missing-key':
      return undefined;
    case 'wrong-type': {
      const { expected, actual } = problem;
      const params = { where, expected: kindsIn(expected), actual: kindWords[actual] };
      return { message: actual === 'null' ? 'empty' : 'type', params };
    }
    case 'not-allowed': {
      const { value, allowed, suggestion } = problem;
      if (suggestion !== undefined) return { message: 'misspelt', params: { value, where, suggestion } };
      return { message: 'value', params: { value, where, allowed: listed(allowed.map((one) => `"${one}"`)) } };
    }
    case 'pattern':
      return { message: 'looks', params: { value: problem.value, where, examples: listed(problem.examples) } };
    case 'format': {
      const { value, limit } = problem;
      const message = value === '' || !formats.has(limit) ? 'filled' : (limit as 'group');
      return { message, params: { value, where } };
    }
    case 'too-small':
      return { message: problem.exclusive ? 'more' : 'least', params: { where, limit: problem.limit } };
    case 'too-large':
      return { message: 'most', params: { where, limit: problem.limit } };
    case 'too-few':
      return { message: problem.limit === '1' ? 'none' : 'few', params: { where, limit: problem.limit } };
    case 'duplicate-item':
      return { message: 'twice', params: { value: problem.value, where: keyWords(path.slice(0, -1)) } };
    case 'cast':
      return undefined;
  }
}
