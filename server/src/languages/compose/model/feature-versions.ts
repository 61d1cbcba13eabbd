import { keyAt } from '../../../yaml/schema/lookup.js';
import type { YamlPath } from '../../../yaml/walk.js';
import { schema } from '../schema.js';

// When Compose, and the engine, began to know an attribute or a value. What the schema says of keys is not said again here.

export interface Feature {
  readonly compose?: string;
  readonly engine?: string;
  /** Whether it is the value that is new, and not the attribute. */
  readonly isValue?: boolean;
}

interface Row extends Feature {
  /** `*` stands for any name or index. */
  readonly path: string;
  /** The values that are meant; undefined where any is. */
  readonly value?: RegExp;
}

/** What the schema cannot say: engines, and values. */
const rows: readonly Row[] = [
  { path: 'services.*.develop.watch.*.action', compose: '2.32', value: /^(?:restart|sync\+exec)$/ },
  { path: 'services.*.healthcheck.start_interval', engine: '25' },
  { path: 'services.*.networks.*.gw_priority', engine: '28' },
  { path: 'services.*.networks.*.interface_name', engine: '28.1' },
  { path: 'services.*.networks.*.mac_address', engine: '25' },
  { path: 'services.*.volumes.*.type', compose: '2.35', engine: '28', value: /^image$/ },
];

/** The tags `!reset` and `!override`. */
export const overrideTags: Pick<Feature, 'compose'> = { compose: '2.24.4' };

const byLastKey: ReadonlyMap<string, readonly (Row & { readonly keys: readonly string[] })[]> = groupedByLast();

function groupedByLast(): typeof byLastKey {
  const found = new Map<string, (Row & { keys: readonly string[] })[]>();
  for (const row of rows) {
    const keys = row.path.split('.');
    const last = keys[keys.length - 1] ?? '';
    found.set(last, [...(found.get(last) ?? []), { ...row, keys }]);
  }
  return found;
}

/** What is known of an attribute's age, by the path of its key; undefined where nothing is. */
export function featureAt(path: YamlPath, value: string | undefined): Feature | undefined {
  const compose = keyAt(schema, path)?.key.since;
  const row = byLastKey
    .get(`${path[path.length - 1]}`)
    ?.find(
      ({ keys, value: values }) =>
        keys.length === path.length &&
        keys.every((part, i) => part === '*' || part === path[i]) &&
        (!values || (value !== undefined && values.test(value))),
    );
  if (!row) return compose === undefined ? undefined : { compose };
  return { ...(compose !== undefined && { compose }), ...row, isValue: row.value !== undefined };
}

/** Whether a version comes before another; `v2.20` and `2.20` are one. Undefined where one is no version. */
export function isBefore(version: string, other: string): boolean | undefined {
  const [one, two] = [numbersOf(version), numbersOf(other)];
  if (!one || !two) return undefined;
  for (let i = 0; i < 3; i++) {
    const difference = (one[i] ?? 0) - (two[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?/.exec(version.trim());
  return match?.slice(1).map((part) => Number(part ?? 0));
}
