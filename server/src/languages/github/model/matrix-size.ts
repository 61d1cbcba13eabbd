import { canonical, fits } from './equal.js';
import type { Matrix } from './matrix.js';
import { entriesOf } from './nodes.js';

/** As many jobs as a matrix may make in one run. */
export const mostJobs = 256;

/** More combinations than this are not made up one by one. */
const mostCounted = 20_000;

type Combination = Readonly<Record<string, NonNullable<Matrix['rows'][number]['values']>[number]>>;

/** A number of combinations; `exact` is false where it is only the product of the rows. */
export interface MatrixSize {
  readonly jobs: number;
  readonly exact: boolean;
}

/** How many jobs a matrix makes; undefined where an expression has a say in it. */
export function matrixSize(matrix: Matrix): MatrixSize | undefined {
  const { rows, include, exclude, isStatic } = matrix;
  if (!isStatic || !include || !exclude) return undefined;
  const product = rows.reduce((size, { values }) => size * (values?.length ?? 0), rows.length === 0 ? 0 : 1);
  if (product > mostCounted) return { jobs: product, exact: false };
  const made = combinations(matrix).filter(
    (one) => !exclude.some((table) => entriesOf(table).every(({ name, entry }) => fits(entry.value, one[name]))),
  );
  const added = include.filter((table) => {
    const own = entriesOf(table).filter(({ name }) => rows.some((row) => row.name === name));
    // An entry that changes no value of a row joins every combination that has those that it names.
    return !made.some((one) => own.every(({ name, entry }) => canonical(entry.value) === canonical(one[name])));
  });
  return { jobs: made.length + added.length, exact: true };
}

/** All combinations of the rows, before any is taken out. */
function combinations({ rows }: Matrix): readonly Combination[] {
  if (rows.length === 0) return [];
  let found: Combination[] = [{}];
  for (const { name, values } of rows)
    found = found.flatMap((one) => (values ?? []).map((value) => ({ ...one, [name]: value })));
  return found;
}
