import { bad, good, source } from '../../../core/rule.js';
import { entryOf } from '../../../yaml/values.js';
import { addToTable } from '../model/set-input.js';
import { takenInputs } from '../model/taken-inputs.js';
import { withOf } from '../model/with.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/missing-input', {
  summary: 'An input that the action needs is not given',
  why: `GitHub itself does not look whether the inputs that an action requires are given: most actions look themselves, and
end the job with an error; in others the input is just empty, and something later fails, or does the wrong thing. Give it a
value in \`with\`.

Actions of this repository, composite ones and steps with \`env\`, from where an action may take it as well, get a warning only.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action', 'languageservice:missing-required-inputs'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    missing: '"{action}" needs the input "{name}". Give it in "with".',
    several: '"{action}" needs the inputs {names}. Give them in "with".',
  },
  fixes: { add: 'Add {names}, to be filled in' },
  on: {
    uses({ uses, step, workflow, action }, ctx) {
      const given = step && withOf(step);
      if (!given) return;
      const taken = takenInputs(uses, ctx.path, ctx.files, ctx.text);
      const missing = [...(taken?.inputs ?? [])].filter(([key, input]) => input.required && !given.has(key));
      const [first] = missing;
      if (!taken || !first) return;
      const isSure = uses.form.kind !== 'local' && taken.kind !== 'composite' && !entryOf(step.map, 'env');
      const list = missing.map(([, { name }]) => name);
      const names = list.map((name) => `"${name}"`).join(' and ');
      const lines = list.map((name) => `${name}: ''`);
      const edits = addToTable(step.map, 'with', lines, ctx.text, (workflow ?? action)?.root);
      ctx.report(
        uses.scalar,
        list.length === 1 ? 'missing' : 'several',
        { action: taken.title, name: first[1].name, names },
        {
          ...(!isSure && { severity: 'warning' as const }),
          fix: edits && { title: 'add', params: { names }, edits },
        },
      );
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
              - uses: ‹actions/cache@v4›
              - uses: ‹actions/cache@v4›
                with:
                  path: node_modules # large
              - uses: ‹actions/upload-artifact@v4›
                with: { name: site }
              - { uses: ‹actions/upload-artifact@v4› }
              - uses: ‹actions/upload-artifact@v4›
                with: {}
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/cache@v4
                  with:
                    path: ''
                    key: ''
                - uses: actions/cache@v4
                  with:
                    path: node_modules # large
                    key: ''
                - uses: actions/upload-artifact@v4
                  with: { name: site, path: '' }
                - { uses: actions/upload-artifact@v4, with: { path: '' } }
                - uses: actions/upload-artifact@v4
                  with: { path: '' }
        `,
      },
    ),
    bad(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ‹./setup›
                with: { other: 1 }
      `,
      { files: { 'setup/action.yml': 'inputs: { level: { required: true } }\nruns: { using: node24, main: a.js }\n' } },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/cache@v4
                with: { Path: a, KEY: b }
              - uses: actions/cache@v4
                with: \${{ fromJSON(inputs.cache) }}
              - uses: ./setup
              - uses: example/unknown@v1
      `,
      {
        files: {
          'setup/action.yml':
            'inputs: { level: { required: true, default: a }, other: { required: false } }\nruns: { using: node24, main: a.js }\n',
        },
      },
    ),
  ],
});
