import type { FileView } from '../../../core/files.js';
import { below, join } from '../../../core/path.js';
import { majorsOf } from '../actions/contracts.js';
import { repositoryRoot } from '../kinds.js';
import { runnerOf } from '../tables/runners.js';
import { callersOf } from './callers.js';
import { localAction } from './interface.js';
import { leavesFilesAlone } from './made-files.js';
import { textIn } from './nodes.js';
import { labelsOf } from './runner.js';
import { isAction } from './uses.js';
import { inputText, withOf } from './with.js';
import { isOnlyCalled, type Job, type Step, type Workflow } from './workflow.js';

/** What the folder that a job works in holds when one of its steps begins. */
export interface Workspace {
  /** The folders of it that something was checked out to, the deepest first. */
  readonly checkouts: readonly Checkout[];
  /** Whether nothing can have brought any file. */
  readonly empty: boolean;
  /** The root of the repository among our files. */
  readonly root: string;
}

interface Checkout {
  readonly folder: string;
  /** Whether it is the repository itself as the workflow knows it; else any other files. */
  readonly isOwn: boolean;
}

/** Where a step stands, and the files around. */
export interface StepPlace {
  readonly step: Step;
  readonly job: Job;
  readonly workflow: Workflow;
  readonly path: string;
  readonly files: FileView;
  readonly workspace: Workspace;
}

/** The steps of a job in order, each with the workspace that it begins in. */
export function stepPlaces(job: Job, workflow: Workflow, path: string, files: FileView): readonly StepPlace[] {
  const root = repositoryRoot(path);
  // What others call works on the files of the caller.
  const isForeign = isOnlyCalled(workflow) && (callersOf(path, files) ?? []).length === 0;
  let state: State = { checkouts: [], empty: isHosted(job) };
  return job.steps.map((step) => {
    const workspace = { checkouts: isForeign ? [] : state.checkouts, empty: state.empty, root };
    state = after(state, step, { path, files }, new Set());
    return { step, job, workflow, path, files, workspace };
  });
}

type State = Pick<Workspace, 'checkouts' | 'empty'>;

const unknown: State = { checkouts: [], empty: false };

function isHosted(job: Job): boolean {
  const { labels, complete } = labelsOf(job);
  return complete && labels.every(({ text }) => runnerOf(text) && runnerOf(text)?.selfHosted !== true);
}

/** Commands of git that bring other files, or take some away. */
const changesTree =
  /\bgit\s+(?:-[Cc]\s+\S+\s+)?(?:clone|init|switch(?!\s+-c)|checkout(?!\s+-[bB]\b)|reset|pull|worktree|stash|merge|rebase|apply|am|submodule|subtree|sparse-checkout|clean|rm)\b|\bgh\s+(?:repo\s+clone|pr\s+checkout)\b|\bsvn\s/;

function after(state: State, step: Step, place: Pick<StepPlace, 'path' | 'files'>, seen: Set<string>): State {
  const { uses, run } = step;
  if (run) return changesTree.test(run.text) ? unknown : state;
  if (!uses) return state;
  if (isAction(uses, 'actions/checkout')) return afterCheckout(state, step);
  if (uses.form.kind === 'local') {
    const action = localAction(uses, place.path, place.files);
    const inside = { ...state, empty: false };
    if (action?.value.kind !== 'composite' || seen.has(action.path)) return inside;
    seen.add(action.path);
    return action.value.steps.reduce((now, one) => after(now, one, place, seen), inside);
  }
  if (/checkout|clone/i.test(uses.text)) return unknown;
  // That nothing can have brought a file is said only of actions that we know.
  const isKnown = uses.form.kind === 'repository' && majorsOf(uses.form.slug).length > 0;
  return leavesFilesAlone(uses) && isKnown ? state : { ...state, empty: false };
}

function afterCheckout({ checkouts }: State, step: Step): State {
  const inputs = withOf(step);
  const folder = inputs && cleanFolder(inputText(inputs, 'path') ?? '');
  if (!inputs || folder === undefined) return unknown;
  const repository = inputText(inputs, 'repository')?.trim() ?? '';
  const isOwn =
    (repository === '' || /^\$\{\{\s*github\.repository\s*\}\}$/.test(repository)) &&
    isOwnRevision(inputText(inputs, 'ref') ?? '');
  const others = checkouts.filter((one) => one.folder !== folder);
  const all = [...others, { folder, isOwn }].sort((one, two) => two.folder.length - one.folder.length);
  return { checkouts: all, empty: false };
}

/** Whether a ref is of the line of work that the workflow itself is from. */
function isOwnRevision(ref: string): boolean {
  const text = ref.trim();
  if (text === '' || /^(?:refs\/heads\/)?(?:main|master)$/.test(text)) return true;
  return /^\$\{\{\s*github\.(?:sha|ref|ref_name|head_ref|event\.pull_request\.head\.(?:sha|ref)|event\.(?:after|repository\.default_branch))(?:\s*\|\|\s*github\.(?:sha|ref|ref_name|head_ref))*\s*\}\}$/.test(
    text,
  );
}

function cleanFolder(text: string): string | undefined {
  return text.includes('${{') ? undefined : pathIn('', text);
}

/** A path as seen from the root of the workspace; undefined where it leads out of it. */
export function pathIn(folder: string, text: string): string | undefined {
  const path = text.trim().replace(/\\/g, '/');
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path)) return undefined;
  const kept = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join('/');
}

/** The path among our files of one in the workspace; undefined where it is not the repository's, or that is not known. */
export function inRepository({ checkouts, root }: Workspace, path: string): string | undefined {
  for (const { folder, isOwn } of checkouts) {
    const inside = below(folder, path) ?? (path === folder ? '' : undefined);
    if (inside !== undefined) return isOwn ? join(root, inside) : undefined;
  }
  return undefined;
}

/** The folder that a step's script starts in, from the root of the workspace; undefined where it is not known. */
export function workingDirectory(step: Step, job: Job | undefined, workflow: Workflow | undefined): string | undefined {
  const text =
    textIn(step.map, 'working-directory') ??
    textIn(job?.map, 'defaults', 'run', 'working-directory') ??
    textIn(workflow?.root, 'defaults', 'run', 'working-directory') ??
    '';
  const plain = text.trim().replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?/, '');
  return plain.includes('${{') ? undefined : pathIn('', plain);
}
