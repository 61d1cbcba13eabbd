import { matchName } from '../../../core/glob.js';
import { nearest } from '../../../core/nearest.js';
import { bad, good, option, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { labelsOf } from '../model/runner.js';
import { githubRule, type Rule } from '../rule.js';
import { runnerLabels, runnerOf } from '../tables/runners.js';

export const rule: Rule = githubRule('github/unknown-runner-label', {
  summary: 'No runner of GitHub has this label',
  why: `A job waits for a runner that has all of its labels. With one that no runner has it waits for a day, and is then
cancelled: images that GitHub has removed, and names that were misspelt. Labels of your own runners go into the option \`labels\`
or into \`self-hosted-runner.labels\` of \`.github/actionlint.yaml\`.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:runner-label'],
  fix: 'unsafe',
  reach: 'part',
  options: {
    labels: option.strings([], 'Labels of your own runners, or patterns such as `gpu-*`.'),
  },
  messages: {
    empty: 'No runner has an empty label. Name one, such as "ubuntu-latest".',
    removed: 'GitHub has removed "{label}", so the job never starts. Use "{instead}".',
    misspelt: 'GitHub has no runner "{label}". Did you mean "{suggestion}"?',
    unknown: 'GitHub has no runner "{label}". If it is one of yours, add it to the option "labels" of this rule.',
    own: '"{label}" is a label of yours that is not in the option "labels" of this rule.',
  },
  fixes: { replace: 'Replace with "{suggestion}"' },
  on: {
    job({ job }, ctx) {
      const { labels } = labelsOf(job);
      const isOwn = labels.some(({ text }) => text.toLowerCase() === 'self-hosted');
      for (const { text, scalar } of labels) {
        const fact = runnerOf(text);
        if (text === '') ctx.report(scalar, 'empty');
        if (text === '' || ctx.options.labels.some((pattern) => matchName(pattern, text))) continue;
        if (fact?.status === 'removed' && !isOwn) {
          const suggestion = fact.instead ?? 'ubuntu-latest';
          const fix = { title: 'replace' as const, params: { suggestion }, edits: [replaceScalar(scalar, suggestion)] };
          ctx.report(scalar, 'removed', { label: text, instead: suggestion }, { fix });
        }
        if (fact || isLarger(text)) continue;
        if (isOwn) {
          ctx.report(scalar, 'own', { label: text }, { severity: 'info' });
          continue;
        }
        const suggestion = nearest(text, runnerLabels);
        if (suggestion === undefined) ctx.report(scalar, 'unknown', { label: text });
        else {
          const fix = { title: 'replace' as const, params: { suggestion }, edits: [replaceScalar(scalar, suggestion)] };
          ctx.report(scalar, 'misspelt', { label: text, suggestion }, { fix });
        }
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          old: {runs-on: ‹ubuntu-20.04›, steps: [run: make]}
          slip: {runs-on: ‹ubuntu-lates›, steps: [run: make]}
          list: {runs-on: [self-hosted, linux, ‹gpu›], steps: [run: make]}
          matrix:
            strategy: {matrix: {os: [ubuntu-latest, ‹macos-12›]}}
            runs-on: \${{ matrix.os }}
            steps: [run: make]
      `,
      {
        fixed: source`
          on: push
          jobs:
            old: {runs-on: ubuntu-22.04, steps: [run: make]}
            slip: {runs-on: ubuntu-latest, steps: [run: make]}
            list: {runs-on: [self-hosted, linux, gpu], steps: [run: make]}
            matrix:
              strategy: {matrix: {os: [ubuntu-latest, macos-15-intel]}}
              runs-on: \${{ matrix.os }}
              steps: [run: make]
        `,
      },
    ),
    bad(
      "on: push\njobs: {a: {runs-on: ‹my-big-runner›, steps: [run: make]}, b: {runs-on: [‹''›], steps: [run: make]}}\n",
    ),
    good('on: push\njobs: {a: {runs-on: my-big-runner, steps: [run: make]}}\n', { options: { labels: ['my-*'] } }),
    good(source`
      on: push
      jobs:
        a: {runs-on: Ubuntu-24.04-ARM, steps: [run: make]}
        b: {runs-on: [self-hosted, linux, x64], steps: [run: make]}
        c: {runs-on: {group: large, labels: ubuntu-latest-16-cores}, steps: [run: make]}
        d: {runs-on: "\${{ inputs.runner }}", steps: [run: make]}
    `),
  ],
});

/** Runners of a size that GitHub names by the number of their cores; an owner makes up the names of others. */
function isLarger(label: string): boolean {
  return /^(?:ubuntu|windows)-(?:latest|\d{2,4}(?:\.\d{2})?)-\d+-?cores?$/i.test(label);
}
