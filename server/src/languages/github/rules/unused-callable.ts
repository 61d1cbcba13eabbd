import { basename, dirname } from '../../../core/path.js';
import { bad, good, source } from '../../../core/rule.js';
import { scopeOf } from '../model/names.js';
import { eventOf, isOnlyCalled } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/unused-callable', {
  summary: 'An action or a reusable workflow that nothing uses',
  why: `A workflow that only others start, and an action in the folder \`.github\`, do nothing as long as no workflow of the
repository names them. Other repositories may use them too: turn the rule off in one that is made for that.`,
  category: 'maintainability',
  severity: 'info',
  // What other repositories call is not known.
  profile: 'strict',
  since: '0.1',
  peers: [],
  fix: 'none',
  messages: {
    workflow: 'No workflow of this repository calls this one. Remove it unless others do.',
    action: 'No workflow or action of this repository uses the action "{name}". Remove it unless others do.',
  },
  on: {
    workflow(workflow, ctx) {
      const event = isOnlyCalled(workflow) ? eventOf(workflow, 'workflow_call') : undefined;
      if (event && ctx.graph.complete && ctx.graph.references('callable', ctx.path).length === 0)
        ctx.report(event.scalar, 'workflow', {}, { tags: ['unnecessary'] });
    },
    action({ runs, root }, ctx) {
      if (!/(?:^|\/)\.github\/./.test(dirname(ctx.path)) || !ctx.graph.complete) return;
      const at = root.entries[0]?.key ?? runs;
      if (at && ctx.graph.references('callable', scopeOf(ctx.path)).length === 0)
        ctx.report(at, 'action', { name: basename(dirname(ctx.path)) }, { tags: ['unnecessary'] });
    },
  },
  examples: [
    bad('on:\n  ‹workflow_call›:\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n', {
      files: { '.github/workflows/other.yml': 'on: push\njobs: {a: {uses: ./.github/workflows/build.yml}}\n' },
    }),
    bad('‹name›: Set up\ndescription: x\nruns: {using: composite, steps: []}\n', {
      path: '.github/actions/setup/action.yml',
    }),
    good('on:\n  workflow_call:\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n', {
      files: { '.github/workflows/other.yml': 'on: push\njobs: {a: {uses: ./.github/workflows/ci.yml}}\n' },
    }),
    good('on:\n  workflow_call:\n  push:\njobs: {a: {runs-on: ubuntu-latest, steps: [run: make]}}\n'),
    good('name: Set up\ndescription: x\nruns: {using: composite, steps: []}\n', {
      path: '.github/actions/setup/action.yaml',
      files: {
        '.github/actions/all/action.yml': source`
          name: All
          description: x
          runs:
            using: composite
            steps:
              - uses: ./.github/actions/setup
        `,
      },
    }),
    good('name: Set up\ndescription: x\nruns: {using: composite, steps: []}\n', {
      path: '.github/actions/setup/action.yml',
      files: {
        '.github/workflows/ci.yml': source`
          on: push
          jobs:
            a:
              runs-on: ubuntu-latest
              steps:
                - uses: example/repository/.github/actions/setup@main
        `,
      },
    }),
    good('name: Public\ndescription: x\nruns: {using: composite, steps: []}\n', { path: 'action.yml' }),
  ],
});
