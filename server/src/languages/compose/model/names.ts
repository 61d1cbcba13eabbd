import type { FileView } from '../../../core/files.js';
import { Memo, type Memory } from '../../../core/memo.js';
import { basename, dirname, join, resolvePath } from '../../../core/path.js';
import { contains, type Span } from '../../../core/text.js';
import { readEnvFile } from '../../../dotenv/read.js';
import type { YamlScalar } from '../../../yaml/tree.js';
import type { ComposeDocument } from '../document.js';
import { envFileNames } from './env-names.js';
import { isComposeName } from './file-names.js';
import { type Project, projectOf } from './project.js';
import { Sources } from './sources.js';
import { itemsOf, type SourceFile, textOf, type Value, valueAt } from './value.js';
import { writtenHosts, writtenNames } from './written-names.js';

// Every name that the files of a project define and use, with the places where it is written.

const nameKinds = [
  'service',
  'network',
  'volume',
  'config',
  'secret',
  'model',
  'profile',
  'anchor',
  'variable',
] as const;
export type NameKind = (typeof nameKinds)[number];

/** A name at a place of one file. */
export interface WrittenName {
  readonly kind: NameKind;
  readonly name: string;
  readonly role: 'definition' | 'use';
  readonly span: Span;
  /** The scalar that is the name and nothing else. */
  readonly scalar?: YamlScalar | undefined;
  /** Of the definition of a service: it with its attributes. */
  readonly extent?: Span | undefined;
  /** The file in which `extends` looks for the service. */
  readonly inFile?: string | undefined;
  /** The place of the anchor that an alias stands for, or of the anchor itself. */
  readonly anchor?: number | undefined;
  /** A variable that a container gets under its own name: `- NAME`, or `NAME:` without a value. */
  readonly passed?: Passed | undefined;
}

export interface Passed {
  readonly form: 'item' | 'key';
  /** The item, or what follows the key: its colon and a null. */
  readonly span: Span;
}

export interface NameUse extends WrittenName {
  readonly path: string;
  /** The unit in which a name means one thing: the files that are merged, a file that is extended, one anchor. */
  readonly scope: string;
}

export interface Names {
  readonly project: Project;
  /** The names under an offset of a file, the shortest first. */
  at(path: string, offset: number): readonly NameUse[];
  in(path: string): readonly NameUse[];
  /** Everything that is the same thing, in the order of files and places; the main file's first. */
  same(use: NameUse): readonly NameUse[];
  /** What the project's own files may mean by a name of one kind. */
  definitions(kind: NameKind): readonly NameUse[];
  /** Where the project's own files use or set variables. */
  variables(): readonly NameUse[];
  /** The service in whose attributes a name stands. */
  ownerOf(use: NameUse): string | undefined;
  /** Whether the scope of a name holds another of its kind with that name. */
  taken(use: NameUse, name: string): boolean;
}

interface Kept {
  readonly path: string;
  readonly parts: readonly unknown[];
  readonly names: Names;
}

const kept = new Memo<{ readonly memory: Memory }, Kept>();

/** The names of the project that a file belongs to, with those of the other files beside it that build on the same ones. */
export function namesOf(document: ComposeDocument, path: string, files: FileView): Names {
  const project = projectOf(document, path, files);
  const projects = [project, ...projectsBeside(project, files)];
  const environment = environmentOf(projects, files);
  const parts = [...projects, ...[...environment].flat()];
  const before = kept.get(document);
  if (before?.path === path && sameParts(before.parts, parts)) return before.names;
  const names = build(projects, environment);
  kept.set(document, { path, parts, names });
  return names;
}

function sameParts(one: readonly unknown[], two: readonly unknown[]): boolean {
  return one.length === two.length && one.every((part, i) => part === two[i]);
}

/** The projects of other Compose files in the folder, such as one for production, that share files with this one. */
function projectsBeside(project: Project, files: FileView): readonly Project[] {
  const own = new Set(project.files.map(({ path }) => path));
  const folder = dirname(project.main.path);
  const sources = new Sources(files);
  const found: Project[] = [];
  for (const { name, kind } of files.list(folder) ?? []) {
    const path = join(folder, name);
    if (kind !== 'file' || !isComposeName(name) || own.has(path)) continue;
    const document = sources.document(path);
    const other = document && projectOf(document, path, files);
    if (other?.files.some((file) => own.has(file.path))) found.push(other);
  }
  return found;
}

const templates = ['.env.example', '.env.sample', '.env.template', '.env.dist'];

/** The texts of the env files that set variables or give services their environment, by path. */
function environmentOf(projects: readonly Project[], files: FileView): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const read = (path: string): void => {
    const text = found.has(path) ? undefined : files.read(path);
    if (typeof text === 'string') found.set(path, text);
  };
  for (const project of projects) {
    for (const { path } of project.environment) read(path);
    for (const template of templates) read(join(project.directory, template));
    for (const { value } of project.services.values())
      for (const { path } of envFilePaths(project, valueAt(value, 'env_file'))) read(path);
  }
  return found;
}

/** The folder that relative paths in a file start from. */
export function directoryOf(project: Project, file: SourceFile): string {
  return file.role === 'file' ? project.directory : dirname(file.path);
}

/** The files that an `env_file` or `label_file` names. */
export function envFilePaths(
  project: Project,
  value: Value | undefined,
): readonly { readonly path: string; readonly value: Value; readonly required: boolean }[] {
  const items = value?.kind === 'text' ? [value] : itemsOf(value);
  return items.flatMap((item) => {
    const place = item.kind === 'table' ? valueAt(item, 'path') : item;
    const text = textOf(place);
    if (!place || text === undefined || text === '') return [];
    const required = textOf(valueAt(item, 'required')) !== 'false';
    return [{ path: resolvePath(directoryOf(project, item.file), text), value: place, required }];
  });
}

function build(projects: readonly Project[], environment: ReadonlyMap<string, string>): Names {
  const [project] = projects as readonly [Project, ...Project[]];
  const scopeOf = scopesOf(projects);
  const own = scopeOf(project.main.path);
  const documents = new Map<string, SourceFile>();
  for (const { files } of projects)
    for (const file of files) if (!documents.has(file.path)) documents.set(file.path, file);
  const all: NameUse[] = [];
  const services = new Set<string>();
  const isService = (name: string, scope: string): boolean => services.has(`${scope} ${name}`);
  const seen = new Map<string, Set<number>>();
  const add = (path: string, scope: string, written: WrittenName): void => {
    const { kind, span, name, inFile, anchor } = written;
    const ids = seen.get(path) ?? new Set<number>();
    if (ids.size === 0) seen.set(path, ids);
    const id = span.start * nameKinds.length + nameKinds.indexOf(kind);
    if (ids.has(id)) return;
    ids.add(id);
    const in_ = anchor !== undefined ? `${path}#${anchor}` : inFile !== undefined ? scopeOf(inFile) : scope;
    all.push({ ...written, path, scope: in_ });
    if (kind === 'service') services.add(`${in_} ${name}`);
  };
  for (const [path, { document }] of documents) {
    const scope = scopeOf(path);
    for (const written of writtenNames(document, path)) add(path, scope, written);
  }
  const variables = new Set(projects.flatMap((one) => one.environment.map(({ path }) => path)));
  for (const [path, text] of environment) {
    const role = variables.has(path) ? 'definition' : templates.includes(basename(path)) ? 'use' : undefined;
    envFileNames(
      text,
      readEnvFile(text),
      role,
      (name) => isService(name, own),
      (written) => add(path, own, written),
    );
  }
  const isOwn = ({ kind, scope }: NameUse): boolean => scope === own || kind === 'anchor';
  // What is defined is asked for with every key that is typed, hosts in addresses are not.
  let complete: Index | undefined;
  const index = (): Index => {
    if (complete) return complete;
    for (const [path, { document }] of documents) {
      const scope = scopeOf(path);
      writtenHosts(
        document,
        (name) => isService(name, scope),
        (written) => add(path, scope, written),
      );
    }
    complete = indexOf(all);
    return complete;
  };
  const main = project.main.path;
  const order = (a: NameUse, b: NameUse): number =>
    Number(b.path === main) - Number(a.path === main) ||
    (a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.start - b.span.start);
  const named = (path: string): readonly NameUse[] => index().byPath.get(path) ?? [];
  return {
    project,
    at: (path, offset) =>
      named(path)
        .filter(({ span }) => contains(span, offset))
        .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start)),
    in: named,
    same: (use) => [...(index().bySame.get(keyOf(use)) ?? [])].sort(order),
    definitions: (kind) => all.filter((use) => use.kind === kind && use.role === 'definition' && isOwn(use)),
    variables: () => all.filter((use) => use.kind === 'variable' && isOwn(use)),
    ownerOf: (use) => index().owners.get(use),
    taken: (use, name) =>
      use.kind === 'anchor'
        ? named(use.path).some((one) => one.kind === 'anchor' && one.name === name)
        : index().bySame.has(keyOf({ ...use, name })),
  };
}

/** All names by where they are written and by what they mean. */
interface Index {
  readonly byPath: ReadonlyMap<string, readonly NameUse[]>;
  readonly bySame: ReadonlyMap<string, readonly NameUse[]>;
  readonly owners: ReadonlyMap<NameUse, string>;
}

function keyOf({ kind, scope, name }: NameUse): string {
  return `${kind} ${scope} ${name}`;
}

function indexOf(all: readonly NameUse[]): Index {
  const byPath = new Map<string, NameUse[]>();
  const bySame = new Map<string, NameUse[]>();
  for (const use of all) {
    push(byPath, use.path, use);
    push(bySame, keyOf(use), use);
  }
  const owners = new Map<NameUse, string>();
  for (const uses of byPath.values()) {
    uses.sort((a, b) => a.span.start - b.span.start);
    let last: NameUse | undefined;
    for (const use of uses) {
      if (last?.extent && use.span.start <= last.extent.end) owners.set(use, last.name);
      if (use.extent) last = use;
    }
  }
  return { byPath, bySame, owners };
}

function push<K, V>(into: Map<K, V[]>, key: K, value: V): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

/** Files that are merged have their names in common; a file that is only extended has its own. */
function scopesOf(projects: readonly Project[]): (path: string) => string {
  const scopes = new Map<string, string>();
  for (const { files } of projects) {
    const merged = files.filter(({ role }) => role !== 'extends').map(({ path }) => path);
    const joined = new Set(merged.map((path) => scopes.get(path) ?? path));
    const [scope = ''] = joined;
    for (const [path, other] of scopes) if (joined.has(other)) scopes.set(path, scope);
    for (const path of merged) scopes.set(path, scope);
  }
  return (path) => scopes.get(path) ?? path;
}
