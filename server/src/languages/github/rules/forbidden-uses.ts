import { bad, good, option, source } from '../../../core/rule.js';
import { asUse, hookSources } from '../model/pre-commit.js';
import type { RepositoryUse } from '../model/uses.js';
import { type UsesPattern, usesPattern } from '../model/uses-pattern.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/forbidden-uses', {
  summary: 'An action that your rules do not allow',
  why: `Which actions, reusable workflows and hooks may be used is up to you: with \`deny\` all but some, with \`allow\` only
some. Patterns are \`owner/repo/path@ref\`, \`owner/repo/path\`, \`owner/repo\`, \`owner/repo/*\`, \`owner/*\` and \`*\`. Without
options the rule says nothing.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['zizmor:forbidden-uses'],
  fix: 'none',
  reach: 'part',
  options: {
    allow: option.strings([], 'Patterns of the only ones that may be used.'),
    deny: option.strings([], 'Patterns of those that may not be used.'),
  },
  messages: {
    denied: '"{name}" may not be used: the configuration forbids "{pattern}".',
    notAllowed: '"{name}" may not be used: it is not among those that the configuration allows.',
  },
  on: {
    file({ document, kind }, ctx) {
      if (kind !== 'pre-commit') return;
      for (const hook of hookSources(document)) {
        const forbidden = forbiddenBy(asUse(hook), ctx.options);
        if (forbidden) ctx.report(hook.scalar, forbidden.message, { name: hook.url, pattern: forbidden.pattern });
      }
    },
    uses({ uses, step }, ctx) {
      const { form, scalar } = uses;
      if (form.kind !== 'repository') return;
      const forbidden = forbiddenBy(form, ctx.options);
      if (!forbidden) return;
      const params = { name: uses.text, pattern: forbidden.pattern };
      // zizmor looks at steps only.
      ctx.report(scalar, forbidden.message, params, step ? {} : { aliases: [] });
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹Example/tool@v1›
              - uses: ‹actions/setup-python@v4›
              - uses: actions/setup-python@v5
          call:
            uses: ‹example/shared/.github/workflows/build.yml@main›
      `,
      { options: { deny: ['example/*', 'actions/setup-python@v4', 'actions/cache'] } },
    ),
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹example/tool@v1›
              - uses: actions/checkout@v7
              - uses: github/codeql-action/init@v4
              - uses: ./tool
      `,
      { options: { allow: ['actions/*', 'github/codeql-action/*'] } },
    ),
    bad(
      source`
        repos:
          - repo: ‹https://github.com/example/hooks›
            rev: v1
            hooks: [{ id: lint }]
          - repo: https://github.com/psf/black
            rev: 25.1.0
            hooks: [{ id: black }]
          - repo: local
            hooks: [{ id: test, name: test, entry: make test, language: system }]
      `,
      { path: '.pre-commit-config.yaml', options: { deny: ['example/hooks'] } },
    ),
    good(source`
      on: push
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: example/tool@v1
            - uses: docker://alpine:3.22
    `),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [{ uses: example/tool@v1 }]
      `,
      { options: { allow: ['*'] } },
    ),
  ],
});

interface Lists {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

function forbiddenBy(
  use: Pick<RepositoryUse, 'slug' | 'ref'>,
  { allow, deny }: Lists,
): { readonly message: 'denied' | 'notAllowed'; readonly pattern: string } | undefined {
  const denied = patternsOf(deny).find((pattern) => pattern.matches(use));
  if (denied) return { message: 'denied', pattern: denied.text };
  if (allow.length === 0 || patternsOf(allow).some((pattern) => pattern.matches(use))) return undefined;
  return { message: 'notAllowed', pattern: '' };
}

const read = new WeakMap<readonly string[], readonly UsesPattern[]>();

/** The patterns of an option's list, read once for all files. */
function patternsOf(texts: readonly string[]): readonly UsesPattern[] {
  let patterns = read.get(texts);
  if (!patterns) {
    patterns = texts.flatMap((text) => usesPattern(text) ?? []);
    read.set(texts, patterns);
  }
  return patterns;
}
