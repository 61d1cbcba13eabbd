import { Memo } from '../../../core/memo.js';
import { type CommandOptions, commandOptions, hasOption } from '../../../shell/options.js';
import type { ShellCommand, ShellWord } from '../../../shell/read.js';
import type { Dockerfile } from '../model/dockerfile.js';
import type { CommandUse, Script } from '../model/script.js';
import { maySet } from '../model/shell-reads.js';
import { variableAt } from '../model/variables.js';
import { expand } from '../syntax/expansion.js';

/** A program that installs packages, as far as rules tell them apart. */
export type Manager =
  | 'apt-get'
  | 'apt'
  | 'apk'
  | 'yum'
  | 'dnf'
  | 'microdnf'
  | 'zypper'
  | 'pip'
  | 'pipx'
  | 'npm'
  | 'gem'
  | 'go'
  | 'yarn'
  | 'pnpm'
  | 'bun';

/** A command of a package manager: its options, its verb, and the words after that. */
export interface PackageCommand {
  readonly manager: Manager;
  readonly use: CommandUse;
  readonly options: CommandOptions;
  /** The word that says what to do: `install`, `add`, `update`, … */
  readonly verb: ShellWord;
  readonly action: string;
  /** The words after the verb that are no options. */
  readonly words: readonly ShellWord[];
  /** Whether it only tells what it would do. */
  readonly dry: boolean;
}

/** Options, without dashes, that take the next word as their value. */
const valued: Readonly<Record<Manager, ReadonlySet<string>>> = {
  'apt-get': set('t target-release default-release o option c config-file a host-architecture'),
  apt: set('t target-release default-release o option c config-file a host-architecture'),
  apk: set('t virtual X repository p root keys-dir repositories-file arch cache-dir cache-max-age timeout wait'),
  yum: set('c config d debuglevel e errorlevel R randomwait x exclude enablerepo disablerepo releasever installroot'),
  dnf: set(
    'c config d debuglevel e errorlevel R randomwait x exclude enablerepo disablerepo releasever installroot setopt repo',
  ),
  microdnf: set('c config enablerepo disablerepo releasever installroot setopt'),
  zypper: set('R root C cache-dir r repo from t type p plus-repo'),
  pip: set(
    'r requirement c constraint e editable t target i index-url extra-index-url f find-links trusted-host proxy timeout retries ' +
      'progress-bar cache-dir log prefix root src platform python-version abi implementation no-binary only-binary config-settings ' +
      'global-option install-option upgrade-strategy root-user-action report python keyring-provider exists-action cert ' +
      'client-cert use-feature use-deprecated python-version group dependency-group',
  ),
  pipx: set('python suffix i index-url pip-args preinstall'),
  npm: set(
    'loglevel registry prefix cache tag omit include userconfig globalconfig C w workspace scope install-strategy location ' +
      'fetch-retries fetch-timeout maxsockets node-gyp noproxy user-agent umask editor git shell cafile nodedir',
  ),
  gem: set('v version i install-dir n bindir source s platform P trust-policy g file build-root'),
  go: set('p mod modfile ldflags gcflags asmflags tags C exec o toolexec overlay pkgdir installsuffix buildmode'),
  yarn: set('cwd cache-folder registry modules-folder network-timeout'),
  pnpm: set('C dir filter store-dir registry reporter'),
  bun: set('cwd registry backend cache-dir'),
};

function set(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

const managers: Readonly<Record<string, Manager>> = {
  'apt-get': 'apt-get',
  apt: 'apt',
  apk: 'apk',
  yum: 'yum',
  dnf: 'dnf',
  dnf5: 'dnf',
  microdnf: 'microdnf',
  zypper: 'zypper',
  pipx: 'pipx',
  npm: 'npm',
  gem: 'gem',
  go: 'go',
  yarn: 'yarn',
  pnpm: 'pnpm',
  bun: 'bun',
};

/** Short names of verbs, and the long ones that rules look for. */
const dnf = {
  in: 'install',
  localinstall: 'install',
  rei: 'reinstall',
  up: 'upgrade',
  upd: 'upgrade',
  'up-min': 'upgrade-minimal',
  'update-minimal': 'upgrade-minimal',
  grp: 'group',
};
const sameAs: Readonly<Partial<Record<Manager, Readonly<Record<string, string>>>>> = {
  dnf,
  microdnf: dnf,
  npm: { i: 'install', add: 'install', in: 'install', ins: 'install', isntall: 'install' },
};

/** Options that let a program tell what it would do, and do nothing. */
const dryRun: Readonly<Partial<Record<Manager, readonly string[]>>> = {
  'apt-get': ['s', 'simulate', 'dry-run', 'just-print', 'no-act', 'recon', 'print-uris'],
  apt: ['s', 'simulate', 'dry-run', 'just-print', 'no-act', 'recon', 'print-uris'],
  apk: ['s', 'simulate'],
  zypper: ['D', 'dry-run'],
  pip: ['dry-run'],
  npm: ['dry-run'],
};

const read = new WeakMap<ShellCommand, Omit<PackageCommand, 'use'> | null>();
const inScript = new Memo<Script, Map<ShellCommand, PackageCommand>>();

/** A command as one of a package manager; undefined for any other. `python -m pip` counts as pip. */
export function packageCommand(use: CommandUse): PackageCommand | undefined {
  let command = read.get(use.command);
  if (command === undefined) {
    command = readCommand(use.command);
    read.set(use.command, command);
  }
  if (!command) return undefined;
  const commands = inScript.get(use.script) ?? new Map<ShellCommand, PackageCommand>();
  inScript.set(use.script, commands);
  const found = commands.get(use.command) ?? { ...command, use };
  commands.set(use.command, found);
  return found;
}

function readCommand(command: ShellCommand): Omit<PackageCommand, 'use'> | null {
  const { name = '', args } = command;
  let own = command;
  let manager = managers[name] ?? (/^pip[\d.]*$/.test(name) ? 'pip' : undefined);
  if (/^python[\d.]*$/.test(name)) {
    const module = args.findIndex((arg, i) => arg.value === '-m' && /^pip[\d.]*$/.test(args[i + 1]?.value ?? ''));
    if (module === -1) return null;
    manager = 'pip';
    own = { ...command, args: args.slice(module + 2) };
  }
  if (!manager) return null;
  const options = commandOptions(own, valued[manager]);
  // Yarn without a verb installs.
  const bare = manager === 'yarn' && options.positionals.length === 0;
  if (bare && hasOption(options, 'v', 'version', 'h', 'help')) return null;
  const [verb, ...words] = bare ? [command.nameWord] : options.positionals;
  if (!verb) return null;
  const written = bare ? 'install' : (verb.value ?? verb.text);
  const dry = hasOption(options, ...(dryRun[manager] ?? []));
  return { manager, options, verb, action: sameAs[manager]?.[written] ?? written, words, dry };
}

const allOf = new Memo<Script, readonly PackageCommand[]>();

/** All package manager commands of a script, in order. */
export function packageCommandsOf(script: Script): readonly PackageCommand[] {
  let found = allOf.get(script);
  if (!found) {
    const { instruction, stage, span } = script;
    found = script.commands.flatMap((command) => packageCommand({ command, script, instruction, stage, span }) ?? []);
    allOf.set(script, found);
  }
  return found;
}

/** A word as the build will see it: with ARG, ENV and the assignments before it in the same script. */
export function resolved(document: Dockerfile, use: CommandUse, word: ShellWord): string | undefined {
  if (word.value !== undefined || use.script.form === 'exec') return word.value;
  if (/`|\$\(/.test(word.text)) return undefined;
  const { reading } = use.script;
  return expand(word.text, '\\', (name) => {
    const assigned = reading?.assignments.findLast((one) => one.name === name && one.pos < word.pos);
    if (assigned) {
      const { value } = assigned;
      return { set: true, value: value.type === 'Word' && !value.text.includes('$') ? value.value : undefined };
    }
    // So may a loop, `read`, `export` or a sourced file.
    if (reading && maySet(reading, name)) return { set: true, value: undefined };
    const variable = variableAt(document, use.instruction, name);
    // What nothing sets is empty for the shell.
    return variable ? { set: true, value: variable.value } : { set: false };
  }).value;
}

/** The packages of a word: none where it is not known, several where a variable holds them. */
export function packagesOf(document: Dockerfile, use: CommandUse, word: ShellWord): readonly string[] {
  // What is written out is one package, blanks in quotes included.
  if (word.value !== undefined) return [word.value];
  const text = resolved(document, use, word);
  return text === undefined ? [] : text.split(/\s+/).filter((part) => part !== '');
}

/** What a variable is set to for one command alone, by `NAME=value` in front of it or by `env`. */
export function ownVariable({ command, script }: CommandUse, name: string): string | undefined {
  const assignment = command.assignments.findLast((one) => one.name === name);
  if (assignment) return assignment.value.type === 'Word' ? assignment.value.value : '';
  const [wrapper] = command.wrappers;
  if (!wrapper || !script.reading) return undefined;
  const between = script.reading.text.slice(wrapper.word.end, command.nameWord.pos).split(/\s+/);
  return between.findLast((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
