import { byText } from '../../../core/memo.js';
import { type Place, placeWithin, textOf, type Value, valueAt } from './value.js';

/** A mount of either form. */
export interface Mount {
  readonly value: Value;
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'image' | 'npipe' | 'cluster';
  readonly source: string | undefined;
  readonly target: string;
  readonly options: readonly string[];
  readonly readOnly: boolean;
  readonly sourcePlace: Place;
  readonly targetPlace: Place;
}

export interface ShortMount {
  readonly source: string | undefined;
  readonly target: string;
  readonly options: readonly string[];
  /** Offsets in the text. */
  readonly sourceSpan: readonly [number, number] | undefined;
  readonly targetSpan: readonly [number, number];
}

/** Reads `[SOURCE:]TARGET[:options]`. Undefined for an empty section, or for more than three. */
export const readShortMount: (text: string) => ShortMount | undefined = byText((text) => {
  const parts: { text: string; at: number }[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== ':') continue;
    // `C:\data` and `C:/data` are one section.
    if (at - from === 1 && /[a-zA-Z]/.test(text[from] ?? '') && /[\\/]/.test(text[at + 1] ?? '')) continue;
    parts.push({ text: text.slice(from, at), at: from });
    from = at + 1;
  }
  const [first, second, third] = parts;
  if (!first || parts.length > 3 || parts.some((part) => part.text === '')) return undefined;
  const spanOf = (part: { text: string; at: number }): readonly [number, number] => [
    part.at,
    part.at + part.text.length,
  ];
  if (!second)
    return { source: undefined, target: first.text, options: [], sourceSpan: undefined, targetSpan: spanOf(first) };
  const options = third ? third.text.split(',') : [];
  return { source: first.text, target: second.text, options, sourceSpan: spanOf(first), targetSpan: spanOf(second) };
});

/** Whether a source is a path of the host and no volume's name. */
export function isHostPath(source: string): boolean {
  return /^(?:[./~]|\\\\|[a-zA-Z]:[\\/])/.test(source);
}

/** A mount of either form; undefined where it is not right or holds what is not known. */
export function mountOf(value: Value): Mount | undefined {
  if (value.kind === 'text') {
    const short = value.text === undefined ? undefined : readShortMount(value.text);
    if (!short) return undefined;
    const { source, target, options, sourceSpan, targetSpan } = short;
    const exact = value.text === value.raw;
    return {
      value,
      type: source !== undefined && isHostPath(source) ? 'bind' : 'volume',
      source,
      target,
      options,
      readOnly: options.includes('ro'),
      sourcePlace: exact && sourceSpan ? placeWithin(value, ...sourceSpan) : value,
      targetPlace: exact ? placeWithin(value, ...targetSpan) : value,
    };
  }
  const type = textOf(valueAt(value, 'type'));
  const target = textOf(valueAt(value, 'target'));
  const source = valueAt(value, 'source');
  if (!isMountType(type) || target === undefined || (source && textOf(source) === undefined)) return undefined;
  return {
    value,
    type,
    source: textOf(source),
    target,
    options: [],
    readOnly: textOf(valueAt(value, 'read_only')) === 'true',
    sourcePlace: source ?? value,
    targetPlace: valueAt(value, 'target') ?? value,
  };
}

const mountTypes = ['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'] as const;

function isMountType(type: string | undefined): type is Mount['type'] {
  return (mountTypes as readonly (string | undefined)[]).includes(type);
}

/** What makes two mounts, devices, configs or secrets of different files the same one: where they end up. */
export function mountTarget(value: Value): string | undefined {
  if (value.kind === 'text') {
    const parts = value.text?.split(':');
    const short = value.text === undefined ? undefined : readShortMount(value.text);
    return (short?.target ?? parts?.[0])?.replace(/(?<=.)\/+$/, '');
  }
  return (textOf(valueAt(value, 'target')) ?? textOf(valueAt(value, 'source')))?.replace(/(?<=.)\/+$/, '');
}

export interface MountProblem {
  readonly kind: 'none' | 'empty' | 'fields';
  /** Offsets in the text: of an empty section, the colon that is one too many. */
  readonly start: number;
  readonly end: number;
}

/** Why Compose refuses a short form. */
export function shortMountProblem(text: string): MountProblem | undefined {
  if (text === '') return { kind: 'none', start: 0, end: 0 };
  if (text.length <= 2) return undefined;
  let sections = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== ':') continue;
    // A letter before a colon is a drive, whatever follows.
    if (at < text.length && at - from === 1 && /\p{L}/u.test(text[from] ?? '')) continue;
    if (at === from) {
      const colon = at === text.length ? at - 1 : at;
      return { kind: 'empty', start: colon, end: colon + 1 };
    }
    sections++;
    if (sections === 3 && at < text.length) return { kind: 'fields', start: 0, end: text.length };
    from = at + 1;
  }
  return undefined;
}
