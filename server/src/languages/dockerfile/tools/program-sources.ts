import { basename, join } from '../../../core/path.js';
import type { Program } from '../../../images/base-images.js';
import type { ShellCommand } from '../../../shell/read.js';
import type { CommandUse } from '../model/script.js';
import { brings, installedBy, isPackageManager, isPlainPackage } from './packages.js';

/**
 * How far something may have brought a program: surely not, hardly (a package or program that is not known to), or
 * possibly.
 */
export type Doubt = 'none' | 'weak' | 'strong';

export function worse(a: Doubt, b: Doubt): Doubt {
  return a === 'strong' || b === 'strong' ? 'strong' : a === 'weak' || b === 'weak' ? 'weak' : 'none';
}

/** Programs that often come with other packages, or in a directory of their own. */
export function isLanguage(program: Program): boolean {
  return /^(?:gcc|g\+\+|java|make|node|npm|perl|php|pip|python3?|ruby)$/.test(program);
}

/** Directories that programs are looked for in. */
export const binaries: ReadonlySet<string> = words('/bin /sbin /usr/bin /usr/sbin /usr/local/bin /usr/local/sbin');
/** Directories that hold, at some depth, those that programs are looked for in. */
const above = words('/ /usr /usr/local');

export function isSystem(path: string): boolean {
  const clean = join('/', path);
  return binaries.has(clean) || above.has(clean);
}

/** Commands that bring no program, whatever their arguments. */
const harmless = words(`
  [ [[ : addgroup adduser awk basename cat cd chgrp chmod chown chpasswd cut date delgroup deluser df diff dirname
  du echo egrep env exit export expr false file getent grep groupadd groupdel groupmod head hostname id
  install-info ldconfig ldd locale-gen ls md5sum mkdir mktemp passwd printf pwd read readlink realpath rm rmdir
  sed seq set setcap sha1sum sha256sum sha512sum shift shopt sleep sort stat strip sync tail tee test touch tr
  trap true truncate type ulimit umask uname uniq unset update-ca-certificates useradd userdel usermod wc which
  whoami yes a2enmod a2dismod a2ensite a2dissite openssl gpg gpgv command hash local return break continue wait
  apt-mark apt-cache debconf-set-selections dpkg-reconfigure jq
`);

/** Tools of languages, which install into directories of their own, and no system programs. */
const languageTools = words(`
  pip pip3 npm yarn pnpm corepack bun gem bundle bundler composer cargo go gcc dotnet mvn mvnw gradle gradlew uv
  poetry pipenv rustup javac jar tsc pecl cc docker-php-ext-install docker-php-ext-enable docker-php-ext-configure
  git g++ virtualenv pipx
`);

/** Programs that run code which is not in sight. */
const interpreters = words(`
  python python3 node ruby php java perl deno rake rails artisan flask django-admin
`);

/** Commands that put files where their arguments say. */
const movers = words(`
  cp curl dd install ln mv rsync tar unzip wget gunzip unxz bunzip2 zcat gzip
`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const shells = /^(?:sh|bash|ash|dash|zsh|ksh)$/;

/** Whether a command changes nothing about which programs there are. */
export function bringsNothing(name: string): boolean {
  return harmless.has(name);
}

/** Whether a command surely uses no lists of system packages. */
export function usesNoLists(name: string): boolean {
  return harmless.has(name) || movers.has(name) || languageTools.has(name) || name === 'dpkg' || name === 'rpm';
}

/** Whether a command may have brought a program. `workdir` is where it runs. */
export function commandDoubt(program: Program, use: CommandUse, workdir: () => string | undefined): Doubt {
  const { command } = use;
  const all = use.script.commands;
  const { name, args } = command;
  if (name === undefined) return 'strong';
  // Whatever writes, links or copies to that very name may make the program.
  if (args.some((word) => basename(word.value ?? word.text) === program && /[/]/.test(word.value ?? word.text))) {
    return 'strong';
  }
  if (
    command.redirects.some((redirect) => 'target' in redirect && basename(redirect.target?.value ?? '') === program)
  ) {
    return 'strong';
  }
  if (isPackageManager(name)) return installDoubt(program, use);
  if (name === 'cd') return args.some((word) => word.value === undefined || isSystem(word.value)) ? 'weak' : 'none';
  if (harmless.has(name)) return 'none';
  if (movers.has(name)) {
    if (
      args.some((word) =>
        word.value !== undefined ? isSystem(word.value.replace(/^-[CPdt]/, '')) : /bin\b/.test(word.text),
      )
    ) {
      return 'strong';
    }
    if (!unpacks(command)) return 'none';
    const at = workdir();
    return at === undefined || isSystem(at) ? 'strong' : 'none';
  }
  if (shells.test(name)) {
    const inner = all.some((other) => other.wrappers.some(({ word }) => word === command.nameWord));
    return inner ? 'none' : 'strong';
  }
  if (languageTools.has(name)) return isLanguage(program) ? 'strong' : 'none';
  if (interpreters.has(name)) return isLanguage(program) ? 'strong' : isModuleTool(command) ? 'none' : 'weak';
  return 'strong';
}

/** `python -m pip` and `python -m venv` are known, other modules are not. */
function isModuleTool({ args }: ShellCommand): boolean {
  return args[0]?.value === '-m' && /^(?:pip|venv|compileall|ensurepip)$/.test(args[1]?.value ?? '');
}

/** Whether an archive is unpacked into the working directory. */
function unpacks({ name, args }: ShellCommand): boolean {
  if (name !== 'tar' && name !== 'unzip') return false;
  return !args.some((word) => /^-?[a-zA-Z]*C$|^-C|^--directory|^-d/.test(word.value ?? ''));
}

function installDoubt(program: Program, use: CommandUse): Doubt {
  const installed = installedBy(use);
  if (!installed) return 'none';
  if (installed.open || installed.packages.some((word) => word.value === undefined || brings(word.value, program))) {
    return 'strong';
  }
  if (installed.packages.every((word) => isPlainPackage(word.value ?? ''))) return 'none';
  // Bash comes with many packages of Alpine, languages with many of every distribution.
  return isLanguage(program) || program === 'bash' ? 'strong' : 'weak';
}
