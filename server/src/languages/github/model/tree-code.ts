import { type PlainCommand, plainCommands } from './commands.js';
import { textIn } from './nodes.js';
import { scriptOf } from './script.js';
import { isAction } from './uses.js';
import { isOn, withOf } from './with.js';
import type { Job, Step, Workflow } from './workflow.js';

// What runs code of the checked-out tree: its scripts, its build, what its packages run when they are installed.

const buildActions = [
  'bahmutov/npm-install',
  'borales/actions-yarn',
  'bridgecrewio/checkov-action',
  'cypress-io/github-action',
  'docker/build-push-action',
  'docker/bake-action',
  'gradle/gradle-build-action',
  'oxsecurity/megalinter',
  'pre-commit/action',
  'pypa/cibuildwheel',
  'reactivecircus/android-emulator-runner',
];

/** Programs that run code of the folder that they stand in, whatever they are asked for. */
const builders: ReadonlySet<string> = new Set(
  (
    'make gmake cmake ninja meson bazel bazelisk buck ant mvn mvnw gradle gradlew sbt msbuild xcodebuild rake bundle tox nox ' +
    'hatch pdm invoke pytest py.test jest vitest mocha cypress playwright eslint tsc webpack vite rollup gulp grunt lerna nx ' +
    'turbo just task mage earthly skaffold pre-commit mkdocs sphinx-build jekyll hugo vale gomplate phpunit composer ' +
    'phpstan mix cabal stack swift dune flutter dart melos molecule ansible-playbook checkov setup.py'
  ).split(' '),
);

/** Programs that do so for some of their commands. */
const commands: Readonly<Record<string, RegExp>> = {
  npm: /^(?:i|install|ci|run|run-script|test|t|start|exec|x|rebuild|pack|publish|build)$/,
  pnpm: /^(?:i|install|add|run|test|start|exec|dlx|rebuild|build|pack|publish)$/,
  bun: /^(?:i|install|run|test|x|build)$/,
  deno: /^(?:run|task|test|install)$/,
  pip: /^(?:install|wheel)$/,
  pip3: /^(?:install|wheel)$/,
  pipenv: /^(?:install|run|sync)$/,
  poetry: /^(?:install|run|build)$/,
  uv: /^(?:sync|run|build|pip)$/,
  cargo: /^(?:b|build|c|check|clippy|t|test|r|run|bench|install|doc|publish)$/,
  go: /^(?:generate|run|test)$/,
  dotnet: /^(?:build|restore|test|run|publish|pack)$/,
  docker: /^(?:build|buildx|compose|bake)$/,
  podman: /^(?:build|compose)$/,
  terraform: /^(?:init|plan|apply)$/,
  tofu: /^(?:init|plan|apply)$/,
  helm: /^(?:install|upgrade)$/,
  yarn: /^(?!(?:--version|-v|config|cache|info)$)/,
};

const interpreters: ReadonlySet<string> = new Set([
  'bash',
  'sh',
  'zsh',
  'python',
  'python3',
  'node',
  'ruby',
  'perl',
  'php',
  'pwsh',
  'ts-node',
  'tsx',
  'source',
  '.',
]);

/**
 * Whether a step runs code of the tree.
 * @param folder where the tree is; undefined for the workspace itself.
 */
export function runsTreeCode(step: Step, folder: string | undefined, job: Job, workflow: Workflow): boolean {
  const { uses } = step;
  if (uses) {
    if (uses.form.kind === 'local') return folder === undefined || uses.form.path.startsWith(clean(folder));
    if (folder !== undefined) return false;
    if (isAction(uses, 'ruby/setup-ruby')) return isOn(withOf(step) ?? new Map(), 'bundler-cache') === true;
    return isAction(uses, ...buildActions);
  }
  const script = scriptOf(step, { job, workflow });
  if (!script) return false;
  if (folder !== undefined && !standsIn(step, script.text, clean(folder), job, workflow)) return false;
  return plainCommands(script).some((command) => runs(command, script.text));
}

function clean(folder: string): string {
  return folder.replace(/^\.\//, '').replace(/\/+$/, '');
}

function standsIn(step: Step, text: string, folder: string, job: Job, workflow: Workflow): boolean {
  const at =
    textIn(step.map, 'working-directory') ??
    textIn(job.map, 'defaults', 'run', 'working-directory') ??
    textIn(workflow.root, 'defaults', 'run', 'working-directory');
  return (at !== undefined && clean(at).startsWith(folder)) || text.includes(folder);
}

function runs({ name, args, pos }: PlainCommand, text: string): boolean {
  const program = name.toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '');
  if (builders.has(program) || program === 'npx' || program === 'bunx') return true;
  const [first] = args.map((arg) => arg.text).filter((word) => !word.startsWith('-'));
  const known = Object.hasOwn(commands, program) ? commands[program] : undefined;
  // Without a command, yarn installs.
  if (known) return known.test(first ?? (program === 'yarn' ? 'install' : ''));
  if (!interpreters.has(program)) return isOfTree(/^\S*/.exec(text.slice(pos, pos + 500))?.[0] ?? '');
  if (args.some((arg) => arg.text === '-c' || arg.text === '-e')) return false;
  return first === undefined ? args.some((arg) => arg.text === '-m') : isOfTree(`./${first}`) && !/^[/~$]/.test(first);
}

/** Whether a program is a file of the tree: `./build.sh`, `scripts/build`. */
function isOfTree(word: string): boolean {
  return /^(?:\.{1,2}\/|[\w.-]+\/)/.test(word);
}
