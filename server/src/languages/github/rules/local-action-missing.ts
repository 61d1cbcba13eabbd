import { bad, good, source } from '../../../core/rule.js';
import { bringsFiles, mayCheckOut, whatLiesThere } from '../model/checked-out.js';
import { localAction } from '../model/interface.js';
import { isAction, type LocalUse } from '../model/uses.js';
import { inputText, withOf } from '../model/with.js';
import { eventOf, type Job, type Step } from '../model/workflow.js';
import { githubRule, type Rule, type UsesUse } from '../rule.js';

export const rule: Rule = githubRule('github/local-action-missing', {
  summary: 'An action of this repository that does not exist',
  why: `\`./path\` and \`$/path\` name a folder with an \`action.yml\`. For \`./path\` it has to lie in the runner's folder when the
step starts, which is empty until \`actions/checkout\` has run; \`$/path\` needs no checkout. Otherwise the job ends with an
error.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:action'],
  fix: 'none',
  reach: 'part',
  messages: {
    missing: 'There is no "action.yml" in the folder "{path}".',
    maybe:
      'There is no "action.yml" in the folder "{path}" of this repository. Make sure that an earlier step makes it.',
    unchecked:
      'Nothing is checked out before this step, so "{uses}" does not exist yet. Put "actions/checkout" before it.',
  },
  on: {
    uses({ uses, step, workflow, job }, ctx) {
      const { form, scalar, text } = uses;
      if (
        !step ||
        form.kind !== 'local' ||
        form.path.startsWith('..') ||
        /^\.github\/workflows\/.*\.ya?ml$/.test(form.path)
      )
        return;
      const earlier = job ? job.steps.slice(0, job.steps.indexOf(step)) : [];
      const isHere = form.root === '$/' || whatLiesThere(form, earlier) !== 'other';
      if (isHere && localAction(uses, ctx.path, ctx.files) === null) {
        const params = { path: form.path === '' ? '.' : form.path };
        const doubt = form.root === '$/' ? 'none' : doubtOf(form, earlier, { workflow, job });
        if (doubt === 'none') ctx.report(scalar, 'missing', params);
        else if (doubt === 'some') ctx.report(scalar, 'maybe', params, { severity: 'warning' });
        return;
      }
      if (form.root === './' && job && !earlier.some(mayCheckOut))
        ctx.report(scalar, 'unchecked', { uses: text }, { severity: 'warning', aliases: [] });
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
              - uses: ‹./setup›
              - uses: actions/checkout@v5
              - uses: ./setup
              - uses: ‹./missing›
              - uses: ‹$/missing/too›
              - run: make
              - uses: ‹./missing›
      `,
      { files: { 'setup/action.yml': 'runs: { using: node24, main: a.js }\n' } },
    ),
    bad(
      source`
        runs:
          using: composite
          steps:
            - uses: ‹./missing›
      `,
      { path: 'action.yml' },
    ),
    good(
      source`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - uses: $/setup
              - uses: actions/checkout@v5
              - uses: ./setup
              - uses: ./
              - uses: actions/checkout@v5
                with: { repository: example/actions, path: other }
              - uses: ./other/setup
              - run: npm run build --output dist
              - uses: ./dist/action
              - run: git clone https://example.com/actions tools
              - uses: ./missing
              - uses: ./.github/workflows/missing.yml
      `,
      {
        files: {
          'setup/action.yaml': 'runs: { using: node24, main: a.js }\n',
          'action.yml': 'runs: { using: node24, main: a.js }\n',
        },
      },
    ),
    good(source`
      on: { workflow_call: null }
      jobs:
        build:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v5
            - uses: ./of-the-caller
    `),
  ],
});

/** How likely it is that the folder is there all the same: `much` where that is not worth a word. */
function doubtOf(
  { path }: LocalUse,
  earlier: readonly Step[],
  { workflow, job }: Pick<UsesUse, 'workflow'> & { readonly job: Job | undefined },
): 'none' | 'some' | 'much' {
  // What is checked out is the repository of the caller, which may be any.
  if (workflow && eventOf(workflow, 'workflow_call')) return 'much';
  const [top = ''] = path.split('/');
  for (const step of earlier) {
    const inputs = withOf(step);
    if (isAction(step.uses, 'actions/checkout')) {
      // Another ref may have it, and so may a submodule.
      if (!inputs || inputs.has('ref') || inputs.has('submodules')) return 'much';
      if ((inputText(inputs, 'path') ?? '') !== '') return 'much';
    } else if (bringsFiles(step) || (step.run?.text.includes(top) ?? false)) return 'much';
  }
  const isBuilt = earlier.some(({ run, uses }) => run || (uses && !isAction(uses, 'actions/checkout')));
  // In an action, the folder may be that of another repository which uses it.
  return !job || isBuilt ? 'some' : 'none';
}
