import type { YamlScalar } from '../../../yaml/tree.js';
import { isPlaceholder } from './applied.js';
import { meaning } from './security-context.js';

// Numbers and names of ports.

/** Whether a scalar is a number that no port has; false for what is no number, or not known. */
export function isOutOfRange(scalar: YamlScalar | undefined, least = 1): boolean {
  const value = meaning(scalar);
  return typeof value === 'number' && !(Number.isInteger(value) && value >= least && value <= 65535);
}

/** Whether a text may be the name of a port of a container: 15 characters, a letter among them, hyphens only between others. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && /^[a-z0-9-]+$/.test(text) && /[a-z]/.test(text) && !/^-|--|-$/.test(text);
}

/** Whether a scalar names a port in a way that is refused; false where it is empty or filled in by something else. */
export function isBadPortName(scalar: YamlScalar | undefined): boolean {
  return scalar !== undefined && scalar.text !== '' && !isPlaceholder(scalar.text) && !isPortName(scalar.text);
}
