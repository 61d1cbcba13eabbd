import type { TextEdit } from '../../../core/edit.js';
import { bad, good, source } from '../../../core/rule.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import type { GithubDocument } from '../document.js';
import { GoodIds, jobRenamer, longestId, problemOfId, stepRenamer } from '../model/ids.js';
import { hasExpression } from '../model/nodes.js';
import type { Job, Step } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-id', {
  summary: 'A job or a step has an id that it cannot have',
  why: `Ids of jobs and steps have letters, digits, \`-\` and \`_\`, begin with a letter or \`_\`, and have less than
${longestId + 1} characters. Those that begin with \`__\` are GitHub's own. GitHub refuses a workflow with others. What people
read is \`name\`, which may be any text.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:id', 'languageservice:schema'],
  fix: 'safe',
  messages: {
    characters: 'The id "{id}" may only have letters, digits, "-" and "_".',
    start: 'The id "{id}" has to begin with a letter or "_".',
    reserved: 'Ids that begin with "__", such as "{id}", are GitHub\'s own.',
    long: 'An id may have at most {most} characters.',
    empty: 'A job needs an id. Write one before the colon.',
  },
  fixes: { rename: 'Rename to "{good}" everywhere' },
  on: {
    workflow(workflow, ctx) {
      const { jobs, document } = workflow;
      const ids = new GoodIds(jobs.map(({ id }) => id));
      let renameJob: ReturnType<typeof jobRenamer> | undefined;
      for (const job of jobs) {
        const { id, key } = job;
        if (id === '') ctx.report(key, 'empty');
        const problem = id === '' || id === '<<' || hasExpression(key) ? undefined : problemOfId(id);
        if (problem) {
          renameJob ??= jobRenamer(workflow);
          const better = ids.for(id);
          const fix = { title: 'rename' as const, params: { good: better }, edits: renameJob(key, better) };
          ctx.report(key, problem, { id, most: longestId }, { fix });
        }
        for (const { scalar, problem, good, edits } of badIds(document, job, job.steps)) {
          const fix = { title: 'rename' as const, params: { good }, edits };
          ctx.report(scalar, problem, { id: scalar.text, most: longestId }, { fix });
        }
      }
    },
    action({ document, steps }, ctx) {
      for (const { scalar, problem, good, edits } of badIds(document, undefined, steps)) {
        const fix = { title: 'rename' as const, params: { good }, edits };
        ctx.report(scalar, problem, { id: scalar.text, most: longestId }, { fix });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          ‹v1.2›:
            runs-on: ubuntu-latest
            outputs: {tag: "\${{ steps['read tag'].outputs.tag }}"}
            steps:
              - {run: make, id: ‹'read tag'›}
          ‹2nd›:
            needs: [v1.2]
            runs-on: ubuntu-latest
            steps:
              - run: echo \${{ needs['v1.2'].outputs.tag }}
                id: ‹-echo-›
              - run: make
                if: steps.-echo-.outcome == 'success'
                id: ‹__›
      `,
      {
        fixed: source`
          on: push
          jobs:
            v1-2:
              runs-on: ubuntu-latest
              outputs: {tag: "\${{ steps['read-tag'].outputs.tag }}"}
              steps:
                - {run: make, id: 'read-tag'}
            _2nd:
              needs: [v1-2]
              runs-on: ubuntu-latest
              steps:
                - run: echo \${{ needs['v1-2'].outputs.tag }}
                  id: echo
                - run: make
                  if: steps.echo.outcome == 'success'
                  id: _
        `,
      },
    ),
    bad(
      source`
        name: a
        description: b
        outputs: {tag: {value: "\${{ steps['a.b'].outputs.c }}"}}
        runs:
          using: composite
          steps:
            - {run: make, shell: bash, id: ‹a.b›}
      `,
      {
        path: 'action.yml',
        fixed: source`
          name: a
          description: b
          outputs: {tag: {value: "\${{ steps['a-b'].outputs.c }}"}}
          runs:
            using: composite
            steps:
              - {run: make, shell: bash, id: a-b}
        `,
      },
    ),
    bad('on: push\njobs:\n  ‹""›: {runs-on: x, steps: [run: make]}\n'),
    good(source`
      on: push
      jobs:
        _a-1:
          runs-on: ubuntu-latest
          steps:
            - {run: make, id: A_b}
            - {run: make, id: "\${{ matrix.id }}"}
    `),
  ],
});

interface BadId {
  readonly scalar: YamlScalar;
  readonly problem: NonNullable<ReturnType<typeof problemOfId>>;
  readonly good: string;
  readonly edits: readonly TextEdit[];
}

/** Ids that steps of one job cannot have. That one is empty, the rule on types tells. */
function badIds(document: GithubDocument, job: Job | undefined, steps: readonly Step[]): readonly BadId[] {
  const ids = new GoodIds(steps.flatMap(({ id }) => id?.text ?? []));
  let rename: ReturnType<typeof stepRenamer> | undefined;
  return steps.flatMap(({ id: scalar }) => {
    const problem = scalar && scalar.text !== '' && !hasExpression(scalar) ? problemOfId(scalar.text) : undefined;
    if (!scalar || !problem) return [];
    rename ??= stepRenamer(document, job, steps);
    const good = ids.for(scalar.text);
    return [{ scalar, problem, good, edits: rename(scalar, good) }];
  });
}
