import { Memo } from '../../../core/memo.js';
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../yaml/tree.js';
import { entryOf, resolved } from '../../../yaml/values.js';
import { fits } from './equal.js';
import { entriesOf, hasExpression, mapIn, type NamedEntry, valueIn } from './nodes.js';
import type { Job } from './workflow.js';

type Value = Exclude<YamlNode, { kind: 'alias' }>;

/** A job's matrix as written. */
export interface Matrix {
  readonly map: YamlMap;
  readonly rows: readonly MatrixRow[];
  /** Undefined where an expression gives the list, or it is no list. */
  readonly include: readonly YamlMap[] | undefined;
  readonly exclude: readonly YamlMap[] | undefined;
  /** Whether all rows, includes and excludes are written out, so that the combinations are known. */
  readonly isStatic: boolean;
}

export interface MatrixRow {
  readonly name: string;
  readonly key: YamlScalar;
  /** Undefined where an expression gives the list. */
  readonly values: readonly Value[] | undefined;
  readonly seq: YamlSeq | undefined;
}

const matrices = new Memo<YamlMap, Matrix | undefined>();

/** Undefined where a job has no matrix, or an expression gives the whole of it. */
export function matrixOf(job: Job): Matrix | undefined {
  const map = mapIn(job.map, 'strategy', 'matrix');
  if (!map) return undefined;
  const known = matrices.get(map);
  if (known) return known;
  const rows = entriesOf(map)
    .filter(({ name }) => !isList(name))
    .map(rowOf);
  const include = tablesOf(map, 'include');
  const exclude = tablesOf(map, 'exclude');
  const isStatic = include !== undefined && exclude !== undefined && rows.every(({ values }) => values !== undefined);
  const matrix = { map, rows, include, exclude, isStatic };
  matrices.set(map, matrix);
  return matrix;
}

/** Whether a matrix is given by an expression as a whole. */
export function hasDynamicMatrix(job: Job): boolean {
  const value = valueIn(job.map, 'strategy', 'matrix') ?? valueIn(job.map, 'strategy');
  return value?.kind === 'scalar' && hasExpression(value);
}

function isList(name: string): boolean {
  return name === 'include' || name === 'exclude';
}

function rowOf({ name, key, value }: NamedEntry): MatrixRow {
  if (value?.kind !== 'seq') return { name, key, values: undefined, seq: undefined };
  const values = value.items.flatMap((item) => resolved(item.value) ?? []);
  return { name, key, values, seq: value };
}

function tablesOf(map: YamlMap, key: string): readonly YamlMap[] | undefined {
  const entry = entryOf(map, key);
  if (!entry) return [];
  const list = resolved(entry.value);
  if (list?.kind !== 'seq') return undefined;
  const tables = list.items.map((item) => resolved(item.value));
  return tables.every((one): one is YamlMap => one?.kind === 'map') ? tables : undefined;
}

/**
 * What `matrix.<name>` may be, over rows and includes; undefined where an expression has a say in it, and empty where the
 * matrix has no such name.
 */
export function matrixValues(job: Job, name: string): readonly Value[] | undefined {
  const matrix = matrixOf(job);
  if (!matrix?.include) return undefined;
  const wanted = name.toLowerCase();
  const row = matrix.rows.find((one) => one.name.toLowerCase() === wanted);
  if (row && !row.values) return undefined;
  const included = matrix.include.flatMap((table) =>
    entriesOf(table).flatMap((entry) => (entry.name.toLowerCase() === wanted && entry.value ? [entry.value] : [])),
  );
  const kept = (row?.values ?? []).filter((value) => !isExcluded(value, matrix, wanted));
  return [...kept, ...included];
}

/** Whether a value of a row is taken out whatever it is combined with. */
function isExcluded(value: Value, { exclude }: Matrix, name: string): boolean {
  return (exclude ?? []).some((table) => {
    const [only, ...others] = entriesOf(table);
    return others.length === 0 && only?.name.toLowerCase() === name && fits(only.entry.value, value);
  });
}
