import { bad, good, source } from '../../../core/rule.js';
import { fits, isDynamic } from '../model/equal.js';
import { type Matrix, matrixOf } from '../model/matrix.js';
import { entriesOf, mapIn, seqIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/matrix-exclude-mismatch', {
  summary: 'What is excluded from a matrix is not in it',
  why: `An entry of \`exclude\` takes out the combinations that have its values. With a key that is not a row, or a value
that the row does not have, it takes out nothing, and a job runs that was meant not to.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:matrix'],
  fix: 'none',
  reach: 'part',
  messages: {
    key: 'The matrix has no row "{key}", so this excludes nothing. Name one of {rows}.',
    value: 'The row "{key}" has no such value, so this excludes nothing.',
    rows: 'The matrix has no rows that anything could be excluded from. Remove "exclude".',
  },
  on: {
    job({ job }, ctx) {
      const matrix = matrixOf(job);
      const excluded = matrix && seqIn(matrix.map, 'exclude');
      if (!matrix || !excluded || excluded.items.length === 0 || !matrix.exclude) return;
      if (matrix.rows.length === 0) {
        const key = entriesOf(mapIn(job.map, 'strategy', 'matrix')).find(({ name }) => name === 'exclude')?.key;
        ctx.report(key ?? excluded, 'rows');
        return;
      }
      const values = valuesOf(matrix);
      for (const table of matrix.exclude) {
        for (const { name, key, entry, value } of entriesOf(table)) {
          const known = values.get(name.toLowerCase());
          if (known === undefined) {
            const rows = matrix.rows.map((row) => `"${row.name}"`).join(', ');
            if (matrix.include) ctx.report(key, 'key', { key: name, rows });
            continue;
          }
          if (known === 'unknown' || isDynamic(entry.value)) continue;
          if (!known.some((one) => fits(entry.value, one))) ctx.report(value ?? key, 'value', { key: name });
        }
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          strategy:
            matrix:
              os: [ubuntu-latest, windows-latest]
              node: [20, 22]
              exclude:
                - os: ‹macos-latest›
                  node: 20
                - ‹version›: 20
          runs-on: ubuntu-latest
          steps: [run: make]
        empty:
          strategy:
            matrix:
              include: [{os: linux}]
              ‹exclude›: [{os: linux}]
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
    good(source`
      on: push
      jobs:
        test:
          strategy:
            matrix:
              os: [{name: linux, arch: x64}, {name: linux, arch: arm64}]
              node: ["20", 22]
              list: \${{ fromJSON(vars.LIST) }}
              exclude:
                - os: {arch: arm64}
                  node: 20
                - list: anything
                - node: \${{ vars.NOT }}
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});

/** The values of each row, and what `include` adds to them, by the name in lower case. */
function valuesOf({ rows, include }: Matrix): ReadonlyMap<string, readonly Value[] | 'unknown'> {
  const found = new Map<string, readonly Value[] | 'unknown'>();
  for (const { name, values } of rows)
    found.set(name.toLowerCase(), !values || values.some((value) => isDynamic(value)) ? 'unknown' : values);
  for (const table of include ?? []) {
    for (const { name, value } of entriesOf(table)) {
      const known = found.get(name.toLowerCase()) ?? [];
      if (known === 'unknown') continue;
      found.set(name.toLowerCase(), isDynamic(value) ? 'unknown' : value ? [...known, value] : known);
    }
  }
  return found;
}

type Value = NonNullable<Matrix['rows'][number]['values']>[number];
