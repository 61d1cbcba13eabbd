import { textOf, type Value } from './value.js';

// Durations and sizes, as Compose reads them.

const duration = /^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+$/;

export function isDuration(text: string): boolean {
  return duration.test(text) || /^[-+]?0$/.test(text);
}

const size = /^(\d+(?:\.\d*)?|\.\d+) ?(?:([kmgtp])(?:i?b)?|b)?$/i;

/** The number of bytes of a size; undefined for what is none. */
export function readBytes(text: string): number | undefined {
  if (/^[-+]?\d+$/.test(text)) return Number(text);
  const match = size.exec(text);
  if (!match) return undefined;
  const unit = match[2]?.toLowerCase();
  return Math.floor(Number(match[1]) * (unit === undefined ? 1 : 1024 ** ('kmgtp'.indexOf(unit) + 1)));
}

export function bytesOf(value: Value | undefined): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : readBytes(text);
}
