import { bad, good, source } from '../../../core/rule.js';
import { localWorkflow } from '../model/interface.js';
import { refProblem } from '../model/ref-name.js';
import type { Uses } from '../model/uses.js';
import { eventOf } from '../model/workflow.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/invalid-call', {
  summary: '`uses` of a job names no reusable workflow',
  why: `A job calls a workflow of this repository (\`./.github/workflows/build.yml\`, \`$/.github/workflows/build.yml\`) or of
another one (\`owner/repo/.github/workflows/build.yml@v1\`). The file lies right in that folder, and waits for
\`workflow_call\`. Otherwise GitHub refuses the workflow that calls, and nothing of it runs. Actions are used by steps.`,
  category: 'correctness',
  severity: 'error',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:workflow-call', 'languageservice:invalid-workflow-uses-format'],
  fix: 'none',
  reach: 'part',
  messages: {
    invalid: '"{uses}" names no reusable workflow: {reason}.',
    missing: 'There is no workflow "{uses}" in this repository.',
    notCallable: '"{uses}" cannot be called: its "on" has no "workflow_call".',
  },
  on: {
    uses({ uses, step }, ctx) {
      if (step || uses.form.kind === 'expression') return;
      const reason = problemOf(uses);
      if (reason !== undefined) {
        ctx.report(uses.scalar, 'invalid', { uses: uses.text, reason });
        return;
      }
      const callee = localWorkflow(uses, ctx.path, ctx.files);
      const aliases = ['actionlint:workflow-call'];
      if (callee === null) ctx.report(uses.scalar, 'missing', { uses: uses.text }, { aliases });
      else if (callee?.value.on && !eventOf(callee.value, 'workflow_call'))
        ctx.report(uses.scalar, 'notCallable', { uses: uses.text }, { aliases });
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          a:
            uses: ‹example/repo/build.yml@v1›
          b:
            uses: ‹./build.yml›
          c:
            uses: ‹./.github/workflows/ci/build.yml›
          d:
            uses: ‹./.github/workflows/build.yml@v1›
          e:
            uses: ‹example/repo/.github/workflows/build.yml›
          f:
            uses: ‹example/repo/.github/workflows/build@v1›
          g:
            uses: ‹example/repo/.github/workflows/.yml@v1›
          h:
            uses: ‹example/repo/.github/workflows/build.yml@v1..2›
          i:
            uses: ‹actions/checkout@v5›
          j:
            uses: ‹the owner/repo/.github/workflows/build.yml@v1›
          k:
            uses: ‹./.github/workflows/missing.yml›
          l:
            uses: ‹$/.github/workflows/nightly.yml›
      `,
      { files: { '.github/workflows/nightly.yml': 'on: push\njobs: {}\n' } },
    ),
    good(
      source`
        on: push
        jobs:
          a:
            uses: example/repo/.github/workflows/build.yml@v1
          b:
            uses: ./.github/workflows/build.yaml
          c:
            uses: $/.github/workflows/build.yaml
          d:
            uses: example/repo/.github/workflows-lab/build.yml@feature/one
      `,
      { files: { '.github/workflows/build.yaml': 'on: { workflow_call: null }\njobs: {}\n' } },
    ),
  ],
});

/** What is wrong with the text of a call, in words. */
function problemOf({ text }: Uses): string | undefined {
  const local = /^(?:\.|\$)\//.test(text);
  const [name = '', ...refs] = text.split('@');
  const parts = name.split('/');
  const [owner = '', repo = ''] = parts;
  if (local && refs.length > 0) return 'one of this repository has no "@"';
  if (!local) {
    if (!/^[\w.-]+$/.test(owner) || !/^[\w.-]+$/.test(repo))
      return 'it has to begin with "owner/repository/", or with "./"';
    if (refs.length === 0) return 'there is no "@" with a tag, a branch or a commit';
    if (refs.length > 1) return 'it has more than one "@"';
    if (refProblem(refs[0] ?? '')) return 'what follows the "@" cannot be a tag, branch or commit';
  }
  const [github, folder = '', file = '', ...more] = parts.slice(local ? 1 : 2);
  if (github !== '.github' || !/^workflows(?:-lab)?$/.test(folder)) return 'workflows are in ".github/workflows"';
  if (more.length > 0) return 'workflows are right in ".github/workflows", not in folders below';
  if (!/\.ya?ml$/.test(file)) return 'the file has to end in ".yml" or ".yaml"';
  return /^\.ya?ml$/.test(file) ? 'the file has no name' : undefined;
}
