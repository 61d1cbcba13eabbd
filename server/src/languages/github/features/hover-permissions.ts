import type { Hover } from '../../../core/features.js';
import { entryOf } from '../../../yaml/values.js';
import { kindOf } from '../kinds.js';
import { permissionsIn, permissionsOf } from '../model/permissions.js';
import { workflowOf } from '../model/workflow.js';
import type { Context } from './expression-at.js';

/** What a job's token may do, on the id of the job and on its `permissions`. */
export function permissionsHover({ document, path }: Context, offset: number): Hover | undefined {
  const workflow = (kindOf(path) ?? 'workflow') === 'workflow' ? workflowOf(document) : undefined;
  for (const job of workflow?.jobs ?? []) {
    const own = entryOf(job.map, 'permissions')?.key;
    const at = [job.key, own].find((key) => key && offset >= key.start && offset <= key.end);
    if (!workflow || !at) continue;
    const permissions = permissionsOf(job, workflow);
    const from = permissionsIn(job.map) ? 'the job' : 'the workflow';
    if (!permissions) {
      const contents = 'The token of this job may do what the repository gives by default.';
      return { span: at, contents };
    }
    const granted = permissions.shorthand
      ? [permissions.shorthand]
      : permissions.scopes.map(({ name, value }) => `${name}: ${value?.text ?? ''}`);
    const list = granted.length === 0 ? 'nothing' : granted.map((one) => `\`${one}\``).join(', ');
    return { span: at, contents: `The token of this job may: ${list} (by ${from}).` };
  }
  return undefined;
}
