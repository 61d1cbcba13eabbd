import { bad, good, source } from '../../../core/rule.js';
import { matrixOf } from '../model/matrix.js';
import { matrixSize, mostJobs } from '../model/matrix-size.js';
import { githubRule, type Rule } from '../rule.js';

const letters = Array.from({ length: 17 }, (_, i) => `a${i}`).join(', ');

export const rule: Rule = githubRule('github/matrix-too-large', {
  summary: 'A matrix makes more jobs than GitHub runs',
  why: `A matrix may make at most ${mostJobs} jobs in a run; beyond that the run fails. What is excluded does not count, and
what is included and joins no combination does.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: { large: 'This matrix makes {jobs} jobs, but at most {most} may run. Exclude some, or split it.' },
  on: {
    job({ job }, ctx) {
      const matrix = matrixOf(job);
      const size = matrix && matrixSize(matrix);
      const [first] = matrix?.map.entries ?? [];
      if (size && first?.key && size.jobs > mostJobs)
        ctx.report(first.key, 'large', { jobs: size.jobs, most: mostJobs });
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        test:
          strategy:
            matrix:
              ‹a›: [${letters}]
              b: [${letters}]
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
    good(source`
      on: push
      jobs:
        test:
          strategy:
            matrix:
              a: [${letters}]
              b: [${letters}]
              exclude: [{a: a0}, {a: a1, b: a1}, {a: a2}]
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});
