import { type ShellcheckInput, shellcheckInput } from '../../shell/shellcheck.js';
import type { GithubDocument } from './document.js';
import { actionOf } from './model/action-file.js';
import { scriptOf } from './model/script.js';
import { type Job, type Step, workflowOf } from './model/workflow.js';

/** The rule under which findings of a `shellcheck` of the user's own are shown. */
const shellcheckRule = 'github/shellcheck';

/**
 * Codes about files and variables that are not there while the workflow is written, and about conditions and loops that are
 * constant only as their expressions are not known.
 */
const excludedCodes = 'SC1090,SC1091,SC2043,SC2050,SC2153,SC2154,SC2157,SC2194';

/** The scripts of a workflow or an action that ShellCheck can read. */
export function shellcheckInputs(document: GithubDocument): readonly ShellcheckInput[] {
  const workflow = workflowOf(document);
  const steps: readonly (readonly [Step, Job | undefined])[] = [
    ...(workflow?.jobs ?? []).flatMap((job) => job.steps.map((step) => [step, job] as const)),
    ...(actionOf(document)?.steps ?? []).map((step) => [step, undefined] as const),
  ];
  return steps.flatMap(([step, job]) => {
    const script = scriptOf(step, { job, workflow });
    const { name, scalar, errexit, pipefail } = script?.shell ?? {};
    if (!script || (name !== 'bash' && name !== 'sh')) return [];
    return shellcheckInput({
      rule: shellcheckRule,
      script: script.text,
      head: errexit ? [pipefail ? 'set -eo pipefail' : 'set -e'] : [],
      // Where no shell is written, a container's bash is taken, if it has one.
      shell: scalar ? name : 'bash',
      exclude: excludedCodes,
      span: script.span,
    });
  });
}
