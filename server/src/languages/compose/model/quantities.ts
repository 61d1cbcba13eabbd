import { textOf, type Value } from './value.js';

// Durations and sizes, as Compose reads them.

const duration = /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+$/;

export function isDuration(text: string): boolean {
  return duration.test(text) || /^[-+]?0$/.test(text);
}

const seconds: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** The seconds of a duration; undefined for what is none. */
export function secondsOf(value: Value | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined || text.length > 100 || !isDuration(text)) return undefined;
  let total = 0;
  for (const [, number, unit = ''] of text.matchAll(/(\d*\.?\d*)(ns|us|µs|μs|ms|s|m|h|d|w)/g))
    total += Number(number) * (seconds[unit] ?? (unit === 'ns' ? 1e-9 : 1e-6));
  return text.startsWith('-') ? -total : total;
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
