// What package managers are called with, for completion. Flags come with the subcommand that takes them.

export interface Tool {
  readonly name: string;
  readonly detail: string;
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** The whole of a good call. */
  readonly recipe?: string;
  /** Cache folders to mount, and whether only one build may use them at a time. */
  readonly caches: readonly string[];
  readonly locked?: boolean;
}

export const tools: readonly Tool[] = [
  {
    name: 'apt-get',
    detail: 'packages of Debian and Ubuntu',
    commands: {
      install: ['-y', '--no-install-recommends', '--no-install-suggests', '-qq'],
      update: ['-qq'],
      upgrade: ['-y'],
      remove: ['-y'],
      purge: ['-y', '--auto-remove'],
      autoremove: ['-y'],
      clean: [],
    },
    recipe: 'apt-get update && apt-get install -y --no-install-recommends ${1:package} && rm -rf /var/lib/apt/lists/*',
    caches: ['/var/cache/apt', '/var/lib/apt'],
    locked: true,
  },
  {
    name: 'apk',
    detail: 'packages of Alpine',
    commands: {
      add: ['--no-cache', '--virtual', '--repository', '--update-cache'],
      del: ['--no-network'],
      update: [],
      upgrade: ['--no-cache'],
    },
    recipe: 'apk add --no-cache ${1:package}',
    caches: ['/var/cache/apk'],
    locked: true,
  },
  {
    name: 'dnf',
    detail: 'packages of Fedora and Red Hat',
    commands: {
      install: ['-y', '--setopt=install_weak_deps=False', '--nodocs'],
      upgrade: ['-y'],
      remove: ['-y'],
      clean: ['all'],
    },
    recipe: 'dnf install -y --setopt=install_weak_deps=False --nodocs ${1:package} && dnf clean all',
    caches: ['/var/cache/dnf'],
    locked: true,
  },
  {
    name: 'microdnf',
    detail: 'packages of Red Hat, small images',
    commands: {
      install: ['-y', '--setopt=install_weak_deps=0', '--nodocs'],
      upgrade: ['-y'],
      remove: ['-y'],
      clean: ['all'],
    },
    recipe: 'microdnf install -y --nodocs ${1:package} && microdnf clean all',
    caches: ['/var/cache/yum'],
    locked: true,
  },
  {
    name: 'yum',
    detail: 'packages of older Red Hat',
    commands: { install: ['-y'], update: ['-y'], remove: ['-y'], clean: ['all'] },
    recipe: 'yum install -y ${1:package} && yum clean all',
    caches: ['/var/cache/yum'],
    locked: true,
  },
  {
    name: 'zypper',
    detail: 'packages of openSUSE',
    commands: { install: ['-y', '--no-recommends'], refresh: [], remove: ['-y'], clean: ['--all'] },
    recipe: 'zypper --non-interactive install --no-recommends ${1:package} && zypper clean --all',
    caches: ['/var/cache/zypp'],
    locked: true,
  },
  {
    name: 'pip',
    detail: 'packages of Python',
    commands: {
      install: ['--no-cache-dir', '-r', '--require-hashes', '--no-deps', '--prefix', '--target', '-e', '--upgrade'],
      uninstall: ['-y'],
      wheel: ['--no-cache-dir', '--no-deps', '--wheel-dir', '-r'],
    },
    recipe: 'pip install --no-cache-dir -r ${1:requirements.txt}',
    caches: ['/root/.cache/pip'],
  },
  {
    name: 'uv',
    detail: 'packages of Python',
    commands: {
      sync: ['--locked', '--frozen', '--no-dev', '--no-install-project', '--compile-bytecode'],
      pip: ['install', 'sync'],
      run: ['--no-sync'],
    },
    recipe: 'uv sync --locked --no-dev',
    caches: ['/root/.cache/uv'],
  },
  {
    name: 'poetry',
    detail: 'packages of Python',
    commands: { install: ['--only', '--no-root', '--no-interaction', '--no-ansi', '--sync'] },
    recipe: 'poetry install --only main --no-root --no-interaction',
    caches: ['/root/.cache/pypoetry'],
  },
  {
    name: 'npm',
    detail: 'packages of Node.js',
    commands: {
      ci: ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
      install: ['-g', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'],
      run: ['build', 'test'],
      prune: ['--omit=dev'],
      cache: ['clean', '--force'],
    },
    recipe: 'npm ci',
    caches: ['/root/.npm'],
  },
  {
    name: 'yarn',
    detail: 'packages of Node.js',
    commands: {
      install: ['--frozen-lockfile', '--immutable', '--production', '--non-interactive'],
      build: [],
      cache: ['clean'],
    },
    recipe: 'yarn install --frozen-lockfile',
    caches: ['/usr/local/share/.cache/yarn'],
  },
  {
    name: 'pnpm',
    detail: 'packages of Node.js',
    commands: {
      install: ['--frozen-lockfile', '--prod', '--offline', '--ignore-scripts'],
      fetch: ['--prod'],
      prune: ['--prod'],
      run: ['build'],
    },
    recipe: 'pnpm install --frozen-lockfile',
    caches: ['/root/.local/share/pnpm/store'],
  },
  {
    name: 'bun',
    detail: 'packages of JavaScript',
    commands: { install: ['--frozen-lockfile', '--production'], build: ['--compile', '--outfile'], run: [] },
    recipe: 'bun install --frozen-lockfile',
    caches: ['/root/.bun/install/cache'],
  },
  {
    name: 'go',
    detail: 'Go modules and builds',
    commands: {
      build: ['-o', '-trimpath', '-ldflags="-s -w"', '-tags', './...'],
      mod: ['download', 'verify', 'tidy'],
      install: [],
      test: ['./...'],
    },
    recipe: 'go build -trimpath -o ${1:/out/app} ${2:.}',
    caches: ['/go/pkg/mod', '/root/.cache/go-build'],
  },
  {
    name: 'cargo',
    detail: 'Rust crates and builds',
    commands: {
      build: ['--release', '--locked', '--bin', '--target', '--features'],
      install: ['--locked', '--path', '--root'],
      fetch: ['--locked'],
      test: ['--locked'],
    },
    recipe: 'cargo build --release --locked',
    caches: ['/usr/local/cargo/registry', '/usr/local/cargo/git/db'],
  },
  {
    name: 'mvn',
    detail: 'Java builds',
    commands: { package: ['-DskipTests', '-B'], 'dependency:go-offline': ['-B'], verify: ['-B'] },
    recipe: 'mvn -B package -DskipTests',
    caches: ['/root/.m2'],
  },
  {
    name: 'gradle',
    detail: 'Java builds',
    commands: { build: ['--no-daemon', '-x', 'test'], bootJar: ['--no-daemon'], dependencies: ['--no-daemon'] },
    recipe: 'gradle --no-daemon build -x test',
    caches: ['/root/.gradle'],
  },
  {
    name: 'dotnet',
    detail: '.NET builds',
    commands: {
      publish: ['-c', 'Release', '-o', '--no-restore', '/p:UseAppHost=false'],
      restore: ['--locked-mode'],
      build: ['-c', 'Release', '--no-restore'],
    },
    recipe: 'dotnet publish -c Release -o ${1:/app/publish}',
    caches: ['/root/.nuget/packages'],
  },
  {
    name: 'composer',
    detail: 'packages of PHP',
    commands: {
      install: ['--no-dev', '--no-scripts', '--prefer-dist', '--no-interaction', '--optimize-autoloader'],
      'dump-autoload': ['--optimize', '--no-dev'],
    },
    recipe: 'composer install --no-dev --no-interaction --prefer-dist',
    caches: ['/tmp/cache'],
  },
  {
    name: 'bundle',
    detail: 'gems of Ruby',
    commands: { install: ['--jobs', '--retry'], exec: [], config: ['set'] },
    recipe: 'bundle install',
    caches: ['/usr/local/bundle/cache'],
  },
  {
    name: 'gem',
    detail: 'gems of Ruby',
    commands: { install: ['--no-document', '--version'] },
    recipe: 'gem install --no-document ${1:gem}',
    caches: [],
  },
];

const otherNames: Readonly<Record<string, string>> = {
  apt: 'apt-get',
  pip3: 'pip',
  mvnw: 'mvn',
  gradlew: 'gradle',
  npx: 'npm',
};

export function toolOf(name: string): Tool | undefined {
  const own = otherNames[name] ?? name;
  return tools.find((tool) => tool.name === own);
}

/** Tools that an image surely has, by its canonical name. */
export function toolsOfImage(image: string): readonly string[] {
  const found = byImage.find(({ pattern }) => pattern.test(image));
  return found?.tools ?? [];
}

const byImage: readonly { readonly pattern: RegExp; readonly tools: readonly string[] }[] = [
  { pattern: /^node$/, tools: ['npm', 'yarn'] },
  { pattern: /^python$/, tools: ['pip'] },
  { pattern: /^ghcr\.io\/astral-sh\/uv$/, tools: ['uv'] },
  { pattern: /^golang$/, tools: ['go'] },
  { pattern: /^rust$/, tools: ['cargo'] },
  { pattern: /^maven$/, tools: ['mvn'] },
  { pattern: /^gradle$/, tools: ['gradle'] },
  { pattern: /dotnet\/sdk$/, tools: ['dotnet'] },
  { pattern: /^composer$/, tools: ['composer'] },
  { pattern: /^ruby$/, tools: ['bundle', 'gem'] },
  { pattern: /^oven\/bun$/, tools: ['bun'] },
];
