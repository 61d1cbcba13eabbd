// Numbers as GitHub's runner reads and writes them: doubles, written with at most 15 digits.

const decimal = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;
const hexadecimal = /^0x[0-9a-fA-F]+$/;
const octal = /^0o[0-7]+$/;
const infinity = /^[-+]?infinity$/i;

/** The number that a text stands for: 0 for an empty one, NaN for one that is no number. */
export function parseNumber(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (decimal.test(trimmed)) return Number(trimmed);
  if (hexadecimal.test(trimmed) || octal.test(trimmed)) {
    const value = Number(trimmed);
    // 32 bits with a sign, as the runner reads them.
    return value < 2 ** 32 ? value | 0 : NaN;
  }
  if (!infinity.test(trimmed)) return NaN;
  return trimmed.startsWith('-') ? -Infinity : Infinity;
}

/** A number in a text: 15 significant digits, and an exponent from 1E+15 and below 0.0001. */
export function writeNumber(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return String(value);
  const [digits = '', power = '0'] = value.toExponential(14).split('e');
  const exponent = Number(power);
  const mantissa = digits.replace(/\.?0+$/, '');
  if (exponent > -5 && exponent < 15) return plain(mantissa, exponent);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${mantissa}E${exponent < 0 ? '-' : '+'}${size}`;
}

/** The digits of a number in scientific notation, with the point where it belongs. */
function plain(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return sign + whole + (rest && `.${rest}`);
}
