import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { labelsOf } from '../model/runner.js';
import { githubRule, type Rule } from '../rule.js';
import { runnerOf } from '../tables/runners.js';

export const rule: Rule = githubRule('github/deprecated-runner', {
  summary: 'A runner image that is about to go, or not yet there for good',
  why: `GitHub announces the end of an image months before it is removed, and lets its jobs fail for hours at a time in
between. Images in preview may change without notice and have no promise of being there.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    deprecated: 'GitHub is about to remove "{label}". Use "{instead}".',
    preview: '"{label}" is a preview, which may change without notice.',
  },
  fixes: { replace: 'Replace with "{instead}"' },
  on: {
    job({ job }, ctx) {
      const { labels } = labelsOf(job);
      if (labels.some(({ text }) => text.toLowerCase() === 'self-hosted')) return;
      for (const { text, scalar } of labels) {
        const fact = runnerOf(text);
        if (fact?.status === 'preview') ctx.report(scalar, 'preview', { label: text }, { severity: 'info' });
        if (fact?.status !== 'deprecated') continue;
        const instead = fact.instead ?? `${fact.os ?? 'ubuntu'}-latest`;
        const fix = { title: 'replace' as const, edits: [replaceScalar(scalar, instead)] };
        ctx.report(scalar, 'deprecated', { label: text, instead }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          test: {runs-on: ‹macos-14›, steps: [run: make]}
          next: {runs-on: ‹ubuntu-26.04›, steps: [run: make]}
      `,
      {
        fixed: source`
          on: push
          jobs:
            test: {runs-on: macos-15, steps: [run: make]}
            next: {runs-on: ubuntu-26.04, steps: [run: make]}
        `,
      },
    ),
    good(source`
      on: push
      jobs:
        a: {runs-on: macos-latest, steps: [run: make]}
        b: {runs-on: [self-hosted, macos-14], steps: [run: make]}
    `),
  ],
});
