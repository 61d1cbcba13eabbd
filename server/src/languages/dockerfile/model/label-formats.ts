import spdx from '../data/spdx-licenses.json' with { type: 'json' };

/** What a label's value may have to be. */
export type LabelFormat = 'text' | 'rfc3339' | 'semver' | 'url' | 'hash' | 'spdx' | 'email';

const labelFormats: readonly LabelFormat[] = ['text', 'rfc3339', 'semver', 'url', 'hash', 'spdx', 'email'];

export function isLabelFormat(text: string): text is LabelFormat {
  return (labelFormats as readonly string[]).includes(text);
}

export function hasFormat(format: LabelFormat, value: string): boolean {
  switch (format) {
    case 'text':
      return true;
    case 'rfc3339':
      return isTimestamp(value);
    case 'semver':
      return semver.test(value);
    case 'url':
      return isAddress(value);
    case 'hash':
      return /^(?:[0-9a-f]{7}|[0-9a-f]{40})$/.test(value);
    case 'spdx':
      return isLicense(value);
    case 'email':
      return /^[^\s@<>(),;:"[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(
        value,
      );
  }
}

const semver =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;

const timestamp = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function isTimestamp(value: string): boolean {
  const match = timestamp.exec(value);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isAddress(value: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(value)) return false;
  return !/^(?:https?|ftp|ssh|git):/i.test(value) || /^[A-Za-z+.-]+:\/\/[^/\s]+/.test(value);
}

const words = (lines: readonly string[]): ReadonlySet<string> => new Set(lines.join(' ').toLowerCase().split(' '));
const licenses = words([...spdx.licenses, ...spdx.deprecated]);
const exceptions = words(spdx.exceptions);

/** Reads a license expression: identifiers joined by AND, OR and WITH, with parentheses. */
function isLicense(value: string): boolean {
  const tokens = value.match(/[()]|[^\s()]+/g) ?? [];
  let depth = 0;
  let wantsOperand = true;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    if (token === '(') {
      if (!wantsOperand) return false;
      depth++;
    } else if (token === ')') {
      if (wantsOperand || depth-- === 0) return false;
    } else if (/^(?:AND|OR|and|or)$/.test(token)) {
      if (wantsOperand) return false;
      wantsOperand = true;
    } else if (/^(?:WITH|with)$/.test(token)) {
      if (wantsOperand || !exceptions.has((tokens[++i] ?? '').toLowerCase())) return false;
    } else {
      if (!wantsOperand || !isLicenseName(token)) return false;
      wantsOperand = false;
    }
  }
  return depth === 0 && !wantsOperand;
}

function isLicenseName(name: string): boolean {
  if (/^(?:DocumentRef-[\w.-]+:)?LicenseRef-[\w.-]+$/.test(name)) return true;
  const lower = name.toLowerCase();
  return licenses.has(lower) || (lower.endsWith('+') && licenses.has(lower.slice(0, -1)));
}
