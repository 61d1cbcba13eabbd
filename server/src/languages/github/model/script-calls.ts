import type { FileView } from '../../../core/files.js';
import { join } from '../../../core/path.js';
import type { Span } from '../../../core/text.js';
import { commandOptions } from '../../../shell/options.js';
import type { ShellWord } from '../../../shell/read.js';
import { type PlacedCommand, plainText, spanOfWord } from './placed-commands.js';
import { justRecipes, makeTargets, packageScripts, type ScriptNames, taskNames } from './project-scripts.js';
import { inRepository, pathIn, type StepPlace } from './workspace.js';

/** A script of the project that a command runs by its name, and what there is. */
export interface ScriptCall {
  readonly name: string;
  readonly span: Span;
  readonly known: ScriptNames;
  readonly noun: 'script' | 'target' | 'task' | 'recipe';
}

interface Options {
  /** Options that take a value, besides those that lead into a folder. */
  readonly valued: readonly string[];
  readonly folder: readonly string[];
}

const packageOptions: Options = { valued: ['loglevel', 'script-shell'], folder: ['prefix', 'C', 'dir', 'cwd'] };
/** With these, other packages or no errors are meant. */
const elsewhere =
  /^(?:w|ws|workspace|workspaces|if-present|filter|F|r|recursive|g|global|include-workspace-root|top-level|T)/;

/** The scripts that a command runs; none where it is not known which, or what there is. */
export function scriptCalls(placed: PlacedCommand, place: StepPlace): readonly ScriptCall[] {
  switch (placed.command.name) {
    case 'npm':
    case 'pnpm':
    case 'yarn':
      return packageCalls(placed, place);
    case 'make':
      return named(
        placed,
        place,
        { valued: ['j', 'l', 'o', 'W', 'I', 'f', 'file'], folder: ['C', 'directory'] },
        'target',
      );
    case 'task':
      return named(
        placed,
        place,
        { valued: ['t', 'taskfile', 'o', 'output', 'c', 'concurrency', 'I', 'interval'], folder: ['d', 'dir'] },
        'task',
      );
    case 'just':
      return named(
        placed,
        place,
        { valued: ['f', 'justfile', 'set', 'shell'], folder: ['d', 'working-directory'] },
        'recipe',
      );
    default:
      return [];
  }
}

/** The folder among our files that a command works in, after the option that leads there; undefined where it is not known. */
function folderOf(
  { script, folder }: PlacedCommand,
  given: ReturnType<typeof commandOptions>,
  leading: readonly string[],
  { workspace }: StepPlace,
): string | undefined {
  let at = folder;
  for (const { name, valueWord, value } of given.options) {
    if (!leading.includes(name)) continue;
    const text = valueWord && plainText(valueWord, script) !== undefined ? value : undefined;
    at = at === undefined || text === undefined ? undefined : pathIn(at, text);
  }
  return at === undefined ? undefined : inRepository(workspace, at);
}

function packageCalls(placed: PlacedCommand, place: StepPlace): readonly ScriptCall[] {
  const { command, script } = placed;
  // What stands behind `--` is the script's.
  const end = command.args.findIndex(({ text }) => text === '--');
  const args = end === -1 ? command.args : command.args.slice(0, end);
  const given = commandOptions({ ...command, args }, new Set([...packageOptions.valued, ...packageOptions.folder]));
  if (given.options.some(({ name }) => elsewhere.test(name))) return [];
  const [verb, word] = given.positionals;
  const called = plainText(verb, script);
  const isRun = called === 'run' || called === 'run-script';
  const at = isRun
    ? word
    : command.name !== 'yarn' && /^(?:test|t|start|stop|restart)$/.test(called ?? '')
      ? verb
      : undefined;
  const written = plainText(at, script);
  if (!at || written === undefined || !/^[\w:.-]+$/.test(written)) return [];
  // Yarn runs programs of packages in the same way, whose names have no colon.
  if (command.name === 'yarn' && !written.includes(':')) return [];
  const folder = folderOf(placed, given, packageOptions.folder, place);
  const known = folder === undefined ? undefined : packageScripts(folder, place.workspace.root, place.files);
  const name = !isRun && written === 't' ? 'test' : written;
  if (!known || (!isRun && name !== 'test' && !(name === 'stop' || name === 'restart'))) return [];
  if (name === 'restart') return [];
  return [{ name, span: spanOfWord(at, script), known, noun: 'script' }];
}

const readers: Readonly<
  Record<'target' | 'task' | 'recipe', (folder: string, files: FileView) => ScriptNames | undefined>
> = {
  target: makeTargets,
  task: taskNames,
  recipe: justRecipes,
};

function named(
  placed: PlacedCommand,
  place: StepPlace,
  options: Options,
  noun: 'target' | 'task' | 'recipe',
): readonly ScriptCall[] {
  const { command, script } = placed;
  const end = command.args.findIndex(({ text }) => text === '--');
  const args = end === -1 ? command.args : command.args.slice(0, end);
  const given = commandOptions({ ...command, args }, new Set([...options.valued, ...options.folder]));
  // Another file is read, or nothing is run.
  if (
    given.options.some(({ name }) =>
      /^(?:f|file|t|taskfile|justfile|g|global|l|list|list-all|v|version|init|i)$/.test(name),
    )
  )
    return [];
  const folder = folderOf(placed, given, options.folder, place);
  const known = folder === undefined ? undefined : readers[noun](folder, place.files);
  if (!known || folder === undefined) return [];
  // Behind the first recipe, its own arguments may stand.
  const words = noun === 'target' ? given.positionals : given.positionals.slice(0, 1);
  return words.flatMap((word: ShellWord): readonly ScriptCall[] => {
    const name = plainText(word, script);
    if (name === undefined || !/^[A-Za-z][\w:-]*$/.test(name) || (noun !== 'task' && name.includes(':'))) return [];
    if (noun === 'target' && (mayBeFile(name, folder, place.files) || fitsPattern(name, known))) return [];
    return [{ name, span: spanOfWord(word, script), known, noun }];
  });
}

/** Whether a target is a file, or one that a rule of make's own can build. */
function mayBeFile(name: string, folder: string, files: FileView): boolean {
  return ['', '.c', '.cc', '.cpp', '.sh', '.s', '.f', '.p'].some(
    (ending) => files.kind(join(folder, name + ending)) !== 'missing',
  );
}

function fitsPattern(name: string, { names }: ScriptNames): boolean {
  return [...names].some((one) => {
    const at = one.indexOf('%');
    return at !== -1 && name.startsWith(one.slice(0, at)) && name.endsWith(one.slice(at + 1));
  });
}
