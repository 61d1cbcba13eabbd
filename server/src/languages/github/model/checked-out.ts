import { majorsOf } from '../actions/contracts.js';
import { isAction, type LocalUse } from './uses.js';
import { inputText, withOf } from './with.js';
import type { Step } from './workflow.js';

/** Whose files lie at a path after some steps: those of this repository, in the same state or maybe another one, or of another. */
export function whatLiesThere({ path }: LocalUse, earlier: readonly Step[]): 'this' | 'changed' | 'other' {
  let lies: 'this' | 'changed' | 'other' = 'this';
  for (const step of earlier) {
    if (!isAction(step.uses, 'actions/checkout')) continue;
    const inputs = withOf(step);
    if (!inputs) return 'changed';
    const into = (inputText(inputs, 'path') ?? '').replace(/^\.\/|\/+$/g, '');
    const covers = into === '' || into === '.' || path === into || path.startsWith(`${into}/`);
    if (!covers) continue;
    const repository = inputText(inputs, 'repository');
    const isThis = repository === undefined || /^\$\{\{\s*github\.repository\s*\}\}$/.test(repository.trim());
    if (!isThis || (into !== '' && into !== '.')) lies = 'other';
    else lies = inputs.has('ref') ? 'changed' : 'this';
  }
  return lies;
}

/** Whether a step may put files of a repository into the folder that steps start in. */
export function bringsFiles({ uses, run }: Step): boolean {
  if (run) return /\b(?:clone|checkout|fetch|init|submodule|curl|wget|tar|unzip|cp|mv|ln|mkdir)\b/.test(run.text);
  if (uses?.form.kind !== 'repository') return uses?.form.kind === 'docker' || uses?.form.kind === 'expression';
  const { slug } = uses.form;
  return /check-?out|download|clone|artifact|\bcache\b|restore/.test(slug);
}

/** Whether a step may check out a repository: an action that is not known may be made of steps that do. */
export function mayCheckOut(step: Step): boolean {
  const { form } = step.uses ?? {};
  return (
    bringsFiles(step) || form?.kind === 'local' || (form?.kind === 'repository' && majorsOf(form.slug).length === 0)
  );
}
