import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import { commandOptions } from '../../../shell/options.js';
import type { ShellWord } from '../../../shell/read.js';
import { repositoryRoot } from '../kinds.js';
import { type InputLine, inputLines } from './input-lines.js';
import { chosen, type MatrixChoice, matrixChoices, withChoice } from './matrix-choices.js';
import type { NamedEntry } from './nodes.js';
import {
  type PlacedCommand,
  type PlacedText,
  pathOfWord,
  placedCommands,
  plainText,
  spanOfWord,
} from './placed-commands.js';
import { isAction } from './uses.js';
import { inputText, withOf } from './with.js';
import type { Job, Step, Workflow } from './workflow.js';
import { inRepository, pathIn, type StepPlace, stepPlaces } from './workspace.js';

/** An image that a step builds: with `docker/build-push-action` or a command. */
export interface DockerBuild {
  readonly job: Job;
  readonly step: Step;
  /** What starts it. */
  readonly at: Span;
  /** The offset of the command in its script; undefined for an action. */
  readonly offset: number | undefined;
  readonly isSure: boolean;
  /** Paths among our files; undefined where they are not the repository's, or not known. */
  readonly context: string | undefined;
  readonly dockerfile: string | undefined;
  /** The same from the root of the workspace; of a build of what is committed, from that of the repository. */
  readonly inWorkspace: { readonly context: string | undefined; readonly dockerfile: string | undefined };
  /** Whether the builder takes the committed files by itself, so that no step before can add any. */
  readonly isOfCommit: boolean;
  readonly contextText: PlacedText | undefined;
  readonly dockerfileText: PlacedText | undefined;
  readonly target: PlacedText | undefined;
  /** Whether a target is given that is only known when it is run. */
  readonly hasUnknownTarget: boolean;
  readonly args: readonly PlacedText[];
  readonly secrets: readonly PlacedText[];
  readonly contexts: readonly PlacedText[];
  readonly tags: readonly PlacedText[];
}

export function dockerBuildsOf(job: Job, workflow: Workflow, path: string, files: FileView): readonly DockerBuild[] {
  if (!job.steps.some(mayBuild)) return [];
  return stepPlaces(job, workflow, path, files).flatMap(buildsOf);
}

function mayBuild({ uses, run }: Step): boolean {
  return run ? program.test(run.text) && /\bbuild\b/.test(run.text) : isAction(uses, 'docker/build-push-action');
}

/** The images that one step builds. */
export function buildsOf(place: StepPlace): readonly DockerBuild[] {
  if (!mayBuild(place.step)) return [];
  return place.step.run ? buildsOfScript(place) : buildsOfAction(place);
}

const isUrl = /^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i;
const program = /\b(?:docker|podman)\b/;

/** The builds of an action: one, or as many as the matrix makes of it. */
function buildsOfAction(place: StepPlace): readonly DockerBuild[] {
  const inputs = withOf(place.step);
  if (!inputs) return [];
  const texts = ['context', 'file', 'target'].flatMap((name) => inputText(inputs, name) ?? []);
  const found = new Map<string, DockerBuild>();
  for (const choice of matrixChoices(place.job, texts)) {
    const build = buildOfAction(place, inputs, choice);
    if (build) found.set(JSON.stringify([build.inWorkspace, build.target?.text]), build);
  }
  return [...found.values()];
}

function buildOfAction(
  { step, job, path, workspace }: StepPlace,
  inputs: ReadonlyMap<string, NamedEntry>,
  choice: MatrixChoice,
): DockerBuild | undefined {
  if (!step.uses) return undefined;
  const of = (name: string): Given => textOf(inputs.get(name), choice, name !== 'target');
  const [context, file, target] = [of('context'), of('file'), of('target')];
  const base = committedFolder(context);
  const isOfCommit = base !== undefined;
  const isRemote = !isOfCommit && typeof context === 'object' && isUrl.test(context.text);
  const folder = isRemote ? undefined : (base ?? (typeof context === 'object' ? rootedPath(context.text) : undefined));
  const root = repositoryRoot(path);
  const dockerfile = dockerfileOf(file, folder, isOfCommit, isRemote);
  const found = (inside: string | undefined): string | undefined =>
    inside === undefined ? undefined : isOfCommit ? join(root, inside) : inRepository(workspace, inside);
  const lines = (name: string, separator?: ','): readonly InputLine[] => {
    const value = inputs.get(name)?.value;
    return value?.kind === 'scalar' ? inputLines(value, separator) : [];
  };
  return {
    job,
    step,
    at: step.uses.scalar,
    offset: undefined,
    isSure: true,
    context: found(folder),
    dockerfile: found(dockerfile),
    inWorkspace: { context: folder, dockerfile },
    isOfCommit,
    contextText: placed(context),
    dockerfileText: placed(file),
    target: placed(target),
    hasUnknownTarget: target === 'unknown',
    args: lines('build-args').flatMap(nameBeforeEquals),
    secrets: [...lines('secrets'), ...lines('secret-files'), ...lines('secret-envs', ',')].flatMap(idOfSecret),
    contexts: lines('build-contexts').flatMap(nameBeforeEquals),
    tags: lines('tags', ',').map(({ text, span }) => ({ text, span })),
  };
}

type Given = PlacedText | 'unknown' | undefined;

const workspaceRoot = /^\$\{\{\s*github\.workspace\s*\}\}\/?/;

/** The Dockerfile of an action's build; the action is always run at the root of the workspace. */
function dockerfileOf(
  file: Given,
  folder: string | undefined,
  isOfCommit: boolean,
  isRemote: boolean,
): string | undefined {
  if (isRemote || file === 'unknown') return undefined;
  if (!file) return folder === undefined ? undefined : pathIn(folder, 'Dockerfile');
  return isOfCommit ? pathIn(folder ?? '', file.text) : rootedPath(file.text);
}

/** The folder of the commit that is the context; undefined where it is one of the workspace. */
function committedFolder(context: Given): string | undefined {
  if (context === undefined) return '';
  if (context === 'unknown') return undefined;
  const match = /^\{\{\s*defaultContext\s*\}\}(?::([\w./-]*))?$/.exec(context.text);
  return match ? pathIn('', match[1] ?? '') : undefined;
}

function rootedPath(text: string): string | undefined {
  return pathIn('', text.replace(workspaceRoot, ''));
}

/** @param isMixed whether what the matrix gives may be a part of it; else all of it is, and written there. */
function textOf(entry: NamedEntry | undefined, choice: MatrixChoice, isMixed: boolean): Given {
  const value = entry?.value;
  if (value?.kind !== 'scalar') return entry?.value ? 'unknown' : undefined;
  const given = isMixed ? undefined : chosen(value.text, choice);
  const [line] = inputLines(given ?? value);
  if (!line) return undefined;
  const text = isMixed ? withChoice(value.text, choice).trim() : line.text;
  if (text === '') return undefined;
  return text.replace(workspaceRoot, '').includes('${{') ? 'unknown' : { text, span: line.span };
}

function placed(text: Given): PlacedText | undefined {
  return typeof text === 'object' ? text : undefined;
}

function nameBeforeEquals({ text, within }: InputLine): readonly PlacedText[] {
  const name = /^["']?([\w.-]+)["']?\s*(?==|$)/.exec(text)?.[1];
  if (name === undefined) return [];
  const at = text.indexOf(name);
  return [{ text: name, span: within(at, at + name.length) }];
}

function idOfSecret({ text, within }: InputLine): readonly PlacedText[] {
  const id = /^["']?(?:id=)?([\w.-]+)/.exec(text)?.[1];
  if (id === undefined || !text.includes('=')) return [];
  const at = text.indexOf(id, /^["']?id=/.exec(text)?.[0].length ?? 0);
  return [{ text: id, span: within(at, at + id.length) }];
}

/** Options of `docker build` that take a value. */
const valued: ReadonlySet<string> = new Set(
  (
    'f file t tag build-arg target secret ssh platform cache-from cache-to label o output progress network add-host builder ' +
    'build-context iidfile metadata-file shm-size m memory ulimit allow annotation attest provenance sbom no-cache-filter ' +
    'cgroup-parent isolation security-opt cpuset-cpus c cpu-shares cpu-quota call'
  ).split(' '),
);

function buildsOfScript(place: StepPlace): readonly DockerBuild[] {
  return placedCommands(place.step, place).flatMap((one) => {
    const words = builtWith(one);
    return words ? [buildOfCommand(one, words, place)] : [];
  });
}

/** The words behind the command that builds; undefined for any other command. */
function builtWith({ command: { name, args } }: PlacedCommand): readonly ShellWord[] | undefined {
  if (name !== 'docker' && name !== 'podman') return undefined;
  const [first, second] = args.map(({ value }) => value);
  if (first === 'build') return args.slice(1);
  return (first === 'buildx' || first === 'image' || first === 'builder') && second === 'build'
    ? args.slice(2)
    : undefined;
}

function buildOfCommand(
  one: PlacedCommand,
  words: readonly ShellWord[],
  { job, step, workspace }: StepPlace,
): DockerBuild {
  const { command, script } = one;
  const { options, positionals } = commandOptions({ ...command, args: words }, valued);
  const given = (...names: readonly string[]) => options.filter(({ name }) => names.includes(name));
  const last = (...names: readonly string[]) => given(...names).at(-1);
  const [contextWord, ...more] = positionals;
  const file = last('f', 'file');
  const target = last('target');
  const contextValue = plainText(contextWord, script);
  const isPath = contextValue !== undefined && contextValue !== '-' && !isUrl.test(contextValue);
  const context = isPath && more.length === 0 ? pathOfWord(contextWord, one) : undefined;
  const dockerfile = file
    ? contextValue !== undefined && isUrl.test(contextValue)
      ? undefined
      : pathOfOption(file, one)
    : context === undefined
      ? undefined
      : pathIn(context, 'Dockerfile');
  const textOfOption = (option: ReturnType<typeof last>): PlacedText | undefined => {
    const value = option && valueOfOption(option, one);
    return value && /^[\w./:@-]+$/.test(value.text) ? value : undefined;
  };
  const namesOf = (name: string, pattern: RegExp): readonly PlacedText[] =>
    given(name).flatMap((option) => nameIn(option, one, pattern));
  return {
    job,
    step,
    at: spanOfWord(command.nameWord, script),
    offset: command.pos,
    isSure: one.isSure,
    context: context === undefined ? undefined : inRepository(workspace, context),
    dockerfile: dockerfile === undefined ? undefined : inRepository(workspace, dockerfile),
    inWorkspace: { context, dockerfile },
    isOfCommit: false,
    contextText: isPath && contextWord ? { text: contextValue, span: spanOfWord(contextWord, script) } : undefined,
    dockerfileText: file && valueOfOption(file, one),
    target: textOfOption(target),
    hasUnknownTarget: target !== undefined && textOfOption(target) === undefined,
    args: namesOf('build-arg', /^["']?([\w.-]+)(?==|["']?$)/),
    secrets: namesOf('secret', /(?:^["']?|,)id=([\w.-]+)/),
    contexts: namesOf('build-context', /^["']?([\w./-]+)(?==)/),
    tags: given('t', 'tag').flatMap((option) => valueOfOption(option, one) ?? []),
  };
}

type Option = ReturnType<typeof commandOptions>['options'][number];

/** The word of an option's value: what stands behind `=` or the letter, in the same word. */
function valueWord({ word, valueWord: own, name }: Option): ShellWord | undefined {
  if (!own || own !== word) return own;
  const equals = word.text.indexOf('=');
  const skip = word.text.startsWith('--') || equals === 2 ? equals + 1 : 1 + name.length;
  if (skip <= 0 || /["']/.test(word.text.slice(0, skip))) return undefined;
  const value = word.value === undefined || word.text.startsWith('"') ? undefined : word.value.slice(skip);
  return { pos: word.pos + skip, end: word.end, text: word.text.slice(skip), value, node: undefined };
}

function valueOfOption(option: Option, { script }: PlacedCommand): PlacedText | undefined {
  const word = valueWord(option);
  const text = plainText(word, script);
  return word && text !== undefined ? { text, span: spanOfWord(word, script) } : undefined;
}

function pathOfOption(option: Option, one: PlacedCommand): string | undefined {
  return pathOfWord(valueWord(option), one);
}

/** A name within the value of an option, where nothing that is expanded stands before it. */
function nameIn(option: Option, { script }: PlacedCommand, pattern: RegExp): readonly PlacedText[] {
  const word = valueWord(option);
  const written = word && script.scalar.text.slice(word.pos, word.end);
  const match = written === undefined ? null : pattern.exec(written);
  const name = match?.[1];
  if (!word || !match || name === undefined || /[$`]/.test(written?.slice(0, match.index + match[0].length) ?? ''))
    return [];
  const at = word.pos + match.index + match[0].lastIndexOf(name);
  return [{ text: name, span: spanOfWord({ pos: at, end: at + name.length, text: name }, script) }];
}
