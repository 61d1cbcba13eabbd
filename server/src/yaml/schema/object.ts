import { nearest } from '../../core/nearest.js';
import type { YamlEntry, YamlMap } from '../tree.js';
import { isEmpty, keyText, resolved, valueOf } from '../values.js';
import type { At } from './at.js';
import { type Check, type Compiler, passes, type Run } from './check.js';
import { contradicts, tellingValues } from './lookup.js';
import { isMerge, mergedEntries } from './merged.js';
import { keyOf, type ObjectSchema, type SchemaTable } from './schema.js';

/** In a file with more problems it takes too long to look for what each unknown key may mean. */
const mostSuggestions = 1000;

export interface ObjectCheck {
  check(map: YamlMap, at: At, run: Run): void;
  /** How much a map looks as if this were meant. */
  likeness(map: YamlMap): number;
}

export function objectCheck(compiler: Compiler, schema: ObjectSchema): ObjectCheck {
  const { table } = compiler;
  const { dialect } = table;
  const names = schema.names && {
    pattern: new RegExp(schema.names.pattern),
    check: compiler.check(schema.names.schema),
    words: schema.names.words,
  };
  const rest = schema.rest === undefined ? undefined : compiler.check(schema.rest);
  const keys = new Map(
    Object.entries(schema.keys ?? {}).map(([name, key]) => [name, compiler.check(keyOf(key).schema)]),
  );
  const required = Object.entries(schema.keys ?? {}).flatMap(([name, key]) => (keyOf(key).required ? [name] : []));

  let traits: ReadonlyMap<string, Trait> | undefined;

  const checkEntry = (
    entry: YamlEntry,
    map: YamlMap,
    present: () => ReadonlySet<string | undefined>,
    at: At,
    run: Run,
  ): void => {
    const { key } = entry;
    if (key?.kind !== 'scalar' || (dialect.mergeKeys && isMerge(entry)) || dialect.passes?.(key)) return;
    // Half a line of block style: its problem is the missing colon.
    if (entry.colon === undefined && !map.flow) return;
    const name = key.text;
    const check: Check | undefined = keys.get(name) ?? (names?.pattern.test(name) ? names.check : rest);
    const isExtension = dialect.extensions !== undefined && name.startsWith(dialect.extensions);
    if (check) check(entry.value, at.below(name, key), run);
    else if (!isExtension && (dialect.textual || typeof valueOf(key) === 'string')) {
      const isMany = run.problems.length > mostSuggestions;
      const suggestion = isMany
        ? undefined
        : nearest(
            name,
            [...keys.keys()].filter((one) => !present().has(one)),
          );
      const meant = suggestion === undefined ? undefined : keys.get(suggestion);
      const fits = meant !== undefined && passes(meant, entry.value, at.below(suggestion ?? '', key));
      const found = { span: key, path: at.path(name), key: name, entry, suggestion, fits, words: names?.words };
      run.problems.push({ kind: 'unknown-key', ...found });
    }
  };

  return {
    check(map, at, run) {
      let written: ReadonlySet<string | undefined> | undefined;
      const present = () => (written ??= new Set(map.entries.map(keyText)));
      for (const entry of map.entries) checkEntry(entry, map, present, at, run);
      const merged = dialect.mergeKeys ? mergedEntries(map, run.budget) : undefined;
      for (const entry of merged?.entries ?? []) if (run.first(entry, schema)) checkEntry(entry, map, present, at, run);
      if (merged?.complete === false) return;
      const count = map.entries.length + (merged?.entries.length ?? 0);
      if (schema.min !== undefined && count < schema.min) {
        const { start, end } = at.hasKey && !map.flow ? at.place : map;
        run.problems.push({ kind: 'too-few', span: { start, end }, path: at.path(), limit: String(schema.min) });
      }
      for (const name of required) {
        const has = (entry: YamlEntry): boolean =>
          keyText(entry) === name && !(dialect.emptyIsAbsent && isEmpty(resolved(entry.value)));
        if (map.entries.some(has) || merged?.entries.some(has)) continue;
        const { start, end } = at.hasKey ? at.place : (map.entries[0]?.key ?? map);
        run.problems.push({ kind: 'missing-key', span: { start, end }, path: at.path(name), key: name, map });
      }
    },
    likeness(map) {
      let sum = 0;
      for (const entry of map.entries) {
        const name = keyText(entry);
        if (name === undefined) continue;
        const trait = (traits ??= traitsOf(table, schema)).get(name);
        if (!trait) sum += names?.pattern.test(name) || rest ? 0 : -1;
        else sum += contradicts(table, trait.values, entry) ? -100 : trait.weight;
      }
      return sum;
    },
  };
}

/** What a key says of the kind of a map. */
interface Trait {
  readonly weight: number;
  readonly values: ReadonlySet<string> | undefined;
}

function traitsOf(table: SchemaTable, { keys = {} }: ObjectSchema): ReadonlyMap<string, Trait> {
  return new Map(
    Object.entries(keys).map(([name, entry]) => {
      const key = keyOf(entry);
      // What has to be there tells kinds of maps apart sooner than what may be.
      return [name, { weight: key.required ? 10 : 1, values: tellingValues(table, key) }];
    }),
  );
}

/** Of several kinds of maps the one that a map looks most like. */
export function chosenObject(objects: readonly ObjectCheck[], map: YamlMap): ObjectCheck | undefined {
  if (objects.length <= 1) return objects[0];
  let best: ObjectCheck | undefined;
  let most = -Infinity;
  for (const object of objects) {
    const likeness = object.likeness(map);
    if (likeness > most) [best, most] = [object, likeness];
  }
  return best;
}
