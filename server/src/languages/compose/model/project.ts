import type { FileView } from '../../../core/files.js';
import { byText, Memo, Memory } from '../../../core/memo.js';
import { basename, dirname, join, resolvePath } from '../../../core/path.js';
import type { Lookup } from '../../../dotenv/interpolation.js';
import { type EnvEntry, readEnvFile } from '../../../dotenv/read.js';
import { type ComposeDocument, filledDocuments } from '../document.js';
import { layerOf } from './build-values.js';
import { type ExtendsProblem, withExtended } from './extends.js';
import { defaultNames, isComposeName, overrideNames } from './file-names.js';
import { mergeRoots } from './merge.js';
import { Sources } from './sources.js';
import {
  itemsOf,
  type Member,
  membersOf,
  type Place,
  type SourceFile,
  sourceFile,
  type Table,
  textOf,
  textsOf,
  type Value,
  valueAt,
} from './value.js';

/** A service of a project, as all files together define it. */
export interface Service {
  readonly name: string;
  /** Where it is named first. */
  readonly place: Place;
  /** Its attributes; undefined where it has none or they are no table. */
  readonly value: Value | undefined;
  /** The files that say something of it. */
  readonly files: ReadonlySet<SourceFile>;
  readonly memory: Memory;
}

export interface IncludeProblem {
  readonly kind: 'include-cycle' | 'include-missing';
  readonly place: Place;
  /** The include of the main file that leads there, where another file says it. */
  readonly through: Place;
  readonly subject: string;
}

/** What Compose would run: the checked file with all that belongs to it, merged. */
export interface Project {
  /** The checked file. */
  readonly main: SourceFile;
  /** Every file that was read, in the order in which they are merged. */
  readonly files: readonly SourceFile[];
  /** The folder that relative paths start from. */
  readonly directory: string;
  readonly root: Value | undefined;
  readonly services: ReadonlyMap<string, Service>;
  /** The project's `.env` and other env files of its own, the strongest last. */
  readonly environment: readonly EnvFileEntries[];
  /** The value of a variable, if a file gives one. */
  readonly lookup: Lookup;
  readonly problems: readonly (ExtendsProblem | IncludeProblem)[];
  /** False where something belongs to it that cannot be read: a remote include, a file that is not known. */
  readonly complete: boolean;
}

export interface EnvFileEntries {
  readonly path: string;
  readonly entries: readonly EnvEntry[];
}

const kept = new Memo<
  ComposeDocument,
  { readonly path: string; readonly sources: Sources; readonly project: Project }
>();

/** The project that a file stands for: with its override or, for an override, with its base. Kept until a file changes. */
export function projectOf(document: ComposeDocument, path: string, files: FileView): Project {
  const before = kept.get(document);
  if (before && before.path === path && before.sources.unchanged(files)) return before.project;
  const sources = new Sources(files);
  const project = build(document, path, sources);
  kept.set(document, { path, sources, project });
  return project;
}

function build(document: ComposeDocument, path: string, sources: Sources): Project {
  const directory = dirname(path);
  const main = sourceFile(path, document, 'file');
  const reader = new ProjectReader(sources, main);
  const environment = reader.environmentOf([join(directory, '.env')]);
  const lookup = lookupIn(environment);
  const chosen = filesOf(main, directory, sources, lookup);
  const root = reader.merged(chosen, directory, lookup, []);
  return {
    main,
    files: reader.files,
    directory,
    root,
    services: servicesOf(root, reader),
    environment,
    lookup,
    problems: reader.problems,
    complete: reader.complete,
  };
}

/** The same function for the same entries, so that what is made with it can be kept. */
function lookupIn(environment: readonly EnvFileEntries[]): Lookup {
  const [first] = environment;
  if (!first) return noValues;
  const before = environment.length === 1 ? lookups.get(first.entries) : undefined;
  if (before) return before;
  const values = new Map<string, string>();
  for (const { entries } of environment)
    for (const { key, value } of entries) if (value !== undefined) values.set(key, value);
  const lookup: Lookup = (name) => values.get(name);
  if (environment.length === 1) lookups.set(first.entries, lookup);
  return lookup;
}

const noValues: Lookup = () => undefined;
const lookups = new WeakMap<readonly EnvEntry[], Lookup>();
const entriesOf = byText((text) => readEnvFile(text).entries);

/** The files that are merged when the main one is used, the lowest first. */
function filesOf(main: SourceFile, directory: string, sources: Sources, lookup: Lookup): readonly SourceFile[] {
  const name = basename(main.path);
  const other = (path: string): SourceFile | undefined => {
    if (path === main.path) return main;
    const document = sources.document(path);
    return document ? sourceFile(path, document, 'file') : undefined;
  };
  const listed = lookup('COMPOSE_FILE')?.split(lookup('COMPOSE_PATH_SEPARATOR') ?? /[:;]/);
  if (listed) {
    const paths = listed.map((one) => resolvePath(directory, one));
    if (paths.includes(main.path)) return paths.flatMap((path) => other(path) ?? []);
  }
  const firstOf = (names: readonly string[]): SourceFile | undefined => {
    const found = names.find((one) => sources.exists(resolvePath(directory, one)));
    return found === undefined ? undefined : other(join(directory, found));
  };
  if (defaultNames.includes(name)) {
    const override = firstOf(overrideNames);
    return override ? [main, override] : [main];
  }
  if (!isComposeName(main.path)) return [main];
  const base = firstOf(defaultNames);
  return base && (overrideNames.includes(name) || isFragment(main, lookup)) ? [base, main] : [main];
}

/** Whether a file says something of a service that it does not define whole, so that another must come before it. */
function isFragment(file: SourceFile, lookup: Lookup): boolean {
  const [first] = filledDocuments(file.document);
  const whole = ['image', 'build', 'extends', 'provider'];
  const { root } = first ? layerOf(file, first, lookup) : {};
  return membersOf(valueAt(root, 'services')).some(({ value }) => !whole.some((key) => valueAt(value, key)));
}

/** Reads the files of a project, and keeps what it meets. */
export class ProjectReader {
  readonly files: SourceFile[] = [];
  readonly problems: (ExtendsProblem | IncludeProblem)[] = [];
  complete: boolean = true;
  readonly parts: Map<string, { readonly place: Place; readonly files: Set<SourceFile> }> = new Map();
  readonly sources: Sources;
  readonly #main: SourceFile;

  constructor(sources: Sources, main: SourceFile) {
    this.sources = sources;
    this.#main = main;
  }

  environmentOf(paths: readonly string[]): readonly EnvFileEntries[] {
    return paths.flatMap((path) => {
      const text = this.sources.read(path);
      return typeof text === 'string' ? [{ path, entries: entriesOf(text) }] : [];
    });
  }

  /** @param through the include of the main file that leads to the files; undefined for the project's own. */
  merged(
    files: readonly SourceFile[],
    directory: string,
    lookup: Lookup,
    stack: readonly string[],
    through?: Place,
  ): Value | undefined {
    let root: Value | undefined;
    for (const file of files) {
      this.files.push(file);
      for (const document of filledDocuments(file.document)) {
        const layer = layerOf(file, document, lookup);
        this.#note(file, layer.root);
        const included = this.#included(layer.root, directory, lookup, [...stack, file.path], through);
        const own = withExtended(layer, this, lookup, included);
        root = mergeRoots(
          mergeRoots(root, included, () => undefined),
          own,
          layer.tagOf,
        );
      }
    }
    return root;
  }

  /** Another file's document, of which something is taken. */
  other(path: string, role: 'include' | 'extends'): SourceFile | undefined {
    if (path === this.#main.path) return this.#main;
    const document = this.sources.document(path);
    if (document === undefined) this.complete = false;
    return document ? sourceFile(path, document, role) : undefined;
  }

  #note(file: SourceFile, root: Value | undefined): void {
    for (const { key, place } of membersOf(valueAt(root, 'services'))) {
      const part = this.parts.get(key) ?? { place, files: new Set() };
      part.files.add(file);
      this.parts.set(key, part);
    }
  }

  #included(
    root: Value | undefined,
    directory: string,
    lookup: Lookup,
    stack: readonly string[],
    from: Place | undefined,
  ): Value | undefined {
    let found: Value | undefined;
    const include = valueAt(root, 'include');
    for (const item of itemsOf(include)) {
      const texts = textsOf(item.kind === 'table' ? valueAt(item, 'path') : item);
      if (texts.length === 0) this.complete = false;
      const paths = texts.map(({ text }) => text);
      if (paths.some((path) => /^[a-z]+:|^git@|\.git(?:#|$)/.test(path))) {
        this.complete = false;
        continue;
      }
      const places = paths.map((path) => resolvePath(directory, path));
      const cycle = places.findIndex((path) => stack.includes(path));
      if (cycle !== -1) {
        const place = texts[cycle] ?? item;
        this.problems.push({ kind: 'include-cycle', place, through: from ?? place, subject: paths[cycle] ?? '' });
        continue;
      }
      const files: SourceFile[] = [];
      places.forEach((path, i) => {
        const file = this.other(path, 'include');
        if (file) files.push(file);
        else if (this.sources.read(path) === null) {
          this.complete = false;
          const place = texts[i] ?? item;
          this.problems.push({ kind: 'include-missing', place, through: from ?? place, subject: paths[i] ?? '' });
        }
      });
      const given = textOf(valueAt(item, 'project_directory'));
      const own = given === undefined ? dirname(places[0] ?? directory) : resolvePath(directory, given);
      const envPaths = textsOf(valueAt(item, 'env_file')).map(({ text }) => resolvePath(directory, text));
      const environment = this.environmentOf(envPaths.length > 0 ? envPaths : [join(own, '.env')]);
      const inner = lookupIn(environment);
      const value = this.merged(
        files,
        own,
        (name) => lookup(name) ?? inner(name),
        [...stack, ...places],
        from ?? texts[0] ?? item,
      );
      found = mergeRoots(found, value, () => undefined);
    }
    return found;
  }
}

function servicesOf(root: Value | undefined, reader: ProjectReader): ReadonlyMap<string, Service> {
  const found = new Map<string, Service>();
  for (const { key, place, value } of membersOf(valueAt(root, 'services'))) {
    const part = reader.parts.get(key);
    const files = part?.files ?? new Set([place.file]);
    found.set(key, { name: key, place: part?.place ?? place, value, files, memory: new Memory() });
  }
  return found;
}

/** The members of a top-level section. */
export function resourcesOf(
  project: Project,
  kind: 'networks' | 'volumes' | 'configs' | 'secrets' | 'models',
): ReadonlyMap<string, Member> {
  const section = valueAt(project.root, kind);
  return section?.kind === 'table' ? section.members : noMembers;
}

const noMembers: Table['members'] = new Map();
