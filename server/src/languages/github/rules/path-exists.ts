import { bad, good, source } from '../../../core/rule.js';
import { expectsLack } from '../model/guards.js';
import { lacks, lacksOfAction } from '../model/lacks.js';
import { nearPath } from '../model/near-path.js';
import { stepPlaces } from '../model/workspace.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/path-exists', {
  summary: 'A step names a file or a folder that is not there',
  why: `A script, a working directory or a file of versions that the repository does not have stops the job. The paths are
looked up where the repository was checked out to; what git ignores, and what a step before may have made, is left out. Without
a step that checks the repository out there are no files at all.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    file: 'The repository has no "{path}", and no step before makes it. Correct the path.',
    near: 'The repository has no "{path}", and no step before makes it. Did you mean "{near}"?',
    folder: 'There is no folder "{path}". Correct the path.',
    pattern: 'No file fits "{path}". Correct the pattern.',
    noCheckout:
      'No step before this one checks out the repository, so there is no "{path}". Use actions/checkout first.',
  },
  on: {
    job({ job, workflow }, ctx) {
      const told = new Set<unknown>();
      let isEmptyTold = false;
      for (const place of stepPlaces(job, workflow, ctx.path, ctx.files)) {
        if (expectsLack(place.step, job)) continue;
        for (const { path, text, span, kind, absence } of lacks(place)) {
          if (told.has(span.start) || (absence === 'no-checkout' && isEmptyTold)) continue;
          told.add(span.start);
          if (absence === 'no-checkout') {
            isEmptyTold = true;
            ctx.report(span, 'noCheckout', { path: text });
            continue;
          }
          const near = kind === 'pattern' ? undefined : nearPath(path, text, place);
          const message = kind !== 'file' ? kind : near === undefined ? 'file' : 'near';
          ctx.report(span, message, { path: text, near: near ?? '' });
        }
      }
    },
    action(action, ctx) {
      for (const { text, span } of lacksOfAction(action, ctx.path, ctx.files))
        ctx.report(span, 'file', { path: text }, {});
    },
  },
  examples: [
    bad(
      source`
        name: Set up
        description: Sets up
        runs:
          using: composite
          steps:
            - run: \${{ github.action_path }}/‹setpu.sh› && "\$GITHUB_ACTION_PATH/../setup.sh"
              shell: bash
      `,
      {
        path: '.github/actions/a/action.yml',
        files: { '.github/actions/setup.sh': '', '.github/actions/a/setup.sh': '' },
      },
    ),
    good(
      source`
        name: Set up
        description: Sets up
        runs:
          using: composite
          steps:
            - run: |
                \${{ github.action_path }}/setup.sh
                curl -o made.sh https://example.com/made.sh
                "\${GITHUB_ACTION_PATH}/made.sh"
              shell: bash
      `,
      { path: 'action.yml', files: { 'setup.sh': '' } },
    ),
    bad(
      source`
        on: push
        defaults:
          run:
            working-directory: ‹wbe›
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with:
                  node-version-file: ‹.nvrmc›
                  cache-dependency-path: ‹app/package-lock.json›
              - run: make
          scripts:
            runs-on: ubuntu-latest
            defaults: {run: {working-directory: .}}
            steps:
              - uses: actions/checkout@v4
                with: {path: src}
              - uses: actions/cache@v4
                with:
                  path: ~/.npm
                  key: npm-\${{ hashFiles(‹'src/**/yarn.lock'›) }}
              - run: cd ‹src/docs›
              - run: npm ci
                working-directory: ‹src/api›
              - run: ‹src/scripts/tset.sh›
          interpreted:
            runs-on: ubuntu-latest
            defaults: {run: {working-directory: scripts}}
            steps:
              - uses: actions/checkout@v4
              - run: python3 ‹../tools/gen.py› --all
          more:
            runs-on: ubuntu-latest
            defaults: {run: {working-directory: .}}
            steps:
              - uses: actions/checkout@v4
              - uses: actions/upload-pages-artifact@v3
                with: {path: ‹site›}
              - run: npm ci && bash "‹$GITHUB_WORKSPACE/scripts/lint.sh›"
          empty:
            runs-on: ubuntu-latest
            defaults: {run: {working-directory: .}}
            steps:
              - run: ‹./scripts/test.sh›
              - run: npm ci
      `,
      {
        files: {
          '.nvmrc': '22\n',
          'scripts/test.sh': '',
          'package.json': '{}',
          'package-lock.json': '{}',
          'tools/x.py': '',
        },
      },
    ),
    bad(
      source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/setup-node@v4
              - run: ‹npm› ci
      `,
      { files: { 'package.json': '{}' } },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@v4
                with: {node-version-file: .nvmrc, cache-dependency-path: "**/package-lock.json"}
              - run: ./scripts/test.sh && bash scripts/test.sh
              - run: dist/cli.js
              - run: ./ignored.sh
              - run: curl -o install.sh https://example.com/install.sh && sh install.sh
              - run: bash "$SCRIPT"; python -m tools.x; ./scripts/$NAME; ./\${{ matrix.script }}
              - run: if [ -f setup.sh ]; then ./setup.sh; fi
              - run: ./optional.sh || true
              - if: hashFiles('deploy.sh') != ''
                run: ./deploy.sh
              - run: make tools
              - run: ./tools/made
              - working-directory: \${{ matrix.folder }}
                run: ./x.sh
              - run: (cd scripts && ./test.sh); ./scripts/test.sh
              - uses: actions/cache@v4
                with:
                  path: ~/.npm
                  key: npm-\${{ hashFiles('**/package-lock.json', 'yarn.lock') }}-\${{ hashFiles('**/mix.lock') }}
          other:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with: {repository: example/other}
              - run: ./theirs.sh
          several:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/checkout@v4
                with: {path: copy}
              - uses: actions/checkout@v4
                with: {path: theirs, ref: "\${{ github.base_ref }}"}
              - run: copy/scripts/test.sh && cd theirs/any && ./x.sh
          downloaded:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v4
              - run: ./program
          own:
            runs-on: [self-hosted, linux]
            steps:
              - run: ./deploy.sh
      `,
      {
        files: {
          '.nvmrc': '22\n',
          '.gitignore': 'ignored.sh\n',
          '.git/HEAD': '',
          'scripts/test.sh': '',
          'package-lock.json': '{}',
          Makefile: '',
        },
      },
    ),
    good(
      source`
        on: workflow_call
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: ./ofTheCaller.sh
      `,
      { files: { 'scripts/test.sh': '' } },
    ),
  ],
});
