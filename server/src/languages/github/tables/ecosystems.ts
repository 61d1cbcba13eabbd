// What Dependabot keeps up to date. Source: GitHub's page "Dependabot options reference" and the schema of SchemaStore
// (2026-08-07).

export const ecosystems: readonly string[] = [
  ...['bazel', 'bun', 'bundler', 'cargo', 'composer', 'conda', 'deno', 'devcontainers', 'docker', 'docker-compose'],
  ...['dotnet-sdk', 'elm', 'github-actions', 'gitsubmodule', 'gomod', 'gradle', 'helm', 'julia', 'maven', 'mix', 'nix'],
  ...[
    'npm',
    'nuget',
    'opentofu',
    'pip',
    'pre-commit',
    'pub',
    'rust-toolchain',
    'sbt',
    'swift',
    'terraform',
    'uv',
    'vcpkg',
  ],
];

/** Names of tools that people write, and the ecosystem that stands for them. */
export const ecosystemMistakes: Readonly<Record<string, string>> = {
  yarn: 'npm',
  pnpm: 'npm',
  poetry: 'pip',
  pipenv: 'pip',
  'pip-compile': 'pip',
  hex: 'mix',
  'elm-package': 'elm',
};

export const registryTypes: readonly string[] = [
  ...['cargo-registry', 'composer-repository', 'docker-registry', 'git', 'goproxy-server', 'hex-organization'],
  ...['hex-repository', 'helm-registry', 'maven-repository', 'npm-registry', 'nuget-feed', 'pub-repository'],
  ...['python-index', 'rubygems-server', 'terraform-registry'],
];

/** Files that show that a folder belongs to an ecosystem, by their names or, with a dot in front, their endings. */
export const manifests: Readonly<Record<string, readonly string[]>> = {
  bazel: ['MODULE.bazel', 'WORKSPACE', 'WORKSPACE.bazel'],
  bun: ['bun.lock'],
  bundler: ['Gemfile', 'gems.rb', '.gemspec'],
  cargo: ['Cargo.toml'],
  composer: ['composer.json'],
  conda: ['environment.yml', 'environment.yaml'],
  deno: ['deno.json', 'deno.jsonc'],
  docker: ['Dockerfile'],
  'docker-compose': ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'],
  'dotnet-sdk': ['global.json'],
  elm: ['elm.json'],
  gitsubmodule: ['.gitmodules'],
  gomod: ['go.mod'],
  gradle: ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  helm: ['Chart.yaml'],
  julia: ['Project.toml'],
  maven: ['pom.xml'],
  mix: ['mix.exs'],
  nix: ['flake.nix'],
  npm: ['package.json'],
  nuget: ['.csproj', '.vbproj', '.fsproj', 'packages.config'],
  pip: ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'],
  'pre-commit': ['.pre-commit-config.yaml', '.pre-commit-config.yml'],
  pub: ['pubspec.yaml'],
  'rust-toolchain': ['rust-toolchain.toml', 'rust-toolchain'],
  sbt: ['build.sbt'],
  swift: ['Package.swift'],
  terraform: ['.tf', '.hcl'],
  opentofu: ['.tofu', '.tf'],
  uv: ['uv.lock'],
  vcpkg: ['vcpkg.json'],
};
