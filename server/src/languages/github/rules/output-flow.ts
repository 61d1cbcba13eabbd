import { bad, good, source } from '../../../core/rule.js';
import { referencesOf } from '../../../expr/references.js';
import { plainCommands } from '../model/commands.js';
import { isAllHarmless } from '../model/made-files.js';
import { scriptOfStep } from '../model/placed-commands.js';
import type { Step } from '../model/workflow.js';
import { type Around, githubRule, type Rule } from '../rule.js';

export const rule: Rule = githubRule('github/output-flow', {
  summary: 'An output is read that its step never writes',
  why: `A step gives outputs only by writing \`name=value\` to the file that \`$GITHUB_OUTPUT\` names. Of a step that does not,
they are empty, and so is every output of a job that is made from them. Looked at are scripts whose commands are all known to
write none.`,
  category: 'correctness',
  severity: 'warning',
  profile: 'recommended',
  since: '0.1',
  peers: [],
  fix: 'none',
  reach: 'part',
  messages: {
    none: 'The step "{step}" writes no outputs, so that "{name}" is always empty. Write it to $GITHUB_OUTPUT there.',
  },
  on: {
    expression(node, ctx) {
      const { root } = node.use.parsed;
      if (!root) return;
      for (const { segments } of referencesOf(root)) {
        const [context, id, outputs, output] = segments;
        if (context?.name.toLowerCase() !== 'steps' || outputs?.name.toLowerCase() !== 'outputs') continue;
        if (!id || !output || id.style === 'any' || output.style === 'any') continue;
        const step = stepsAround(node).find((one) => one.id?.text.toLowerCase() === id.name.toLowerCase());
        if (!step || !writesNone(step, node)) continue;
        ctx.report(node.use.span(output), 'none', { step: id.name, name: output.name });
      }
    },
  },
  examples: [
    bad(
      source`
        on: push
        jobs:
          build:
            outputs: {version: "\${{ steps.version.outputs.‹version› }}"}
            runs-on: ubuntu-latest
            steps:
              - id: version
                run: |
                  VERSION=1.2
                  echo "version=$VERSION"
              - run: echo \${{ steps.version.outputs.‹version› }}
      `,
    ),
    good(
      source`
        on: push
        jobs:
          build:
            outputs: {version: "\${{ steps.version.outputs.version }}"}
            runs-on: ubuntu-latest
            steps:
              - id: version
                run: echo "version=1" >> "$GITHUB_OUTPUT"
              - id: script
                run: ./version.sh
              - id: other
                run: npm run version && "$TOOL" version
              - id: file
                run: echo version=1 >> \${{ env.OUT }}
              - run: echo \${{ steps.script.outputs.version }} \${{ steps.other.outputs.x }} \${{ steps.file.outputs.x }}
      `,
    ),
  ],
});

function stepsAround({ job, action }: Around): readonly Step[] {
  return job?.steps ?? action?.steps ?? [];
}

/** Whether nothing that a script runs can write an output. The wrapper of Terraform writes some by itself. */
function writesNone(step: Step, { job, workflow }: Around): boolean {
  const text = step.run?.text;
  if (
    text === undefined ||
    /GITHUB_OUTPUT|set-output|>>?[ \t]*"?\$|github\.output|\btee\b|\beval\b|\b(?:terraform|tofu)\b/i.test(text)
  )
    return false;
  const script = scriptOfStep(step, { job, workflow });
  if (!script || script.shell.name === 'python' || script.shell.name === 'cmd' || script.reading === undefined)
    return false;
  return script.reading.errors.length === 0 && plainCommands(script).length > 0 && isAllHarmless(script);
}
