import type { MessageParams } from '../../core/message.js';
import type { SchemaProblem } from '../../yaml/schema/problem.js';
import { kindsIn, kindWords, listed } from '../../yaml/schema/words.js';

// What the schemas of Kubernetes have against a value, in words.

export const schemaMessages = {
  type: '{where} has to be {expected}, not {actual}.',
  value: '"{value}" is no value for {where}. Use {allowed}.',
  misspelt: '"{value}" is no value for {where}. Did you mean "{suggestion}"?',
  quantity: '"{value}" is no quantity. Write a number with a unit such as "m", "Mi" or "Gi", or with none.',
  time: '"{value}" is no time. Write it as in "2026-01-31T08:00:00Z".',
  duration: '"{value}" is no duration. Write it as in "1h30m".',
  base64: 'The value of {where} is no base64. Encode it.',
  form: '"{value}" is no value for {where}.',
  least: '{where} has to be at least {limit}.',
  most: '{where} has to be at most {limit}.',
  few: '{where} needs at least {limit} of them.',
  twice: '"{value}" stands twice in {where}. Remove one of them.',
} as const;

const formats = { quantity: 'quantity', 'date-time': 'time', duration: 'duration', byte: 'base64' } as const;

/** Undefined for what is told by more than a message: keys that are unknown or missing. `where` names the place. */
export function wordsFor(
  problem: SchemaProblem,
  where: string,
): { readonly message: keyof typeof schemaMessages; readonly params: MessageParams } | undefined {
  switch (problem.kind) {
    case 'unknown-key':
    case 'missing-key':
    case 'cast':
      return undefined;
    case 'wrong-type': {
      const params = { where, expected: kindsIn(problem.expected), actual: kindWords[problem.actual] };
      return { message: 'type', params };
    }
    case 'not-allowed': {
      const { value, allowed, suggestion } = problem;
      if (suggestion !== undefined) return { message: 'misspelt', params: { value, where, suggestion } };
      return { message: 'value', params: { value, where, allowed: listed(allowed.map((one) => `"${one}"`)) } };
    }
    case 'pattern':
      return { message: 'form', params: { value: problem.value, where } };
    case 'format': {
      const { value, limit } = problem;
      const message = Object.hasOwn(formats, limit) ? formats[limit as keyof typeof formats] : 'form';
      return { message, params: { value, where } };
    }
    case 'too-small':
      return { message: 'least', params: { where, limit: problem.limit } };
    case 'too-large':
      return { message: 'most', params: { where, limit: problem.limit } };
    case 'too-few':
      return { message: 'few', params: { where, limit: problem.limit } };
    case 'duplicate-item':
      return { message: 'twice', params: { value: problem.value, where } };
  }
}
