import type { PackageManager, Program } from '../../../images/base-images.js';
import type { ShellWord } from '../../../shell/read.js';
import type { CommandUse } from '../model/script.js';
import { packageCommand } from './package-commands.js';

// Which system packages a command installs, and which programs they bring.

/** What a command of a package manager adds to the system. */
export interface Installed {
  readonly packages: readonly ShellWord[];
  /** Whether there may be more than is written: lists from files, local packages, groups. */
  readonly open: boolean;
}

/** By program: the words that make it install what follows. */
const installs: Readonly<Record<string, readonly string[]>> = {
  'apt-get': ['install'],
  apt: ['install'],
  apk: ['add'],
  yum: ['install', 'reinstall', 'localinstall', 'groupinstall'],
  dnf: ['install', 'reinstall', 'localinstall', 'groupinstall', 'group', 'module'],
  dnf5: ['install', 'reinstall', 'group'],
  microdnf: ['install', 'reinstall', 'module'],
  zypper: ['install', 'in'],
};

/** Package managers of which no more is read than that they may install something. */
const others = /^(?:aptitude|tdnf|pacman|dpkg|rpm|yay|emerge|opkg|brew|conda|mamba|micromamba|snap|nix-env)$/;

export function isPackageManager(name: string): boolean {
  return Object.hasOwn(installs, name) || others.test(name);
}

/** What a command installs; undefined for one that installs nothing. */
export function installedBy(use: CommandUse): Installed | undefined {
  const { name = '', args } = use.command;
  if (others.test(name)) {
    const adds = args.some((word) =>
      /^(?:install|add|-i.*|--install|-[A-Z]*U.*|--upgrade|-S.*)$/.test(word.value ?? ''),
    );
    return adds ? { packages: [], open: true } : undefined;
  }
  const read = Object.hasOwn(installs, name) ? packageCommand(use) : undefined;
  const written = read?.verb.value ?? '';
  if (!read || !installs[name]?.includes(written)) return undefined;
  const open = /^(?:local|group|module)/.test(written) || read.words.length === 0;
  return { packages: read.words, open: open || read.words.some(isOpen) };
}

function isOpen(word: ShellWord): boolean {
  return (
    word.value === undefined || /^[@.]?[^=]*\/|\.(?:deb|rpm|apk)$|^@|[*?]/.test(word.value.replace(/\/[\w.-]+$/, ''))
  );
}

/** A package's name without version, architecture and release. */
export function packageName(word: string): string {
  return word.replace(/[=<>~@/].*$/, '').replace(/:(?:amd64|arm64|i386|armhf|native|any)$/, '');
}

/** Packages that bring a program which is not named like them, over all distributions. */
const bringers: Readonly<Partial<Record<Program, RegExp>>> = {
  bash: /^bash/,
  busybox: /^busybox/,
  bzip2: /^(?:bzip2|build-essential|dpkg-dev|rpm-build)/,
  curl: /^curl/,
  'g++': /^(?:g\+\+|gcc-c\+\+|build-essential|build-base)/,
  gcc: /^(?:gcc|g\+\+|build-essential|build-base|clang)/,
  git: /^git/,
  gpg: /^(?:gnupg|gpg)/,
  java: /^(?:openjdk|default-j|java|temurin|zulu|msopenjdk)/,
  make: /^(?:make|build-essential|build-base|cmake)/,
  nc: /^(?:netcat|nc|nmap|busybox|libressl)/,
  node: /^(?:nodejs|node|npm|yarn)/,
  npm: /^(?:npm|nodejs)/,
  openssl: /^(?:openssl|ca-certificates|libressl)/,
  perl: /^(?:perl|git|automake|autoconf)/,
  php: /^php/,
  pip: /^(?:python3?-pip|py3-pip|pip)/,
  ps: /^(?:procps|busybox)/,
  python: /^(?:python|pypy)/,
  python3: /^(?:python|py3-|pypy)/,
  ruby: /^ruby/,
  ssh: /^(?:openssh|ssh|git)/,
  sudo: /^sudo/,
  tar: /^(?:tar|build-essential|dpkg-dev)/,
  unzip: /^(?:unzip|busybox)/,
  useradd: /^(?:passwd|shadow)/,
  wget: /^(?:wget|busybox)/,
  xz: /^(?:xz|build-essential|dpkg-dev)/,
};

/** Whether a package is, or clearly brings, a program. */
export function brings(pack: string, program: Program): boolean {
  return packageName(pack) === program || bringers[program]?.test(packageName(pack)) === true;
}

/** Packages that need little else, so that none of the programs above comes with them unsaid. */
const plain =
  /^(?:lib[\w.+-]+|gcc|g\+\+|make|build-essential|build-base|musl-dev|linux-headers|ca-certificates|tzdata|tini|dumb-init|locales|gettext(?:-base)?|procps|iproute2|iputils-ping|dnsutils|net-tools|less|vim-tiny|nano|zip|unzip|jq|curl|wget|tar|gzip|xz-utils|bzip2|gosu|su-exec|postgresql-client|zlib1g(?:-dev)?|zlib-dev|openssl(?:-dev)?|[\w.+-]+-dev)$/;

export function isPlainPackage(pack: string): boolean {
  return plain.test(packageName(pack));
}

const named: Readonly<Partial<Record<Program, Partial<Record<'apt' | 'apk' | 'rpm', string>>>>> = {
  bash: { apt: 'bash', apk: 'bash', rpm: 'bash' },
  bzip2: { apt: 'bzip2', apk: 'bzip2', rpm: 'bzip2' },
  curl: { apt: 'curl', apk: 'curl', rpm: 'curl' },
  'g++': { apt: 'g++', apk: 'g++', rpm: 'gcc-c++' },
  gcc: { apt: 'gcc libc6-dev', apk: 'gcc musl-dev', rpm: 'gcc' },
  git: { apt: 'git', apk: 'git', rpm: 'git' },
  gpg: { apt: 'gnupg', apk: 'gnupg', rpm: 'gnupg2' },
  jq: { apt: 'jq', apk: 'jq', rpm: 'jq' },
  make: { apt: 'make', apk: 'make', rpm: 'make' },
  nc: { apt: 'netcat-openbsd', apk: 'netcat-openbsd', rpm: 'nmap-ncat' },
  openssl: { apt: 'openssl', apk: 'openssl', rpm: 'openssl' },
  perl: { apt: 'perl', apk: 'perl', rpm: 'perl' },
  ps: { apt: 'procps', apk: 'procps', rpm: 'procps-ng' },
  python3: { apt: 'python3', apk: 'python3', rpm: 'python3' },
  ssh: { apt: 'openssh-client', apk: 'openssh-client', rpm: 'openssh-clients' },
  tar: { apt: 'tar', apk: 'tar', rpm: 'tar' },
  unzip: { apt: 'unzip', apk: 'unzip', rpm: 'unzip' },
  useradd: { apt: 'passwd', apk: 'shadow', rpm: 'shadow-utils' },
  wget: { apt: 'wget', apk: 'wget', rpm: 'wget' },
  xz: { apt: 'xz-utils', apk: 'xz', rpm: 'xz' },
};

/** The package of a distribution that brings a program; undefined where there is a choice to make. */
export function packageFor(program: Program, manager: PackageManager): string | undefined {
  const family = manager === 'apt' || manager === 'apk' ? manager : manager === 'pacman' ? undefined : 'rpm';
  return family && named[program]?.[family];
}

/** A RUN's command that installs a package and leaves nothing of the package manager behind. */
export function installCommand(manager: PackageManager, packages: string): string | undefined {
  switch (manager) {
    case 'apt':
      return `apt-get update && apt-get install -y --no-install-recommends ${packages} && rm -rf /var/lib/apt/lists/*`;
    case 'apk':
      return `apk add --no-cache ${packages}`;
    case 'dnf':
    case 'microdnf':
    case 'yum':
    case 'tdnf':
      return `${manager} install -y ${packages} && ${manager} clean all`;
    case 'zypper':
      return `zypper --non-interactive install ${packages} && zypper clean --all`;
    default:
      return undefined;
  }
}
