import type { FileView } from '../../../core/files.js';
import type { Span } from '../../../core/text.js';
import { embedded } from '../../../expr/find.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { localAction, localWorkflow } from './interface.js';
import { leavesFilesAlone } from './made-files.js';
import { hasExpression } from './nodes.js';
import { tagsOf } from './pinned.js';
import { isAction, majorOf, type Uses } from './uses.js';
import { inputText, isOn, withOf } from './with.js';
import type { Job, Step, Workflow } from './workflow.js';

/** Where an artifact is uploaded, in the workflow itself or in what it uses of the same repository. */
export interface Upload {
  /** Of the workflow itself. */
  readonly job: Job;
  /** Of the job itself; undefined in an action that it uses, or a workflow that it calls. */
  readonly step: Step | undefined;
  /** As written; undefined where all of it is not known. */
  readonly name: string | undefined;
  readonly at: Span;
  readonly major: number | undefined;
  readonly overwrite: boolean;
}

export interface Download {
  readonly job: Job;
  readonly step: Step;
  readonly name: YamlScalar;
  readonly uses: Uses;
  readonly major: number | undefined;
}

export interface Artifacts {
  readonly uploads: readonly Upload[];
  /** Of one artifact of this very run, by a name that is written out. */
  readonly downloads: readonly Download[];
  /** Whether nothing else in the run can upload any. */
  readonly complete: boolean;
}

export function artifactsOf(workflow: Workflow, path: string, files: FileView): Artifacts {
  const uploads: Upload[] = [];
  const downloads: Download[] = [];
  // What a caller does besides is not known.
  let complete = !workflow.events.some(({ name }) => name === 'workflow_call');
  const text = workflow.document.text;
  const look = (step: Step, job: Job, own: Step | undefined, at: Span, from: string, seen: Set<string>): void => {
    const { uses } = step;
    if (!uses) {
      if (/artifact/i.test(step.run?.text ?? '')) complete = false;
      return;
    }
    const found = uploadOf(step, uses, from);
    if (found) uploads.push({ ...found, job, step: own === step ? own : undefined, at: own === step ? found.at : at });
    else if (uses.form.kind === 'local') {
      const action = localAction(uses, path, files);
      if (action?.value.kind !== 'composite') complete &&= action?.value.kind === 'docker';
      else if (!seen.has(action.path)) {
        seen.add(action.path);
        for (const one of action.value.steps) look(one, job, own, at, action.value.document.text, seen);
      }
    } else if (!isKnown(uses)) complete = false;
  };
  const visit = (one: Workflow, caller: Job | undefined, seen: Set<string>): void => {
    for (const job of one.jobs) {
      const outer = caller ?? job;
      if (job.uses) {
        const callee = localWorkflow(job.uses, path, files);
        // What one job calls, it is looked at once for.
        const called = caller ? seen : new Set<string>();
        if (!callee) complete = false;
        else if (!called.has(callee.path)) {
          called.add(callee.path);
          visit(callee.value, outer, called);
        }
      }
      for (const step of job.steps) {
        look(step, outer, caller ? undefined : step, step.uses?.scalar ?? job.key, one.document.text, new Set());
        const download = caller ? undefined : downloadOf(step, job, text);
        if (download) downloads.push(download);
      }
    }
  };
  visit(workflow, undefined, new Set());
  return { uploads, downloads, complete };
}

type FoundUpload = Pick<Upload, 'name' | 'at' | 'major' | 'overwrite'>;

function uploadOf(step: Step, uses: Uses, text: string): FoundUpload | undefined {
  const isMerge = isAction(uses, 'actions/upload-artifact/merge');
  const isPages = isAction(uses, 'actions/upload-pages-artifact');
  if (!isMerge && !isPages && !isAction(uses, 'actions/upload-artifact')) return undefined;
  const inputs = withOf(step);
  const value = inputs?.get('name')?.value;
  // Without an archive, the name is that of the file.
  const isFile = inputs?.has('archive') === true && isOn(inputs, 'archive') !== true;
  const usual = isPages ? 'github-pages' : isMerge ? 'merged-artifacts' : 'artifact';
  const given = inputs && !isFile ? (inputText(inputs, 'name') ?? usual) : undefined;
  return {
    name: given,
    at: value ?? uses.scalar,
    major: isPages ? undefined : majorOfUse(uses, text),
    overwrite: inputs === undefined || isOn(inputs, 'overwrite') !== false,
  };
}

function downloadOf(step: Step, job: Job, text: string): Download | undefined {
  const inputs = isAction(step.uses, 'actions/download-artifact') ? withOf(step) : undefined;
  const name = inputs?.get('name')?.value;
  if (!inputs || !step.uses || name?.kind !== 'scalar' || hasExpression(name) || name.text === '') return undefined;
  // Of another run, or of several.
  if (['run-id', 'repository', 'pattern', 'artifact-ids'].some((one) => inputs.has(one))) return undefined;
  return { job, step, name, uses: step.uses, major: majorOfUse(step.uses, text) };
}

function majorOfUse({ form, scalar }: Uses, text: string): number | undefined {
  return form.kind === 'repository' ? majorOf(tagsOf(form, scalar, text)[0]) : undefined;
}

function isKnown(uses: Uses): boolean {
  return (
    leavesFilesAlone(uses) ||
    isAction(
      uses,
      'actions/checkout',
      'actions/cache',
      'actions/cache/restore',
      'actions/cache/save',
      'actions/download-artifact',
      'actions/deploy-pages',
      'softprops/action-gh-release',
      'pypa/gh-action-pypi-publish',
    )
  );
}

/** Whether a name, in which expressions may stand for anything, can be another. */
export function mayBeNamed(name: string | undefined, other: string): boolean {
  if (name === undefined) return true;
  const parts: string[] = [];
  let from = 0;
  for (const { outer } of embedded(name)) {
    parts.push(name.slice(from, outer.start));
    from = outer.end;
  }
  parts.push(name.slice(from));
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return name === other;
  return other.startsWith(first) && other.endsWith(last) && other.length >= first.length + last.length;
}
