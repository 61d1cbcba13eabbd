import { bad, good, source } from '../../../core/rule.js';
import { labelsOf, type RunnerLabel } from '../model/runner.js';
import { githubRule, type Rule } from '../rule.js';
import { areExclusive, runnerOf } from '../tables/runners.js';

export const rule: Rule = githubRule('github/conflicting-labels', {
  summary: 'No runner can have both labels',
  why: `A job runs on one runner that has all of its labels; they are not alternatives. With \`ubuntu-latest\` and
\`windows-latest\` in one list it waits until it is cancelled. A matrix runs a job on several systems.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:runner-label'],
  fix: 'none',
  reach: 'part',
  messages: { both: 'No runner is both "{label}" and "{other}". Keep one, or run the job on each with a matrix.' },
  on: {
    job({ job }, ctx) {
      const { labels } = labelsOf(job);
      // Values of a matrix come one at a time.
      const together = labels.filter(({ fromMatrix }) => !fromMatrix);
      for (const [i, label] of together.entries()) {
        const other = together.slice(0, i).find((before) => excludeEachOther(before, label));
        if (!other) continue;
        const related = [{ span: other.scalar, message: `"${other.text}" is asked for here` }];
        ctx.report(label.scalar, 'both', { label: label.text, other: other.text }, { related });
      }
    },
  },
  examples: [
    bad(source`
      on: push
      jobs:
        a: {runs-on: [ubuntu-latest, ‹windows-latest›], steps: [run: make]}
        b: {runs-on: [self-hosted, linux, x64, ‹arm64›], steps: [run: make]}
    `),
    good(source`
      on: push
      jobs:
        a: {runs-on: [self-hosted, linux, x64], steps: [run: make]}
        b: {runs-on: [ubuntu-latest, ubuntu-24.04, linux], steps: [run: make]}
        c:
          strategy: {matrix: {os: [ubuntu-latest, windows-latest]}}
          runs-on: \${{ matrix.os }}
          steps: [run: make]
    `),
  ],
});

function excludeEachOther(one: RunnerLabel, other: RunnerLabel): boolean {
  const [a, b] = [runnerOf(one.text), runnerOf(other.text)];
  return a !== undefined && b !== undefined && areExclusive(a, b);
}
