import type { Texts } from '../../../yaml/schema/texts.js';

/** A text with a link into GitHub's reference. */
export function linked(text: string, page: string, anchor?: string): string {
  const url = `https://docs.github.com/en/actions/reference/${page}${anchor === undefined ? '' : `#${anchor}`}`;
  return `${text} [GitHub's reference](${url})`;
}

const syntax = 'workflows-and-actions/workflow-syntax';

/** What each key of a step is for, in a workflow and in a composite action. */
export const stepTexts: Texts = {
  'step.id': 'Name of the step for expressions: `steps.<id>.outputs`. Unique in the job; case does not count.',
  'step.name': 'Name of the step in the log.',
  'step.if': linked(
    'Runs the step only if this is true. `${{ }}` is not needed. Without `always()`, `failure()` or `cancelled()` all steps before have to succeed.',
    syntax,
    'jobsjob_idstepsif',
  ),
  'step.run': linked(
    'Script that the shell runs. Put what others can write, such as titles, into `env` rather than into an expression here.',
    syntax,
    'jobsjob_idstepsrun',
  ),
  'step.shell': linked(
    'Shell of the script, by a name such as `bash`, or a command with `{0}` in place of the script. `bash` by name also stops where a part of a pipe fails.',
    syntax,
    'jobsjob_idstepsshell',
  ),
  'step.working-directory': 'Folder that the script starts in.',
  'step.uses': linked(
    'Action that the step runs: `owner/repo@ref`, one of this repository from `./` on, or `docker://image`. Pin others by the full hash of a commit.',
    syntax,
    'jobsjob_idstepsuses',
  ),
  'step.with': 'Inputs of the action. Names ignore case.',
  'step.env': 'Variables of the step.',
  'step.continue-on-error': 'Whether the job goes on although this step fails.',
  'step.timeout-minutes': 'After how many minutes the step is stopped.',
  'step.background':
    'Whether the steps after it start at once. Ten at most run so at a time, and the job waits for all at its end. Its outputs are there after a `wait`.',
  'step.wait': 'Waits for earlier background steps, by their ids.',
  'step.wait-all': 'Waits for all earlier background steps.',
  'step.cancel': 'Stops an earlier background step, by its id.',
  'step.parallel': 'Steps that run at the same time. The job goes on when all have ended.',
};
