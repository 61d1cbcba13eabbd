import { bad, good, source } from '../../../core/rule.js';
import { matrixOf } from '../model/matrix.js';
import { seqIn } from '../model/nodes.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/matrix-empty', {
  summary: 'A row of a matrix has no values',
  why: `A matrix is the product of its rows. With an empty one there is no combination: GitHub ends the run with "Matrix
vector does not contain any values".`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['languageservice:schema', 'actionlint:syntax-check'],
  fix: 'none',
  reach: 'part',
  messages: { empty: 'The row "{row}" has no values, so no job would run. Give it one, or remove it.' },
  on: {
    job({ job }, ctx) {
      const matrix = matrixOf(job);
      for (const { name, key, seq } of matrix?.rows ?? [])
        if (seq?.items.length === 0) ctx.report(key, 'empty', { row: name });
      const include = matrix && seqIn(matrix.map, 'include');
      const key = matrix?.map.entries.find(({ value }) => value === include)?.key;
      if (matrix?.rows.length === 0 && include?.items.length === 0 && key) ctx.report(key, 'empty', { row: 'include' });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          strategy: {matrix: {‹node›: [], os: [linux]}}
          runs-on: ubuntu-latest
          steps: [run: make]
        none:
          strategy: {matrix: {‹include›: []}}
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
    good(source`
      on: push
      jobs:
        test:
          strategy: {matrix: {node: [20], include: []}}
          runs-on: ubuntu-latest
          steps: [run: make]
        dynamic:
          strategy: {matrix: {node: "\${{ fromJSON(vars.NODES) }}"}}
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});
