import type { Dialect } from '../../../yaml/schema/schema.js';
import type { YamlNode } from '../../../yaml/tree.js';
import { isTimezone } from '../tables/timezones.js';

/** Whether a text is one expression from end to end, so that its value may be of any type. */
export function isWholeExpression(text: string): boolean {
  const trimmed = text.trim();
  if (!trimmed.startsWith('${{') || !trimmed.endsWith('}}')) return false;
  // The first end that stands in no string.
  for (let i = 3, isString = false; i < trimmed.length - 1; i++) {
    if (trimmed[i] === "'") isString = !isString;
    else if (!isString && trimmed.startsWith('}}', i)) return i === trimmed.length - 2;
  }
  return false;
}

const formats: Dialect['formats'] = {
  filled: (text) => text !== '',
  /** A prefix of commit messages. */
  short: (text) => text.length <= 50,
  /** The name of an update. */
  name: (text) => text.length >= 3 && text.length <= 100,
  timezone: isTimezone,
  /** A group of runners, or one of the organization's or the enterprise's by that name. */
  group: (text) => /^(?:(?:org|organization|ent|enterprise)\/)?[^/]+$/.test(text),
};

/** How GitHub reads workflows and actions. */
export const dialect: Dialect = {
  // GitHub knows no merge keys, as a rule of its own says. What they would bring is not missed besides.
  mergeKeys: true,
  textual: true,
  /** Nothing is said of what has a tag, which GitHub refuses as well. */
  passes: ({ tag }: YamlNode) => tag !== undefined,
  isUnknown: ({ text }) => isWholeExpression(text),
  formats,
};

/** How Dependabot reads its configuration: types count there. */
export const dependabotDialect: Dialect = {
  ...dialect,
  textual: false,
  isUnknown: () => false,
  // It takes all names of the database, also those of no place.
  formats: { ...formats, timezone: (text) => text.toUpperCase() === 'UTC' || isTimezone(text) },
};
