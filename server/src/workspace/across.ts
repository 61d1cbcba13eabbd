import type { TextEdit } from '../core/edit.js';
import type { Fact, FoundFact, GraphView } from '../core/facts.js';
import type { Place, RenameResult } from '../core/features.js';

// Definition, references and rename from one file into others, for every language alike: they follow from the facts.

/** The fact that is written at an offset: the narrowest, where several are. */
export function factAt(graph: GraphView, path: string, offset: number): Fact | undefined {
  const around = (graph.of(path) ?? []).filter(({ span }) => span.start <= offset && offset <= span.end);
  return around.sort((one, two) => one.span.end - one.span.start - (two.span.end - two.span.start))[0];
}

/** Where what is used at an offset is defined, in other files. */
export function defineAcross(graph: GraphView, path: string, offset: number): readonly Place[] {
  const fact = factAt(graph, path, offset);
  if (fact?.role !== 'reference') return [];
  if (fact.kind === 'file') return [{ path: fact.name, span: { start: 0, end: 0 } }];
  return elsewhere(path, definitionsOf(graph, fact)).map(placeOf);
}

/** Every use, in other files, of what is defined or used at an offset, and its definition there. */
export function referencesAcross(graph: GraphView, path: string, offset: number): readonly Place[] {
  const fact = factAt(graph, path, offset);
  if (!fact || fact.kind === 'file') return [];
  return elsewhere(path, [...definitionsOf(graph, fact), ...usesOf(graph, fact)]).map(placeOf);
}

/** The uses, in other files, of what is defined at an offset, with a new name. */
export function renameAcross(graph: GraphView, path: string, offset: number, name: string): readonly TextEdit[] {
  const fact = factAt(graph, path, offset);
  if (!fact || !renamed.has(fact.kind)) return [];
  return elsewhere(path, usesOf(graph, fact)).map((use) => ({ path: use.path, span: use.span, text: name }));
}

/** The definition, in another file, of what is used at an offset: a rename begins there. */
export function definitionToRename(graph: GraphView, path: string, offset: number): FoundFact | undefined {
  const fact = factAt(graph, path, offset);
  if (fact?.role !== 'reference' || !renamed.has(fact.kind)) return undefined;
  return elsewhere(path, definitionsOf(graph, fact))[0];
}

/** Puts edits of several files together; a refusal of the language's own rename stands. */
export function withEdits(own: RenameResult, more: readonly TextEdit[]): RenameResult {
  return 'refused' in own ? own : { edits: [...own.edits, ...more] };
}

/** What has one name in all files that mention it. */
const renamed: ReadonlySet<Fact['kind']> = new Set(['stage', 'arg', 'secret-id', 'build-context']);

function definitionsOf(graph: GraphView, { kind, scope, name }: Fact): readonly FoundFact[] {
  return graph.definitions(kind, scope).filter((other) => other.name === name);
}

function usesOf(graph: GraphView, { kind, scope, name }: Fact): readonly FoundFact[] {
  return graph.references(kind, scope).filter((other) => other.name === name);
}

function elsewhere(path: string, found: readonly FoundFact[]): readonly FoundFact[] {
  return found.filter((other) => other.path !== path);
}

function placeOf({ path, span }: FoundFact): Place {
  return { path, span };
}
