import { bad, good, source } from '../../../core/rule.js';
import { cacheUse } from '../model/caching.js';
import { publisherIn, releaseTriggers } from '../model/publishing.js';
import { setInput } from '../model/set-input.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/cache-poisoning', {
  summary: 'What is published is built with files from the cache',
  why: `A cache that is written on the default branch is restored by every other run, also by the one that makes a release.
Whoever gets one run on that branch to write to the cache, be it by a dependency that was tampered with, has their files in
what is published. Build releases without a cache.`,
  category: 'security',
  severity: 'warning',
  profile: 'strict',
  since: '0.1',
  peers: ['zizmor:cache-poisoning'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    given: '"{action}" restores files from the cache in a job that publishes. Switch its cache off here.',
    default: '"{action}" uses a cache unless it is told not to, and the job publishes. Set "{input}: {value}".',
    always: '"{action}" restores files from the cache in a job that publishes. Do without it here.',
    maybe: '"{action}" may restore files from the cache in a job that publishes. Make sure that it does not.',
  },
  fixes: { off: 'Set "{input}: {value}"' },
  on: {
    job({ job, workflow }, ctx) {
      const triggers = releaseTriggers(workflow);
      if (triggers.length === 0 && !publisherIn(job.steps)) return;
      for (const step of job.steps) {
        const use = cacheUse(step, triggers, ctx.text);
        const { uses } = step;
        if (!use || !uses || uses.form.kind !== 'repository') continue;
        const { input = '', value = '' } = use.switch ?? {};
        const params = { action: uses.text.split('@')[0] ?? '', input, value };
        const edits = use.switch && setInput(step, input, value, ctx.text, workflow.root);
        ctx.report(uses.scalar, use.how === 'default' && !use.switch ? 'given' : use.how, params, {
          ...(uses.form.slug === 'actions/cache/restore' && { aliases: [] }),
          fix: edits && { title: 'off', edits },
        });
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          push:
            tags: ['v*']
        jobs:
          release:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹actions/setup-go@v6›
                with:
                  go-version: stable
              - uses: ‹actions/setup-go@v6›
                with: { cache: true } # faster
              - uses: ‹ruby/setup-ruby@v1›
                with:
                  bundler-cache: \${{ startsWith(github.ref, 'refs/tags/') }}
              - uses: ‹oven-sh/setup-bun@v2›
              - run: make release
      `,
      {
        fixed: source`
          on:
            push:
              tags: ['v*']
          jobs:
            release:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/setup-go@v6
                  with:
                    go-version: stable
                    cache: false
                - uses: actions/setup-go@v6
                  with: { cache: false } # faster
                - uses: ruby/setup-ruby@v1
                  with:
                    bundler-cache: false
                - uses: oven-sh/setup-bun@v2
                  with:
                    no-cache: true
                - run: make release
        `,
      },
    ),
    bad(source`
      on: [push, release]
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹actions/cache@v5›
              with: { path: ~/.m2, key: maven }
            - uses: ‹actions/setup-java@v5›
              with:
                cache: maven
            - uses: ‹actions/setup-node@v4›
              with: { cache: npm }
            - uses: ‹actions/setup-node@v6›
            - uses: ‹astral-sh/setup-uv@v7›
            - uses: ‹docker/setup-buildx-action@v4›
              with: { version: v0.30.0 }
            - uses: ‹Mozilla-Actions/sccache-action@v0.0.9›
            - uses: ‹PyO3/maturin-action@v1›
              with:
                sccache: \${{ inputs.sccache }}
    `),
    bad(source`
      on: push
      jobs:
        publish:
          runs-on: ubuntu-latest
          steps:
            - uses: ‹Swatinem/rust-cache@v2›
            - uses: docker/build-push-action@v7
              with: { push: true }
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: Swatinem/rust-cache@v2
    `),
    good(source`
      on:
        push:
          tags: ['v*']
        release:
      jobs:
        release:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/setup-go@v6
              with: { cache: false }
            - uses: actions/setup-node@v4
            - uses: actions/setup-node@v6
              with: { package-manager-cache: false }
            - uses: actions/setup-python@v6
            - uses: astral-sh/setup-uv@v10.0.1
            - uses: docker/setup-buildx-action@v4
            - uses: actions/cache@v5
              with: { path: a, key: b, lookup-only: true }
            - uses: ruby/setup-ruby@v1
              with:
                bundler-cache: \${{ !startsWith(github.ref, 'refs/tags/') }}
            - uses: actions/cache@v5
              if: github.ref_type != 'tag'
              with: { path: a, key: b }
    `),
    good(source`
      on:
        push:
          branches: [main]
        pull_request:
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/setup-go@v6
            - uses: docker/build-push-action@v7
    `),
  ],
});
