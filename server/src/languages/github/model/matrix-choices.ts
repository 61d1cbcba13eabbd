import type { YamlScalar } from '../../../yaml/tree.js';
import { matrixOf, matrixValues } from './matrix.js';
import { hasExpression, valueIn } from './nodes.js';
import type { Job } from './workflow.js';

/** What `matrix.<key>` is in a job of a matrix, by the key in lower case: `image`, `image.folder`. */
export type MatrixChoice = ReadonlyMap<string, YamlScalar>;

const read = /\$\{\{\s*matrix\.([\w.-]+)\s*\}\}/g;
const mostChoices = 100;
const none: MatrixChoice = new Map();

/**
 * The values that some texts get from the matrix, for each job that it makes. They are known where all come from one row, or
 * all from `include` of a matrix without rows; else there is one choice, without values.
 */
export function matrixChoices(job: Job, texts: readonly string[]): readonly MatrixChoice[] {
  const keys = new Set(texts.flatMap((text) => [...text.matchAll(read)].map(([, key = '']) => key.toLowerCase())));
  const matrix = keys.size === 0 ? undefined : matrixOf(job);
  if (!matrix?.include) return [none];
  const rows = new Set([...keys].map((key) => key.split('.')[0] ?? ''));
  const [row] = rows;
  const tables = matrix.rows.length === 0 ? matrix.include : undefined;
  const values = tables ?? (rows.size === 1 && row !== undefined ? matrixValues(job, row) : undefined);
  if (!values || values.length === 0) return [none];
  return values.slice(0, mostChoices).map((value) => {
    const found = new Map<string, YamlScalar>();
    for (const key of keys) {
      const path = key.split('.').slice(tables ? 0 : 1);
      const scalar = path.length === 0 ? value : valueIn(value, ...path);
      if (scalar?.kind === 'scalar' && !hasExpression(scalar)) found.set(key, scalar);
    }
    return found;
  });
}

/** The value of a text that is nothing but one read of the matrix. */
export function chosen(text: string, choice: MatrixChoice): YamlScalar | undefined {
  const key = /^\s*\$\{\{\s*matrix\.([\w.-]+)\s*\}\}\s*$/.exec(text)?.[1];
  return key === undefined ? undefined : choice.get(key.toLowerCase());
}

/** A text in which what is read of the matrix is replaced, as far as it is known. */
export function withChoice(text: string, choice: MatrixChoice): string {
  return text.replace(read, (whole, key: string) => choice.get(key.toLowerCase())?.text ?? whole);
}
