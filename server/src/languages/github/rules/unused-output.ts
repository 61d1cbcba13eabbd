import { bad, good, source } from '../../../core/rule.js';
import { removeEntry } from '../../../yaml/edits.js';
import { callersOf } from '../model/callers.js';
import { entriesOf, mapIn } from '../model/nodes.js';
import { mayRead } from '../model/reads.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unused-output', {
  summary: 'An output that nothing reads',
  why: `Outputs of a job are for the jobs that need it (\`needs.<job>.outputs.<name>\`) and for the outputs of a called workflow;
those of a called workflow are for the jobs of its caller. What none of them reads can go.

Outputs of a workflow that nothing in this repository calls are left alone: others may call it.`,
  category: 'maintainability',
  severity: 'info',
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'unsafe',
  messages: {
    job: 'No job that needs "{job}" reads its output "{name}".',
    call: 'No workflow of this repository reads the output "{name}".',
  },
  fixes: { remove: 'Remove "{name}"' },
  on: {
    workflow(workflow, ctx) {
      const { document } = workflow;
      for (const { id, map } of workflow.jobs) {
        const outputs = mapIn(map, 'outputs');
        for (const { name, key, entry } of entriesOf(outputs)) {
          if (['needs', 'jobs'].some((context) => mayRead(document, 'workflow', context, id, 'outputs', name)))
            continue;
          const edit = outputs && removeEntry(ctx.text, outputs, entry);
          const fix = edit && { title: 'remove' as const, params: { name }, edits: [edit] };
          ctx.report(key, 'job', { name, job: id }, { tags: ['unnecessary'], fix });
        }
      }
      const given = mapIn(eventOf(workflow, 'workflow_call')?.config, 'outputs');
      const callers = given ? (callersOf(ctx.path, ctx.files) ?? []) : [];
      if (!given || callers.length === 0) return;
      for (const { name, key, entry } of entriesOf(given)) {
        const isRead = callers.some(({ workflow: caller, job }) =>
          ['needs', 'jobs'].some((context) => mayRead(caller.document, 'workflow', context, job.id, 'outputs', name)),
        );
        if (isRead) continue;
        const edit = removeEntry(ctx.text, given, entry);
        const fix = edit && { title: 'remove' as const, params: { name }, edits: [edit] };
        ctx.report(key, 'call', { name }, { tags: ['unnecessary'], fix });
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
            outputs:
              tag: \${{ steps.a.outputs.tag }}
              ‹old›: \${{ steps.a.outputs.old }} # not needed
            steps:
              - id: a
                run: make
          deploy:
            needs: build
            runs-on: ubuntu-latest
            steps:
              - run: make \${{ needs.build.outputs.tag }}
      `,
      {
        fixed: source`
          on: push
          jobs:
            build:
              runs-on: ubuntu-latest
              outputs:
                tag: \${{ steps.a.outputs.tag }}
              steps:
                - id: a
                  run: make
            deploy:
              needs: build
              runs-on: ubuntu-latest
              steps:
                - run: make \${{ needs.build.outputs.tag }}
        `,
      },
    ),
    bad(
      source`
        on:
          workflow_call:
            outputs:
              tag: { value: "\${{ jobs.build.outputs.tag }}" }
              ‹old›: { value: "\${{ jobs.build.outputs.old }}" }
        jobs:
          build:
            runs-on: ubuntu-latest
            outputs: { tag: a, old: b }
            steps: [run: make]
      `,
      {
        files: {
          '.github/workflows/caller.yml': source`
            on: push
            jobs:
              a:
                uses: ./.github/workflows/ci.yml
              b:
                needs: a
                runs-on: ubuntu-latest
                steps: [run: "make \${{ needs.a.outputs.tag }}"]
          `,
        },
      },
    ),
    good(source`
      on: { workflow_call: { outputs: { tag: { value: "\${{ jobs.build.outputs.tag }}" } } } }
      jobs:
        build:
          runs-on: ubuntu-latest
          outputs: { tag: a }
          steps: [run: make]
        other:
          runs-on: ubuntu-latest
          outputs: { any: a }
          steps: [run: make]
        deploy:
          needs: [build, other]
          runs-on: ubuntu-latest
          steps:
            - run: make
              env: { ALL: "\${{ toJSON(needs.other) }}" }
    `),
  ],
});
