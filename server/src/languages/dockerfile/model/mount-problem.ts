import { nearest } from '../../../core/nearest.js';
import type { Span } from '../../../core/text.js';
import { mountKey, mountKeys, mountTypes } from '../grammar/mounts.js';
import { expand } from '../syntax/expansion.js';
import type { Mount, MountField } from '../syntax/mount.js';

/** What makes the builder refuse a mount; `message` is one of those of the rule that tells it. */
export interface MountProblem {
  readonly at: Span;
  readonly message:
    | 'quote'
    | 'key'
    | 'value'
    | 'choice'
    | 'number'
    | 'boolean'
    | 'notFor'
    | 'early'
    | 'secret'
    | 'sshSource'
    | 'both'
    | 'root'
    | 'variable';
  readonly params: Readonly<Record<string, string>>;
  /** What to write in the place of `at`. */
  readonly suggestion?: string | undefined;
}

const types = mountTypes.map((type) => type.name);
const names = mountKeys('').flatMap((key) => [key.name, ...key.other]);

/** The first thing that the builder would stop at, as it reads a mount from left to right. */
export function mountProblem(mount: Mount, escape: string): MountProblem | undefined {
  if (mount.badQuote) return { at: mount.badQuote, message: 'quote', params: {} };
  // Undefined once a variable gives the type.
  let type: string | undefined = 'bind';
  for (const field of mount.fields) {
    const value = field.value === undefined ? undefined : expand(field.value, escape).value;
    if (field.key === 'from' && field.value?.includes('$')) return { at: field, message: 'variable', params: {} };
    const found = fieldProblem(field, value, type, mount.type);
    if (found) return found;
    if (field.key === 'type') type = value?.toLowerCase();
  }
  return type === undefined ? undefined : wholeProblem(mount, type);
}

function fieldProblem(
  field: MountField,
  value: string | undefined,
  type: string | undefined,
  finalType: string,
): MountProblem | undefined {
  const { key } = field;
  const known = mountKey(key);
  if (!known) {
    const suggestion = nearest(key, names);
    const renamed = suggestion === undefined ? undefined : suggestion + (field.value === undefined ? '' : `=${value}`);
    return { at: field, message: 'key', params: { key }, suggestion: renamed };
  }
  if (field.value === undefined && !known.flag) return { at: field, message: 'value', params: { key } };
  if ((key === 'required' || key === 'size') && type !== undefined && !known.types.includes(type)) {
    const late = known.types.includes(finalType);
    return { at: field, message: late ? 'early' : 'notFor', params: { key, type: finalType } };
  }
  if (value === undefined) return undefined;
  const refuse = (message: 'number' | 'boolean', how = ''): MountProblem => ({
    at: field.valueSpan,
    message,
    params: { key, value, how },
  });
  switch (known.name) {
    case 'type':
      return choice(field, value, types);
    case 'sharing':
      return choice(field, value, known.values ?? []);
    case 'mode':
      return isNumber(value, /^[0-7]+$/, 8) ? undefined : refuse('number', ' in octal');
    case 'uid':
    case 'gid':
      return isNumber(value, /^[0-9]+$/, 10) ? undefined : refuse('number');
    case 'size':
      return size.test(value) ? undefined : refuse('number', ' with a unit, as in 64m');
    default:
      return !known.flag || booleans.has(value) ? undefined : refuse('boolean');
  }
}

const booleans: ReadonlySet<string> = new Set([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'],
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'],
]);
const size = /^\+?(?:\d+\.?\d*|\.\d+) ?(?:b|[kmgtp](?:i?b)?)?$/i;

function isNumber(text: string, digits: RegExp, base: number): boolean {
  return digits.test(text) && Number.parseInt(text, base) <= 0xffffffff;
}

function choice(field: MountField, value: string, choices: readonly string[]): MountProblem | undefined {
  if (choices.includes(value.toLowerCase())) return undefined;
  const params = { key: field.key, value, choices: choices.join(', ') };
  return { at: field.valueSpan, message: 'choice', params, suggestion: nearest(value, choices) };
}

/** What is wrong with the fields together. */
function wholeProblem(mount: Mount, type: string): MountProblem | undefined {
  const field = (...keys: readonly string[]): MountField | undefined =>
    mount.fields.findLast(({ key }) => keys.includes(key));
  for (const one of mount.fields) {
    const checked = /^(?:mode|uid|gid|sharing)$/.test(one.key) || (one.key === 'from' && type === 'secret');
    if (checked && !mountKey(one.key)?.types.includes(type)) {
      return { at: one, message: 'notFor', params: { key: one.key, type } };
    }
  }
  const source = field('source', 'src');
  const target = field('target', 'dst', 'destination');
  if (type === 'secret') {
    const id = field('id')?.value;
    if (!id && !source?.value && !target?.value) return { at: mount, message: 'secret', params: {} };
    return id && source?.value ? { at: source, message: 'both', params: {} } : undefined;
  }
  if (type === 'ssh') return source?.value ? { at: source, message: 'sshSource', params: {} } : undefined;
  return target?.value === '/' ? { at: target.valueSpan, message: 'root', params: { type } } : undefined;
}
