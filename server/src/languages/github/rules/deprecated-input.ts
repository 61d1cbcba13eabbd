import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { mapIn } from '../model/nodes.js';
import { takenInputs } from '../model/taken-inputs.js';
import { withOf } from '../model/with.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/deprecated-input', {
  summary: 'An input that the action has deprecated',
  why: `The action's author has marked the input as deprecated: it may no longer do anything, and a later version may not have
it. The message of the author mostly names what to use instead.`,
  category: 'maintainability',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    deprecated: 'The input "{name}" of "{action}" is deprecated.',
    said: 'The input "{name}" of "{action}" is deprecated: {message}',
  },
  fixes: { remove: 'Remove "{name}"' },
  on: {
    uses({ uses, step }, ctx) {
      const given = step && withOf(step);
      if (!given || given.size === 0) return;
      const taken = takenInputs(uses, ctx.path, ctx.files, ctx.text);
      if (!taken) return;
      const map = mapIn(step.map, 'with');
      for (const [key, { name, key: at, entry }] of given) {
        const input = taken.inputs.get(key);
        if (input?.deprecated === undefined || input.required) continue;
        const edit = map && removeEntry(ctx.text, map, entry);
        ctx.report(
          at,
          input.deprecated === '' ? 'deprecated' : 'said',
          { name, action: taken.title, message: input.deprecated },
          { tags: ['deprecated'], fix: edit && { title: 'remove', params: { name }, edits: [edit] } },
        );
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
              - uses: actions/create-github-app-token@v3
                with:
                  client-id: x
                  ‹app-id›: 1 # the old way
                  private-key: \${{ secrets.KEY }}
              - uses: ./setup
                with: { ‹old›: 1, new: 2 }
      `,
      {
        files: {
          'setup/action.yml':
            'inputs: { old: { deprecationMessage: Use new. }, new: {} }\nruns: { using: node24, main: a.js }\n',
        },
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/create-github-app-token@v3
                  with:
                    client-id: x
                    private-key: \${{ secrets.KEY }}
                - uses: ./setup
                  with: { new: 2 }
        `,
      },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: ./setup
                with: { old: 1, new: 2 }
              - uses: example/unknown@v1
                with: { old: 1 }
      `,
      {
        files: {
          'setup/action.yml':
            'inputs: { old: { required: true, deprecationMessage: Soon. }, new: {} }\nruns: { using: node24, main: a.js }\n',
        },
      },
    ),
  ],
});
