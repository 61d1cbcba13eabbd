import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import type { YamlEntry, YamlMap } from '../../../yaml/tree.js';
import { callersOf } from '../model/callers.js';
import { entriesOf, mapIn } from '../model/nodes.js';
import { mayRead } from '../model/reads.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unused-input', {
  summary: 'An input that nothing reads',
  why: `Whoever starts the workflow fills the input in, or whoever uses the action gives it, and nothing comes of it. Read it as
\`inputs.<name>\`, or remove it, and where it is given as well.

Inputs of what may be used from other repositories are left alone: of an action in the root of the repository, and of a
workflow that nothing in this one calls.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: { unused: 'Nothing reads the input "{name}".' },
  fixes: { remove: 'Remove "{name}"' },
  on: {
    workflow(workflow, ctx) {
      const { document } = workflow;
      const report = (map: YamlMap, name: string, key: { start: number; end: number }, entry: YamlEntry): void => {
        const edit = removeEntry(ctx.text, map, entry);
        ctx.report(
          key,
          'unused',
          { name },
          { tags: ['unnecessary'], fix: edit && { title: 'remove', params: { name }, edits: [edit] } },
        );
      };
      const isRead = (name: string): boolean => mayRead(document, 'workflow', 'inputs', name);
      const called = mapIn(eventOf(workflow, 'workflow_call')?.config, 'inputs');
      if (called && (callersOf(ctx.path, ctx.files) ?? []).length > 0)
        for (const { name, key, entry } of entriesOf(called)) if (!isRead(name)) report(called, name, key, entry);
      const dispatched = mapIn(eventOf(workflow, 'workflow_dispatch')?.config, 'inputs');
      // Programs may read the payload themselves.
      if (!dispatched || /GITHUB_EVENT_PATH|payload|event_path/i.test(ctx.text)) return;
      for (const { name, key, entry } of entriesOf(dispatched))
        if (!isRead(name) && !mayRead(document, 'workflow', 'github', 'event', 'inputs', name))
          report(dispatched, name, key, entry);
    },
    action({ root, kind, document }, ctx) {
      const inputs = mapIn(root, 'inputs');
      // Only steps have nothing but expressions to read inputs with.
      if (!inputs || kind !== 'composite' || !ctx.path.includes('/')) return;
      for (const { name, key, entry } of entriesOf(inputs)) {
        if (mayRead(document, 'action', 'inputs', name)) continue;
        const edit = removeEntry(ctx.text, inputs, entry);
        ctx.report(
          key,
          'unused',
          { name },
          { tags: ['unnecessary'], fix: edit && { title: 'remove', params: { name }, edits: [edit] } },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        on:
          workflow_dispatch:
            inputs:
              level:
                type: string
              ‹old›: # since the first days
                type: string
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - run: make \${{ inputs.Level }}
      `,
      {
        fixed: source`
          on:
            workflow_dispatch:
              inputs:
                level:
                  type: string
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - run: make \${{ inputs.Level }}
        `,
      },
    ),
    bad(
      source`
        on: { workflow_call: { inputs: { level: { type: string }, ‹old›: { type: string } } } }
        jobs:
          build:
            runs-on: ubuntu-latest
            steps: [run: "make \${{ inputs.level }}"]
      `,
      {
        files: {
          '.github/workflows/caller.yml': 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/ci.yml\n',
        },
      },
    ),
    bad(
      source`
        inputs:
          ‹old›:
            description: Old
        runs:
          using: composite
          steps: [run: make, shell: bash]
      `.replace('run: make, shell: bash', '{ run: make, shell: bash }'),
      { path: '.github/actions/build/action.yml' },
    ),
    good(source`
      on:
        workflow_dispatch: { inputs: { a: null, b: null } }
        workflow_call: { inputs: { c: { type: string } } }
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: make \${{ github.event.inputs.a }}
            - run: make \${{ inputs[matrix.name] }}
    `),
    good(source`
      on: { workflow_dispatch: { inputs: { a: null } } }
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - run: make
              env:
                ALL: \${{ toJSON(inputs) }}
    `),
    good('inputs: { old: {} }\nruns: { using: composite, steps: [] }\n', { path: 'action.yml' }),
    good('inputs: { old: {} }\nruns: { using: node24, main: a.js }\n', { path: 'build/action.yml' }),
  ],
});
