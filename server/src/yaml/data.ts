import { parse } from 'yaml';

/** The plain data of a settings file; what is no YAML gives nothing, as the file's own tool would say so itself. */
export function dataOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = parse(text, { logLevel: 'silent' });
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
