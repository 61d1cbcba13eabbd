import { bad, good, source } from '../../../core/rule.js';
import type { ExprFinding } from '../../../expr/check.js';
import { findingsOf, replaceIn } from '../model/expression-findings.js';
import type { ExpressionUse } from '../model/expressions.js';
import { githubRule, type Rule } from '../rule.js';

type Finding = Extract<ExprFinding, { kind: 'unknown-property' }>;

export const rule: Rule = githubRule('github/unknown-property', {
  summary: 'An expression reads a property that does not exist',
  why: `A property that does not exist is empty, and GitHub says nothing of it: \`steps.buidl.outputs.tag\` pushes an image
without a tag. Steps are known from the step after them on, jobs only where \`needs\` names them itself, and inputs, outputs and
the matrix as they are declared. Where the workflow is started by several events, a payload has what any of them gives.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: ['actionlint:expression', 'languageservice:context-access'],
  fix: 'unsafe',
  reach: 'part',
  messages: {
    unknown: '"{path}" has no "{name}". It has {names}.',
    misspelt: '"{path}" has no "{name}". Did you mean "{suggestion}"?',
    empty: '"{path}" has no "{name}", and nothing else.',
    step: 'No step before this one has the id "{name}". {hint}',
    need: 'This job does not need "{name}". Add it to "needs".',
    input: 'No input "{name}" is declared. Add it to the inputs.',
    payload: 'No event that starts this workflow gives "{path}.{name}", so it is always empty.',
    output: 'The script of this step writes no output "{name}".',
  },
  fixes: { rename: 'Replace with "{suggestion}"' },
  on: {
    expression(node, ctx) {
      for (const finding of findingsOf(node, 'unknown-property')) {
        const { name, path = 'the value', nearest: suggestion, candidates, strict } = finding;
        const names = candidates
          .slice(0, 12)
          .map((one) => `"${one}"`)
          .join(', ');
        const edit = suggestion === undefined ? undefined : renameIn(node.use, finding, suggestion);
        ctx.report(
          node.use.span(finding),
          suggestion === undefined ? messageOf(finding) : 'misspelt',
          { name, path, suggestion: suggestion ?? '', names, hint: hintOf(node, name) },
          {
            ...(!strict && { aliases: ['languageservice:context-access'] }),
            fix: edit && { title: 'rename', edits: [edit] },
          },
        );
      }
    },
  },
  examples: [
    bad(
      source`
        on: {push: null, workflow_dispatch: {inputs: {level: {type: string}}}}
        jobs:
          build:
            outputs: {tag: "\${{ steps.meta.outputs.tag }}"}
            runs-on: ubuntu-latest
            steps:
              - run: echo \${{ steps.‹meta›.outputs.tag }}
              - id: meta
                run: echo "tag=1" >> "$GITHUB_OUTPUT"
              - run: echo \${{ steps.meta.outputs.‹tga› }} \${{ github.‹reff› }} \${{ inputs.‹name› }}
          deploy:
            needs: build
            strategy: {matrix: {os: [a, b]}}
            runs-on: ubuntu-latest
            steps:
              - run: echo \${{ needs.build.outputs['‹version›'] }} \${{ needs.‹test›.result }} \${{ matrix.‹node› }}
      `.replace("['‹version›']", "[‹'version'›]"),
    ),
    bad(
      source`
        on: push
        jobs:
          a:
            runs-on: ubuntu-latest
            steps: [run: "echo \${{ github.‹reff› }} \${{ runner['‹oss›'] }}"]
      `.replace("['‹oss›']", "[‹'oss'›]"),
      {
        fixed: source`
          on: push
          jobs:
            a:
              runs-on: ubuntu-latest
              steps: [run: "echo \${{ github.ref }} \${{ runner['os'] }}"]
        `,
      },
    ),
    good(source`
      on:
        push:
        workflow_call: {inputs: {level: {type: string}}}
      jobs:
        build:
          strategy: {matrix: {os: [a], include: [{os: a, extra: 1}]}}
          outputs: {tag: "\${{ steps.Meta.outputs.tag }}"}
          runs-on: ubuntu-latest
          steps:
            - id: meta
              run: ./write-outputs.sh
            - id: any
              uses: example/unknown@v1
            - run: echo \${{ steps.meta.outputs.tag }} \${{ steps.any.outputs.all }} \${{ matrix.extra }} \${{ inputs.LEVEL }}
            - run: echo \${{ env.ANY }} \${{ vars.ANY }} \${{ github.event.anything }} \${{ job.services }}
        deploy:
          needs: [build]
          runs-on: ubuntu-latest
          steps:
            - run: echo \${{ needs.build.outputs.tag }} \${{ needs.build.result }}
    `),
  ],
});

function messageOf({ path = '', candidates, strict }: Finding) {
  if (path === 'steps') return 'step';
  if (path === 'needs') return 'need';
  if (path === 'inputs') return 'input';
  if (!strict) return path.startsWith('github.event') ? 'payload' : 'output';
  return candidates.length === 0 ? 'empty' : 'unknown';
}

/** What may have been meant by a step that is not known yet. */
function hintOf({ use: { job, step }, action }: Parameters<typeof findingsOf>[0], name: string): string {
  const steps = job?.steps ?? action?.steps ?? [];
  const later = steps.some(({ id }) => id?.text.toLowerCase() === name.toLowerCase());
  return later && step ? 'It comes later, so its outputs are not there yet.' : 'Give it to the step that is meant.';
}

/** Replaces the name, in the style that it is written in. */
function renameIn(use: ExpressionUse, finding: Finding, suggestion: string) {
  const isText = use.text[finding.start] === "'";
  return replaceIn(use, finding, isText ? `'${suggestion.replaceAll("'", "''")}'` : suggestion);
}
