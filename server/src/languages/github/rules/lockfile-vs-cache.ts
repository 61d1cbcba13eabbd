import { bad, good, source } from '../../../core/rule.js';
import { expectsLack } from '../model/guards.js';
import { installProblems, setupProblems } from '../model/lock-problems.js';
import { stepPlaces } from '../model/workspace.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/lockfile-vs-cache', {
  summary: 'A cache or an installation needs a lock file that is not there',
  why: `Actions that set up a language make the key of their cache from lock files, and most of them stop where they find
none; they look in the root of the repository unless \`cache-dependency-path\` says where. \`npm ci\` and its kind stop without a
lock file as well. A cache of packages whose key does not follow from a lock file is never made anew.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    cache: 'The cache of {kind} needs {files}, which the root of the repository does not have.',
    elsewhere: 'The cache of {kind} needs {files} in the root of the repository. Say "cache-dependency-path: {path}".',
    pattern: 'The cache of {kind} needs a file that fits {files}, and the repository has none.',
    install: '"{command}" needs {files} in this folder. Commit it, or install without it.',
    order: 'The cache of pnpm asks pnpm itself, which is set up only after this step. Set it up before.',
    noPnpm: 'The cache of pnpm asks pnpm itself, which runners do not have. Set it up before this step.',
    nothing:
      'Nothing is cached: setup-go looks for go.sum in the root of the repository. Say "cache-dependency-path: {path}".',
    key: 'The key of this cache is always the same, so that it is never made anew. Add hashFiles of the lock file to it.',
  },
  on: {
    job({ job, workflow }, ctx) {
      for (const place of stepPlaces(job, workflow, ctx.path, ctx.files)) {
        if (expectsLack(place.step, job)) continue;
        for (const { at, message, params, severity } of place.step.run ? installProblems(place) : setupProblems(place))
          ctx.report(at, message, params ?? {}, severity && { severity });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          web:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with: {cache: ‹npm›}
              - run: npm ci
                working-directory: web
              - run: cd docs && ‹npm› ci
          pnpm:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with: {cache: ‹pnpm›, cache-dependency-path: web/package-lock.json}
              - uses: pnpm/action-setup@v4
          others:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-java@v4
                with: {distribution: temurin, java-version: 21, cache: ‹maven›}
              - uses: actions/setup-python@v5
                with: {cache: ‹poetry›}
              - uses: ‹actions/setup-go@v5›
                with: {go-version: "1.25"}
              - uses: actions/cache@v4
                with:
                  path: |
                    ~/.npm
                    node_modules
                  key: ‹"\${{ runner.os }}-node"›
      `,
      {
        files: {
          'web/package.json': '{}',
          'web/package-lock.json': '{}',
          'docs/package.json': '{}',
          'api/go.mod': '',
          'api/go.sum': '',
          'build.gradle': '',
          'setup.py': '',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          web:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: pnpm/action-setup@v4
              - uses: actions/setup-node@v4
                with: {cache: pnpm}
              - uses: actions/setup-node@v4
                with: {cache: npm, cache-dependency-path: web/package-lock.json}
              - uses: actions/setup-node@v4
                with: {cache: "\${{ matrix.cache }}"}
              - run: npm ci
                working-directory: web/packages/a
              - run: pnpm install --frozen-lockfile
              - uses: actions/setup-python@v5
                with: {cache: pip}
              - uses: actions/setup-go@v5
                with: {go-version: "1.25", cache: false}
              - uses: actions/cache@v4
                with: {path: ~/.npm, key: "npm-\${{ hashFiles('**/package-lock.json') }}"}
              - uses: actions/cache@v4
                with: {path: data, key: data-v1}
          template:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-java@v4
                with: {cache: sbt}
              - run: cd none && npm ci
      `,
      {
        files: {
          'pnpm-lock.yaml': '',
          'package.json': '{}',
          'web/package-lock.json': '{}',
          'web/packages/a/package.json': '{}',
          'api/requirements.txt': '',
        },
      },
    ),
  ],
});
