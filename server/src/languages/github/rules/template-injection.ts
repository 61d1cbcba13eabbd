import type { Severity } from '../../../core/finding.js';
import { bad, good, type Profile, source } from '../../../core/rule.js';
import { spanInScalar } from '../../../yaml/values.js';
import type { ExpressionUse } from '../model/expressions.js';
import { type Origin, worstSource } from '../model/injection.js';
import { injectionPeers, type SinkKind } from '../model/injection-peers.js';
import { moveToEnv } from '../model/move-to-env.js';
import { isSink } from '../model/sinks.js';
import { isAction } from '../model/uses.js';
import { githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/template-injection', {
  summary: 'An expression becomes part of a script',
  why: `GitHub puts the value of \`\${{ }}\` into a script before the shell reads it. Whoever chooses the value can end the
command and add others: a pull request with the title \`"; curl … | sh; "\` then runs what it likes, with the token and the
secrets of the job.

Give the value to the script through an environment variable, which the shell takes as data: \`env: { TITLE: \${{ … }} }\` and
\`"$TITLE"\` in the script.

Names and addresses, and what cannot be told, are reported in profile *strict*, and what is harmless in *all*.`,
  category: 'security',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [
    'zizmor:template-injection',
    'actionlint:expression',
    'scorecard:Dangerous-Workflow',
    'checkov:CKV_GHA_2',
    'poutine:injection',
  ],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    open: 'Anyone can choose the text of "{value}", and with it what this script runs. Pass it as an environment variable.',
    writer:
      'The text of "{value}" becomes part of this script, and whoever chooses it can run commands. Pass it as an environment variable.',
    limited: '"{value}" is chosen by others and becomes part of this script. Pass it as an environment variable.',
    matrix:
      'The matrix is only known when the workflow runs, and "{value}" becomes part of this script. Pass it as an environment variable.',
    unknown:
      'Where the text of "{value}" comes from cannot be told, and it becomes part of this script. Pass it as an environment variable.',
    fixed: 'The expression becomes part of this script. An environment variable keeps data and program apart.',
  },
  fixes: { move: 'Read the environment variable {name} instead' },
  on: {
    expression({ use, ...around }, ctx) {
      const sink = sinkOf(use);
      const { root } = use.parsed;
      const { step } = use;
      if (!sink || !root || !step) return;
      const found = worstSource(root, { ...around, step, path: ctx.path, files: ctx.files });
      if (found?.origin === 'secret') return;
      const origin = found?.origin ?? 'fixed';
      const move = moveToEnv(use, { ...around, step }, ctx.text);
      ctx.report(
        found ? use.span(found.node) : spanInScalar(use.scalar, use.outer.start, use.outer.end),
        origin,
        { value: found ? use.text.slice(found.node.start, found.node.end) : '' },
        {
          ...weights[origin],
          aliases: injectionPeers(use.text, root, { sink, inWorkflow: around.workflow !== undefined }),
          fix: move && { title: 'move', params: { name: move.name }, edits: move.edits },
        },
      );
    },
  },
  examples: [
    bad(
      source`
        on: issues
        jobs:
          greet:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  echo "New issue: \${{ ‹github.event.issue.title› }}"
                  echo "by \${{ ‹github.actor› }}"
              - run: echo done
      `,
      {
        fixed: source`
          on: issues
          jobs:
            greet:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    echo "New issue: \${GITHUB_EVENT_ISSUE_TITLE}"
                    echo "by \${GITHUB_ACTOR}"
                  env:
                    GITHUB_EVENT_ISSUE_TITLE: \${{ github.event.issue.title }}
                - run: echo done
        `,
      },
    ),
    // The quotes around an expression are kept, and given where there are none.
    bad(
      source`
        on: pull_request_target
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - env:
                  A: b
                run: git switch \${{ ‹github.head_ref› }} && echo 'on \${{ ‹github.event.pull_request.head.label› }}' # branch
      `,
      {
        fixed: source`
          on: pull_request_target
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - env:
                    A: b
                    GITHUB_EVENT_PULL_REQUEST_HEAD_LABEL: \${{ github.event.pull_request.head.label }}
                  run: git switch "\${GITHUB_HEAD_REF}" && echo 'on '"\${GITHUB_EVENT_PULL_REQUEST_HEAD_LABEL}"'' # branch
        `,
      },
    ),
    bad(
      source`
        on: issue_comment
        defaults: { run: { shell: pwsh } }
        jobs:
          test:
            runs-on: windows-latest
            steps:
              - { run: "Write-Host \${{ ‹github.event.comment.body› }}" }
              - run: echo \${{ ‹github.actor› }}
                shell: cmd
      `,
      {
        fixed: source`
          on: issue_comment
          defaults: { run: { shell: pwsh } }
          jobs:
            test:
              runs-on: windows-latest
              steps:
                - { run: "Write-Host $env:GITHUB_EVENT_COMMENT_BODY", env: { GITHUB_EVENT_COMMENT_BODY: "\${{ github.event.comment.body }}" } }
                - run: echo %GITHUB_ACTOR%
                  shell: cmd
        `,
      },
    ),
    // Also in what other languages run, in parts of the event, and behind variables and the matrix.
    bad(source`
      on: pull_request_target
      env:
        TITLE: \${{ github.event.pull_request.title }}
      jobs:
        test:
          runs-on: ubuntu-latest
          strategy:
            matrix:
              ref: ['\${{ github.head_ref }}', main]
          steps:
            - uses: actions/github-script@v8
              with:
                script: |
                  console.log('\${{ ‹env.TITLE› }}', \${{ toJSON(‹github.event›) }});
            - run: echo \${{ ‹matrix.ref› }} \${{ (‹github.event.issue› || github.event.pull_request).title }}
    `),
    bad(source`
      on:
        workflow_dispatch:
          inputs:
            version: { type: string }
            level: { type: choice, options: [a, b] }
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: ./release \${{ ‹inputs.version› }} \${{ ‹inputs.level› }} \${{ ‹steps.x.outputs.y› }} \${{ ‹github.ref_name› }}
    `),
    bad(
      source`
        name: Greet
        description: Greets
        inputs:
          name: { description: Who, required: true }
        runs:
          using: composite
          steps:
            - run: echo "\${{ ‹inputs.name› }}"
              shell: bash
      `,
      {
        path: 'greet/action.yml',
        fixed: source`
          name: Greet
          description: Greets
          inputs:
            name: { description: Who, required: true }
          runs:
            using: composite
            steps:
              - run: echo "\${INPUTS_NAME}"
                shell: bash
                env:
                  INPUTS_NAME: \${{ inputs.name }}
        `,
      },
    ),
    good(source`
      on: issues
      jobs:
        greet:
          runs-on: ubuntu-latest
          if: contains(github.event.issue.title, 'hello')
          env:
            TITLE: \${{ github.event.issue.title }}
          steps:
            - run: echo "$TITLE"
            - uses: actions/github-script@v8
              env:
                BODY: \${{ github.event.issue.body }}
              with:
                script: console.log(process.env.BODY)
                github-token: \${{ secrets.GITHUB_TOKEN }}
            - run: curl -H "Authorization: \${{ secrets.TOKEN }}" https://example.com
    `),
  ],
});

/** What a finding weighs by who decides; a warning of every profile where nothing else is said. */
const weights: Readonly<Partial<Record<Origin, { readonly severity?: Severity; readonly profile?: Profile }>>> = {
  limited: { profile: 'strict' },
  matrix: { profile: 'strict' },
  unknown: { severity: 'info', profile: 'strict' },
  fixed: { severity: 'hint', profile: 'all' },
};
/** What runs the text that an expression stands in; undefined where nothing does. */
function sinkOf({ scalar, path, step }: ExpressionUse): SinkKind | undefined {
  if (!step) return undefined;
  if (scalar === step.run) return 'run';
  const [parent, input] = path.slice(-2);
  if (parent !== 'with' || typeof input !== 'string' || !isSink(step.uses, input)) return undefined;
  return isAction(step.uses, 'actions/github-script') ? 'github-script' : 'input';
}
