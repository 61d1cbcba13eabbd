const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** What fits into 64 bits. */
const longest = 2 ** 63;

export type DurationProblem = 'syntax' | 'unit' | 'no-unit' | 'short';

/** What the builder has against a duration, as Go writes them: `1h30m`, `1.5s`, `0`. Undefined for a good one. */
export function durationProblem(text: string): DurationProblem | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  let rest = text.slice(sign.length);
  if (rest === '0') return undefined;
  if (!/^[\d.]/.test(rest)) return 'syntax';
  let total = 0;
  while (rest !== '') {
    const part = /^(\d*\.?\d*)([^\d.]*)/.exec(rest);
    const [whole = '', number = '', unit = ''] = part ?? [];
    if (number === '' || number === '.' || whole === '') return rest.startsWith('.') ? 'no-unit' : 'syntax';
    if (unit === '') return 'no-unit';
    const size = nanoseconds[unit];
    if (size === undefined) return 'unit';
    total += Number(number) * size;
    rest = rest.slice(whole.length);
  }
  if (total > longest) return 'syntax';
  return total !== 0 && (sign === '-' || total < 1e6) ? 'short' : undefined;
}
