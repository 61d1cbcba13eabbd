import type { FileView } from '../../core/files.js';
import { join } from '../../core/path.js';

// What besides Compose may read a project's `.env`.

/** Files at the root of a program's sources: many programs read the `.env` beside them. */
const manifests: ReadonlySet<string> = new Set(
  [
    'package.json deno.json bun.lock composer.json artisan pyproject.toml requirements.txt setup.py Pipfile manage.py',
    'Gemfile go.mod Cargo.toml mix.exs pom.xml build.gradle build.gradle.kts pubspec.yaml Package.swift',
  ].flatMap((line) => line.split(' ')),
);

const program = /\.(?:py|[cm]?[jt]s|rb|php|go|rs|ex|cs|fs)$|\.(?:csproj|fsproj|sln)$/;

const script =
  /^(?:makefile|gnumakefile|justfile|\.justfile|procfile|vagrantfile|tiltfile|earthfile|\.envrc)$|\.(?:sh|bash|zsh|fish|mk|ps1|bat|cmd|ya?ml|toml|hcl|tf|conf|tmpl|template)$/i;
const scriptFolder = /^(?:bin|scripts?|hack|tools|ci|\.github)$/;
const mostScripts = 60;

/**
 * Tells whether something in a folder may read a variable of the `.env` there: a program, or a script that has its name.
 * The files are read at the first question.
 */
export function otherReaders(files: FileView, folder: string): (key: string) => boolean {
  const entries = files.list(folder);
  if (!entries || entries.some(({ name, kind }) => kind === 'file' && (manifests.has(name) || program.test(name))))
    return () => true;
  const paths: string[] = [];
  for (const { name, kind } of entries) {
    if (kind === 'file' && script.test(name)) paths.push(join(folder, name));
    if (kind !== 'directory' || !scriptFolder.test(name)) continue;
    for (const inner of files.list(join(folder, name)) ?? [])
      if (inner.kind === 'file') paths.push(join(folder, name, inner.name));
  }
  let words: ReadonlySet<string> | undefined;
  return (key) => {
    words ??= new Set(paths.slice(0, mostScripts).flatMap((path) => (files.read(path) ?? '').match(/\w+/g) ?? []));
    return words.has(key);
  };
}
