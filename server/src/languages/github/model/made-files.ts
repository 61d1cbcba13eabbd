import { isGitIgnored } from '../../../context/git-ignore.js';
import { isUsualOutput } from '../../../context/outputs.js';
import { basename, join } from '../../../core/path.js';
import { type PlainCommand, plainCommands, unixCommands } from './commands.js';
import { localAction } from './interface.js';
import { scriptOfStep } from './placed-commands.js';
import type { Script } from './script.js';
import { isAction, type Uses } from './uses.js';
import { inputText, withOf } from './with.js';
import type { Step } from './workflow.js';
import { inRepository, type StepPlace } from './workspace.js';

// Whether a file that the repository does not have may be there all the same, since something made it before.

/** Actions that put no files of their own into the workspace, by their slug. */
const quiet =
  /^(?:actions\/(?:setup-[\w-]+|upload-[\w-]+|configure-pages|github-script|labeler|stale|attest[\w-]*)|docker\/(?:login|metadata|setup-[\w-]+|build-push)-action|[\w-]+\/setup-[\w-]+|[\w-]+\/[\w-]*login|azure\/(?:login|setup-\w+)|google-github-actions\/(?:auth|setup-gcloud)|aws-actions\/(?:configure-aws-credentials|amazon-ecr-login)|step-security\/harden-runner|swatinem\/rust-cache|dtolnay\/rust-toolchain|actions-rs\/toolchain|pnpm\/action-setup|gradle\/actions\/[\w-]+|gradle\/wrapper-validation-action|ruby\/setup-ruby|codecov\/codecov-action|golangci\/golangci-lint-action|dorny\/paths-filter|tj-actions\/changed-files|ludeeus\/action-shellcheck|hadolint\/hadolint-action|jdx\/mise-action|arduino\/setup-\w+|browser-actions\/[\w-]+|crazy-max\/ghaction-[\w-]+|mxschmitt\/action-tmate|jlumbroso\/free-disk-space)$/;

/** Actions that look at files, and put nothing there but reports, whose names they are given. */
const reporters =
  /^(?:github\/codeql-action\/[\w-]+|[\w.-]+\/[\w.-]*(?:lint|scan|trivy|zizmor|scorecard|review|audit)[\w.-]*)$/;

/** Whether an action leaves the files of the workspace as they are, but for reports. */
export function leavesFilesAlone({ form }: Uses): boolean {
  return form.kind === 'repository' && (quiet.test(form.slug) || reporters.test(form.slug));
}

/** Programs that make no files but those of their own kind, with the commands that is true of. */
const harmless: Readonly<Record<string, RegExp>> = {
  npm: /^(?:ci|i|install|config|version|--version|-v|audit|set)?$/,
  pnpm: /^(?:i|install|config|store|--version|-v)?$/,
  yarn: /^(?:install|config|cache|--version|-v|--\S+)?$/,
  bun: /^(?:i|install|--version)?$/,
  corepack: /^/,
  pip: /^/,
  pip3: /^/,
  pipx: /^install$/,
  poetry: /^(?:install|config|--version|check)$/,
  uv: /^(?:sync|pip|venv|python|tool|--version)$/,
  pipenv: /^(?:install|sync|--version)$/,
  go: /^(?:version|env|mod|vet|test|get|install)$/,
  cargo: /^(?:check|clippy|fmt|test|install|fetch|--version)$/,
  rustup: /^/,
  gem: /^(?:install|update)$/,
  bundle: /^(?:install|config|check)$/,
  composer: /^(?:install|validate|config)$/,
  dotnet: /^(?:restore|--info|--version|tool|nuget)$/,
  docker: /^(?:login|logout|info|version|pull|buildx|build|tag|push|system|image|images|ps)$/,
  git: /^(?:config|status|log|diff|tag|rev-parse|describe|fetch|remote|show|ls-files|push|--version)$/,
  npx: /^(?:playwright|eslint|tsc|prettier)$/,
  helm: /^(?:version|repo|lint|dependency)$/,
  kubectl: /^/,
  python: /^(?:--version|-V)$/,
  python3: /^(?:--version|-V)$/,
  node: /^(?:--version|-v)$/,
  java: /^(?:--version|-version)$/,
};

const plain: ReadonlySet<string> = new Set(
  (
    'cd pushd popd echo printf export set unset chmod chown ls cat pwd env which type test [ [[ true false exit sleep mkdir ' +
    'apt-get apt apk yum dnf brew choco date uname whoami id df du free ulimit sysctl read local declare source wait kill ' +
    'grep egrep head tail wc sort uniq cut tr jq yq awk rm dirname basename nproc Write-Host Write-Output Get-ChildItem trap shift : ' +
    'eslint tsc prettier ruff black mypy flake8 pytest gofmt golangci-lint shellcheck hadolint actionlint terraform'
  ).split(' '),
);

function isHarmless({ name, args }: PlainCommand): boolean {
  if (plain.has(name)) return true;
  if (name === 'sed') return !args.some(({ text }) => /^(?:-\w*i|--in-place)/.test(text));
  const known = Object.hasOwn(harmless, name) ? harmless[name] : undefined;
  if (!known) return false;
  const [first = ''] = args.map(({ text }) => text);
  if (name.startsWith('python') && first === '-m') return args[1]?.text === 'pip' || args[1]?.text === 'venv';
  return known.test(first);
}

/** Whether the commands of a script, up to an offset, make no files that others would look for, and run nothing of the project. */
export function isAllHarmless(script: Script, until: number = Infinity): boolean {
  // The name of a program may be one that only the run can tell.
  if (unixCommands(script).some(({ name, pos }) => name === undefined && pos < until)) return false;
  return plainCommands(script).every((command) => command.pos >= until || isHarmless(command));
}

/** A redirection into what only the run can tell. */
const unknownTarget = />{1,2}\s*"?\$(?!\{?(?:GITHUB_(?:ENV|OUTPUT|PATH|STEP_SUMMARY|STATE))\b)/;

/** Of longer jobs, nothing is told: each path would be looked for in all steps. */
const mostSteps = 300;

/** Folders that tools make without being told their name. */
const environments = /(?:^|\/)(?:\.?v?env|\.tox|\.nox|\.cache|result|_build|\.build|bazel-[\w-]+)(?:\/|$)/;

/**
 * Whether something before may have made what is at a path of the workspace.
 * @param until of the step's own script, commands before this offset count as well.
 */
export function mayBeMade(path: string, place: StepPlace, until = 0): boolean {
  const { workspace } = place;
  if (path === '' || isUsualOutput(path) || environments.test(path)) return true;
  if (place.job.steps.length > mostSteps) return true;
  const inside = inRepository(workspace, path);
  if (inside === undefined && !workspace.empty) return true;
  if (inside !== undefined && (isGitIgnored(place.files, inside) === true || isOfSubmodule(inside, place))) return true;
  const below = inside === undefined ? path : inside.slice(workspace.root === '' ? 0 : workspace.root.length + 1);
  const [top = path] = below.split('/');
  const words = [basename(path), ...(place.files.kind(join(workspace.root, top)) === 'missing' ? [top] : [])];
  for (const before of place.job.steps) {
    if (before === place.step) break;
    if (makesFiles(before, words, place, new Set())) return true;
  }
  return scriptMakes(place.step, words, place, until);
}

function makesFiles(step: Step, words: readonly string[], place: StepPlace, seen: Set<string>): boolean {
  const { uses } = step;
  if (step.run) return scriptMakes(step, words, place, Infinity);
  if (!uses) return false;
  if (uses.form.kind === 'local') {
    const action = localAction(uses, place.path, place.files);
    if (action?.value.kind !== 'composite') return true;
    if (seen.has(action.path)) return false;
    seen.add(action.path);
    return action.value.steps.some((one) => makesFiles(one, words, place, seen));
  }
  if (isAction(uses, 'actions/checkout')) return false;
  if (isAction(uses, 'actions/cache', 'actions/cache/restore')) {
    const paths = inputText(withOf(step) ?? new Map(), 'path') ?? '${{';
    return paths.includes('${{') || words.some((word) => mentions(paths, word));
  }
  if (!leavesFilesAlone(uses)) return true;
  if (uses.form.kind !== 'repository' || quiet.test(uses.form.slug)) return false;
  const inputs = withOf(step);
  return (
    !inputs || [...inputs.keys()].some((name) => words.some((word) => mentions(inputText(inputs, name) ?? '', word)))
  );
}

function scriptMakes(step: Step, words: readonly string[], place: StepPlace, until: number): boolean {
  const script = until === 0 ? undefined : scriptOfStep(step, place);
  if (!script) return false;
  if (script.shell.name === 'cmd' || script.shell.name === 'python') return true;
  const before = script.text.slice(0, until);
  if (words.some((word) => mentions(before, word)) || unknownTarget.test(before)) return true;
  return !isAllHarmless(script, until);
}

function isOfSubmodule(path: string, { files, workspace: { root } }: StepPlace): boolean {
  const text = files.read(join(root, '.gitmodules'));
  if (text === undefined) return true;
  const folders = [...(text ?? '').matchAll(/^\s*path\s*=\s*(\S+)/gm)].map(([, folder = '']) => join(root, folder));
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** Whether a text has a name that is not a part of a longer one. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (
      !/[\w.-]/.test(text[at - 1] ?? '') &&
      !/[\w-]|\.\w/.test(text.slice(at + name.length, at + name.length + 2).replace(/^[^\w.-].*$/s, ''))
    )
      return true;
  return false;
}

/** Why a path of the workspace is surely not there; undefined where it is, or may be. */
export type Absence = 'missing' | 'no-checkout' | undefined;

/** @param until of the step's own script, commands before this offset count as well. */
export function absenceOf(path: string | undefined, place: StepPlace, until = 0): Absence {
  const { workspace, files } = place;
  if (path === undefined || path === '') return undefined;
  if (workspace.empty) return mayBeMade(path, place, until) ? undefined : 'no-checkout';
  const inside = inRepository(workspace, path);
  if (inside === undefined || files.kind(inside) !== 'missing') return undefined;
  return mayBeMade(path, place, until) ? undefined : 'missing';
}
