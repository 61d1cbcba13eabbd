import { isGitIgnored } from '../../../context/git-ignore.js';
import { isUsualOutput } from '../../../context/outputs.js';
import type { FileView } from '../../../core/files.js';
import { glob } from '../../../core/glob.js';
import { basename, dirname, join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import { spanInScalar } from '../../../yaml/values.js';
import type { ActionFile } from './action-file.js';
import { inputLines } from './input-lines.js';
import { type Absence, absenceOf } from './made-files.js';
import { hasMatch } from './matching-files.js';
import { hasExpression, scalarIn } from './nodes.js';
import { placedCommands } from './placed-commands.js';
import { manifestOf, startedFile } from './started-files.js';
import { isAction } from './uses.js';
import { withOf } from './with.js';
import { inRepository, pathIn, type StepPlace } from './workspace.js';

/** A path that a step needs, which surely is not there. */
export interface Lack {
  readonly path: string;
  readonly text: string;
  readonly span: Span;
  readonly kind: 'file' | 'folder' | 'pattern';
  readonly absence: Exclude<Absence, undefined>;
}

/** What a step needs and surely does not find. */
export function lacks(place: StepPlace): readonly Lack[] {
  return place.step.run ? [...folderLack(place), ...commandLacks(place)] : inputLacks(place);
}

function folderLack(place: StepPlace): readonly Lack[] {
  const { step, job, workflow } = place;
  const scalar = [
    scalarIn(step.map, 'working-directory'),
    scalarIn(job.map, 'defaults', 'run', 'working-directory'),
    scalarIn(workflow.root, 'defaults', 'run', 'working-directory'),
  ].find((one) => one !== undefined);
  return scalar ? pathLack(scalar, 'folder', place) : [];
}

function pathLack(scalar: YamlScalar, kind: 'file' | 'folder', place: StepPlace): readonly Lack[] {
  if (hasExpression(scalar) || scalar.text.trim() === '') return [];
  const path = pathIn('', scalar.text);
  const absence = absenceOf(path, place);
  return path !== undefined && absence ? [{ path, text: scalar.text, span: scalar, kind, absence }] : [];
}

function commandLacks(place: StepPlace): readonly Lack[] {
  const found: Lack[] = [];
  const commands = placedCommands(place.step, place);
  for (const placed of commands) {
    const { command, folder, isSure, script } = placed;
    if (!isSure) continue;
    // Where the folder itself is missing, that is what is told.
    if (folder !== undefined && absenceOf(folder, place, command.pos) === 'missing') break;
    const started = startedFile(placed);
    const absence = started && absenceOf(started.path, place, command.pos);
    if (started && absence) found.push({ ...started, absence });
    const manifest = place.workspace.empty ? manifestOf(placed) : undefined;
    if (manifest !== undefined && absenceOf(manifest, place, command.pos) === 'no-checkout') {
      const span = { ...script.span(command.nameWord) };
      found.push({ path: manifest, text: basename(manifest), span, kind: 'file', absence: 'no-checkout' });
    }
  }
  return found;
}

const versionFile = /-version-file$|^(?:global-json-file|version-file)$/;

function inputLacks(place: StepPlace): readonly Lack[] {
  const { step } = place;
  const found: Lack[] = [];
  for (const [name, { value }] of withOf(step) ?? []) {
    if (value?.kind !== 'scalar') continue;
    if (versionFile.test(name) && step.uses?.form.kind === 'repository') found.push(...pathLack(value, 'file', place));
    else if (name === 'cache-dependency-path') found.push(...patternLacks(value, place));
    else if (name === 'path' && isAction(step.uses, 'actions/upload-artifact', 'actions/upload-pages-artifact'))
      found.push(...uploadLacks(value, place));
    found.push(...hashLacks(value, place));
  }
  return found;
}

function patternLacks(value: YamlScalar, place: StepPlace): readonly Lack[] {
  if (hasExpression(value)) return [];
  return inputLines(value).flatMap(({ text, span }): readonly Lack[] => {
    if (text.startsWith('!')) return [];
    if (!/[*?[{]/.test(text)) {
      const path = pathIn('', text);
      const absence = absenceOf(path, place);
      return path !== undefined && absence ? [{ path, text, span, kind: 'file', absence }] : [];
    }
    const path = isUnmatched(text, place) ? text : undefined;
    return path === undefined ? [] : [{ path, text, span, kind: 'pattern', absence: 'missing' }];
  });
}

/** Of what is uploaded before anything was run. */
function uploadLacks(value: YamlScalar, place: StepPlace): readonly Lack[] {
  const before = place.job.steps.slice(0, place.job.steps.indexOf(place.step));
  if (
    hasExpression(value) ||
    before.some(({ uses }) => !/^(?:actions\/checkout|[\w-]+\/setup-[\w-]+)@/.test(uses?.text ?? ''))
  )
    return [];
  return inputLines(value).flatMap(({ text, span }): readonly Lack[] => {
    const path = /[*?[{!]/.test(text) ? undefined : pathIn('', text);
    const absence = absenceOf(path, place);
    return path !== undefined && absence ? [{ path, text, span, kind: 'file', absence }] : [];
  });
}

const hashCall = /hashFiles\(([^()]*)\)/g;

/** Calls of `hashFiles` of which no pattern fits a file. */
function hashLacks(value: YamlScalar, place: StepPlace): readonly Lack[] {
  if (!value.text.includes('hashFiles(')) return [];
  const found: Lack[] = [];
  for (const call of value.text.matchAll(hashCall)) {
    const written = call[1] ?? '';
    const patterns = [...written.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
    const isPlain = /^\s*'[^']*'(?:\s*,\s*'[^']*')*\s*$/.test(written);
    if (!isPlain || !patterns.some((pattern) => isExpected(pattern, place))) continue;
    if (patterns.some((pattern) => pattern.startsWith('!') || !isUnmatched(pattern, place))) continue;
    const at = call.index + 'hashFiles('.length;
    const span = spanInScalar(value, at + written.search(/\S/), at + written.trimEnd().length);
    found.push({ path: '', text: patterns.join('", "'), span, kind: 'pattern', absence: 'missing' });
  }
  return found;
}

/** What a project has beside its lock file. */
const besideLocks: Readonly<Record<string, RegExp>> = {
  'package-lock.json': /^package\.json$/,
  'npm-shrinkwrap.json': /^package\.json$/,
  'yarn.lock': /^package\.json$/,
  'pnpm-lock.yaml': /^package\.json$/,
  'composer.lock': /^composer\.json$/,
  'Gemfile.lock': /^Gemfile$/,
  'Cargo.lock': /^Cargo\.toml$/,
  'go.sum': /^go\.mod$/,
  'mix.lock': /^mix\.exs$/,
  'poetry.lock': /^pyproject\.toml$/,
  'uv.lock': /^pyproject\.toml$/,
  'pdm.lock': /^pyproject\.toml$/,
  'Pipfile.lock': /^Pipfile$/,
  'packages.lock.json': /\.(?:cs|fs|vb)proj$|\.sln$/,
};

/** Whether the repository holds what a pattern is for at all: the project of a lock file, or the folder of any other file. */
function isExpected(pattern: string, { workspace, files }: StepPlace): boolean {
  const name = basename(pattern);
  const beside = Object.hasOwn(besideLocks, name) ? besideLocks[name] : undefined;
  if (beside) return files.list(workspace.root)?.some((entry) => beside.test(entry.name)) === true;
  const folder = dirname(pattern);
  const inside = folder === '' || /[*?[]/.test(pattern) ? undefined : inRepository(workspace, folder);
  return inside !== undefined && files.kind(inside) === 'directory';
}

/** Whether no file of the repository fits a pattern, and none may be made that does. */
function isUnmatched(pattern: string, place: StepPlace): boolean {
  const { workspace, files } = place;
  const clean = pathIn('', pattern.replace(/^\$\{\{\s*github\.workspace\s*\}\}\//, ''));
  if (clean === undefined || clean.includes('${{')) return false;
  const parts = clean.split('/');
  const literal = parts.findIndex((part) => /[*?[{]/.test(part));
  const folder = (literal === -1 ? parts.slice(0, -1) : parts.slice(0, literal)).join('/');
  const root = inRepository(workspace, folder);
  if (root === undefined) return false;
  if (literal === -1) return absenceOf(clean, place) === 'missing';
  // What a pattern is made for must not be made by a step before either.
  const last = parts.at(-1) ?? '';
  if (absenceOf(folder === '' ? last : `${folder}/${last}`, place) !== 'missing') return false;
  const rest = parts.slice(literal).join('/');
  const matches = glob(`/${rest}`);
  return hasMatch(files, root, rest, matches) === false;
}

const ofAction =
  /(?:\$GITHUB_ACTION_PATH|\$\{GITHUB_ACTION_PATH\}|\$\{\{\s*github\.action_path\s*\}\})\/([\w./-]+\.(?:sh|bash|py|[cm]?js|ps1|rb|pl|php))\b/g;

/** The files beside an action that its scripts name and that are not there. */
export function lacksOfAction(
  { steps }: ActionFile,
  path: string,
  files: FileView,
): readonly Pick<Lack, 'text' | 'span'>[] {
  const found: Pick<Lack, 'text' | 'span'>[] = [];
  let before = '';
  for (const { run, uses } of steps) {
    if (!run) before += uses?.form.kind === 'local' ? uses.text : '';
    for (const match of run?.text.matchAll(ofAction) ?? []) {
      const [whole, text = ''] = match;
      const file = join(path, '..', text);
      const said = before + run?.text.slice(0, match.index);
      if (!run || isUsualOutput(text) || said.includes(basename(text)) || files.kind(file) !== 'missing') continue;
      if (isGitIgnored(files, file) === true) continue;
      const at = match.index + whole.length - text.length;
      found.push({ text, span: spanInScalar(run, at, at + text.length) });
    }
    before += run?.text ?? '';
  }
  return found;
}
