import { bad, good, source } from '../../../core/rule.js';
import { removeItem } from '../../../yaml/edits.js';
import { resolved } from '../../../yaml/values.js';
import { canonical, isDynamic } from '../model/equal.js';
import { matrixOf } from '../model/matrix.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/matrix-duplicate-value', {
  summary: 'A row of a matrix has the same value twice',
  why: `Each value of a row makes jobs of its own, so the same value twice runs the same jobs twice, and pays for
both. Mostly another value was meant.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:matrix'],
  fix: 'safe',
  reach: 'part',
  messages: { twice: 'The row "{row}" has this value twice. Remove one, or write the one that is meant.' },
  fixes: { remove: 'Remove it' },
  on: {
    job({ job }, ctx) {
      for (const { name, seq } of matrixOf(job)?.rows ?? []) {
        if (!seq || isDynamic(seq)) continue;
        const seen = new Set<string>();
        for (const item of seq.items) {
          const value = canonical(item.value);
          const node = resolved(item.value);
          if (!seen.has(value) || !node) {
            seen.add(value);
            continue;
          }
          const edit = removeItem(ctx.text, seq, item);
          ctx.report(node, 'twice', { row: name }, { fix: edit && { title: 'remove', edits: [edit] } });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          test:
            strategy:
              matrix:
                node: [20, 22, ‹20›]
                os:
                  - {name: linux, arch: x64}
                  - ‹{arch: x64, name: linux}›
            runs-on: ubuntu-latest
            steps: [run: make]
      `,
      {
        fixed: source`
          on: push
          jobs:
            test:
              strategy:
                matrix:
                  node: [20, 22]
                  os:
                    - {name: linux, arch: x64}
              runs-on: ubuntu-latest
              steps: [run: make]
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        test:
          strategy:
            matrix:
              node: [20, "20", 22]
              os: ["\${{ vars.A }}", "\${{ vars.A }}"]
          runs-on: ubuntu-latest
          steps: [run: make]
    `),
  ],
});
