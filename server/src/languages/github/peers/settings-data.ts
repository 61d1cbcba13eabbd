// Plain data of settings files, read without trust in its shape.

export type Table = Readonly<Record<string, unknown>>;

/** A table; an empty one for anything else. */
export function tableOf(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

/** The texts of a list, or the one that stands for it; undefined where neither is written. */
export function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
}
