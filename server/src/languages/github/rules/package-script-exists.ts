import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { expectsLack } from '../model/guards.js';
import { placedCommands } from '../model/placed-commands.js';
import { type ScriptCall, scriptCalls } from '../model/script-calls.js';
import type { Job, Step } from '../model/workflow.js';
import { stepPlaces } from '../model/workspace.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/package-script-exists', {
  summary: 'A step runs a script that the project does not have',
  why: `\`npm run\`, \`make\`, \`task\` and \`just\` stop at a name that their file does not have. It is looked up in the
\`package.json\`, the Makefile, the Taskfile or the justfile of the folder that the command runs in. Files that bring in others,
or make names while they run, are left alone.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: '{file} has no {noun} "{name}".',
    near: '{file} has no {noun} "{name}". Did you mean "{near}"?',
  },
  on: {
    job({ job, workflow }, ctx) {
      for (const place of stepPlaces(job, workflow, ctx.path, ctx.files)) {
        if (!place.step.run || expectsLack(place.step, job)) continue;
        for (const placed of placedCommands(place.step, place)) {
          if (!placed.isSure) continue;
          for (const call of scriptCalls(placed, place)) {
            const { name, span, known, noun } = call;
            if (known.names.has(name) || isChanged(call, place.step, job)) continue;
            const near = nearest(
              name,
              [...known.names].filter((one) => /^\w/.test(one)),
            );
            const file = known.path.slice(place.workspace.root === '' ? 0 : place.workspace.root.length + 1);
            ctx.report(span, near === undefined ? 'missing' : 'near', { file, noun, name, near: near ?? '' });
          }
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
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: npm ci && npm run ‹tset›
              - run: npm run -s ‹lint:css› -- --fix
              - run: npm ‹test› --prefix web
              - run: |
                  cd web
                  pnpm run ‹deploy›
              - run: make -C tools all ‹chekc› V=1
              - run: task ‹build:web›
              - run: just ‹deploy› prod
          windows:
            runs-on: windows-latest
            steps:
              - uses: actions/checkout@v4
              - run: npm run ‹tset›
              - run: |
                  npm run tset
                  exit 0
      `,
      {
        files: {
          'package.json': '{ "scripts": { "test": "x", "lint:js": "y" } }',
          'web/package.json': '{ "scripts": { "build": "x" } }',
          'tools/Makefile': 'VAR := x\nall: check\n\tgo\ncheck lint:\n\tgo\n',
          'Taskfile.yml': 'version: 3\ntasks:\n  build: {cmds: [go]}\n',
          justfile: 'build target="x":\n  go\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: npm run test && npm test && npm start && npm run \$NAME && npm run a-\${{ matrix.a }}
              - run: npm run other --if-present; npm run x -w web; npm run z || true
              - run: cd sub && npm run lint:js
              - run: yarn eslint && yarn run eslint && pnpm exec x
              - run: make -C tools all lint out.o gen-x docs; make -f Other.mk x
              - run: make -C dynamic anything
              - run: task build b; just build x y
          made:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - run: npm pkg set scripts.made=x
              - run: npm run made
          other:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
                with: {repository: example/other}
              - run: npm run theirs
      `,
      {
        files: {
          'package.json': '{ "scripts": { "test": "x", "lint:js": "y" } }',
          'sub/a.js': '',
          'tools/Makefile': '.PHONY: docs\nall: check\n\tgo\ncheck lint:\n\tgo\ngen-%:\n\tgo\n',
          'dynamic/Makefile': 'include common.mk\n',
          'Taskfile.yml': 'version: 3\ntasks:\n  build: {cmds: [go], aliases: [b]}\n',
          justfile: 'build target="x":\n  go\n',
        },
      },
    ),
  ],
});

/** Whether a step before may have changed the file that the script is looked up in. */
function isChanged({ known, noun }: ScriptCall, step: Step, job: Job): boolean {
  const file = known.path.slice(known.path.lastIndexOf('/') + 1);
  const before = job.steps.slice(0, job.steps.indexOf(step) + 1).map(({ run }) => run?.text ?? '');
  return before.some(
    (text) => text.includes(file) || (noun === 'script' && /\bnpm (?:pkg|init|create)\b|\bnpx? create/.test(text)),
  );
}
