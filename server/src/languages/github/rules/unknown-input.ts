import { nearest } from '../../../core/nearest.js';
import { bad, good, source } from '../../../core/rule.js';
import { replaceScalar } from '../../../yaml/edits.js';
import { hasExpression } from '../model/nodes.js';
import { takenInputs } from '../model/taken-inputs.js';
import { withOf } from '../model/with.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unknown-input', {
  summary: 'An input that the action does not have',
  why: `What an action does not declare as an input is noted in the log as unexpected, and mostly nothing reads it: what you
meant to set keeps its default. Inputs are those of the version that you use; names are compared without regard to case. Actions that are
neither in this repository nor in our table of the most used ones are not judged.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: '"{action}" has no input "{name}". It has {names}.',
    none: '"{action}" has no inputs, and so no "{name}".',
    misspelt: '"{action}" has no input "{name}". Did you mean "{suggestion}"?',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    uses({ uses, step }, ctx) {
      const given = step && withOf(step);
      if (!given || given.size === 0) return;
      const taken = takenInputs(uses, ctx.path, ctx.files, ctx.text);
      if (!taken?.complete) return;
      const names = [...taken.inputs.values()].map(({ name }) => name);
      for (const [key, { name, key: at }] of given) {
        if (hasExpression(at)) continue;
        if (taken.inputs.has(key) || (taken.kind === 'docker' && (key === 'entrypoint' || key === 'args'))) continue;
        const free = names.filter((one) => !given.has(one.toLowerCase()));
        const suggestion = nearest(name, free);
        const params = { action: taken.title, name, suggestion: suggestion ?? '', names: listed(names) };
        if (suggestion === undefined) ctx.report(at, names.length === 0 ? 'none' : 'unknown', params);
        else {
          const edits = [replaceScalar(at, suggestion)];
          ctx.report(at, 'misspelt', params, { fix: { title: 'rename', params, edits } });
        }
      }
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
              - uses: actions/cache@v4
                with:
                  path: node_modules
                  ‹keys›: deps
              - { uses: actions/checkout@v5, with: { "‹fetch_depth›": 0 } }
      `.replace('"‹fetch_depth›"', '‹"fetch_depth"›'),
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/cache@v4
                  with:
                    path: node_modules
                    key: deps
                - { uses: actions/checkout@v5, with: { "fetch-depth": 0 } }
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
              - uses: ./setup
                with:
                  LEVEL: high
                  ‹colour›: red
              - uses: $/quiet
                with: { ‹entrypoint›: run.sh, ‹args›: -x }
      `,
      {
        files: {
          'setup/action.yml': 'inputs:\n  level: {}\n  place: {}\nruns: { using: composite, steps: [] }\n',
          'quiet/action.yaml': 'runs: { using: node24, main: index.js }\n',
        },
      },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: example/unknown@v1
                with: { anything: 1 }
              - uses: docker://alpine:3.22
                with: { entrypoint: ls, args: -l }
              - uses: ./image
                with: { entrypoint: ls, args: -l }
              - uses: ./missing
                with: { anything: 1 }
              - uses: actions/checkout@1111111111111111111111111111111111111111
                with: { anything: 1 }
              - uses: actions/checkout@v5
                with: \${{ fromJSON(inputs.all) }}
              - uses: actions/checkout@v5
                with: { Fetch-Depth: 0, "\${{ matrix.input }}": 1 }
      `,
      { files: { 'image/action.yml': 'runs: { using: docker, image: Dockerfile }\n' } },
    ),
  ],
});

/** The first names, for a message. */
function listed(names: readonly string[]): string {
  const first = names.slice(0, 6).map((name) => `"${name}"`);
  return names.length > first.length ? `${first.join(', ')} and ${names.length - first.length} more` : first.join(', ');
}
