import { embedded } from '../../../expr/find.js';
import { flowsOf } from '../../../expr/flow.js';
import { parseExpression } from '../../../expr/parse.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { plainCommands } from './commands.js';
import { tagsOf } from './pinned.js';
import { scriptOf } from './script.js';
import { isAction, majorOf } from './uses.js';
import { isOn, withOf } from './with.js';
import type { Job, Step, Workflow } from './workflow.js';

/** Where a step takes the code of a pull request, or of the run that came before, into the job. */
export interface StrangersCode {
  readonly step: Step;
  /** What names the code. */
  readonly at: { readonly start: number; readonly end: number };
  /** The input, or the command. */
  readonly name: string;
  readonly text: string;
  /** The folder that the code gets into; undefined for the workspace. */
  readonly folder: string | undefined;
}

/** What a step checks out that strangers may have written. */
export function strangersCode(step: Step, job: Job, workflow: Workflow, text: string): StrangersCode | undefined {
  if (isAction(step.uses, 'actions/checkout')) return fromCheckout(step, text);
  if (!step.run || !/\bgh\s+pr\s+checkout\b/.test(step.run.text)) return undefined;
  const script = scriptOf(step, { job, workflow });
  const command = script && plainCommands(script).find(({ name, args }) => name === 'gh' && isPrCheckout(args));
  if (!script || !command) return undefined;
  return { step, at: script.span(command), name: 'gh pr checkout', text: '', folder: undefined };
}

function isPrCheckout(args: readonly { readonly text: string }[]): boolean {
  const words = args.filter(({ text }) => !text.startsWith('-')).map(({ text }) => text);
  return words[0] === 'pr' && words[1] === 'checkout';
}

function fromCheckout(step: Step, text: string): StrangersCode | undefined {
  const inputs = withOf(step);
  const { uses } = step;
  if (!inputs || uses?.form.kind !== 'repository') return undefined;
  const unsafe = inputs.get('allow-unsafe-pr-checkout')?.value;
  const folder = inputs.get('path')?.value;
  for (const name of ['ref', 'repository']) {
    const value = inputs.get(name)?.value;
    if (value?.kind !== 'scalar' || !namesStrangersCode(value, name)) continue;
    const major = majorOf(tagsOf(uses.form, uses.scalar, text)[0]) ?? 0;
    // From version 7 on, the action refuses such a checkout by itself, unless it is told to do it.
    const isRefused = major >= 7 && isOn(inputs, 'allow-unsafe-pr-checkout') !== true;
    if (isRefused) return undefined;
    const at = major >= 7 && unsafe ? unsafe : value;
    return { step, at, name, text: value.text, folder: folder?.kind === 'scalar' ? folder.text.trim() : undefined };
  }
  return undefined;
}

/** Paths that name a commit, a branch or a repository of a pull request, or of the run that started this one. */
const strangers =
  /^github\.(?:head_ref$|event\.(?:pull_request\.(?:head\.|merge_commit_sha$)|workflow_run\.(?:head_|pull_requests\.\*\.head\.)|pull_requests?\.\*\.head\.|check_(?:run|suite)\.head_sha$))/;
/** With these, `refs/pull/<number>/merge` names them too. */
const numbers = /^github\.event\.(?:(?:pull_request|issue)\.)?number$/;

function namesStrangersCode({ text }: YamlScalar, input: string): boolean {
  const paths = embedded(text).flatMap((one) => {
    const { root } = parseExpression(one.text);
    return root ? flowsOf(root).map(({ path }) => path) : [];
  });
  if (paths.some((path) => strangers.test(path))) return true;
  return (
    input === 'ref' && /\bpull\//.test(text) && (paths.length > 0 ? paths.some((path) => numbers.test(path)) : false)
  );
}
